/** A real HTTP server on loopback that remembers what came, resources to answer with, and a clock that doesn't wait. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Bundle, BundleEntry, FhirResource, Observation, OperationOutcome } from 'fhir/r4.js';
import { expect, onTestFinished } from 'vitest';
import { isPortalError, type PortalError } from '../../../fhir-mappings/errors.ts';
import { createFhirClient, type FhirClient } from '../../../src/client/client.ts';
import type { Connection } from '../../../src/client/wire.ts';

export interface Seen {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  /** A string goes out as it is, anything else as JSON. */
  body?: unknown;
  /** Break the connection instead of answering, or in the middle of the answer. */
  reset?: 'before' | 'midway';
}

export interface Server {
  base: string;
  seen: Seen[];
}

/** Starts a server with its base at `/fhir`; it ends with the test. `count` is 1 for the first request. */
export async function startServer(
  answer: (seen: Seen, count: number, base: string) => Reply | Promise<Reply>,
): Promise<Server> {
  const seen: Seen[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request;
    const one = { method, url, headers, body: await text(request) };
    const count = seen.push(one);
    const reply = await answer(one, count, base);
    if (reply.reset === 'before') return request.socket.destroy();
    const body =
      typeof reply.body === 'string' ? reply.body : reply.body === undefined ? '' : JSON.stringify(reply.body);
    response.writeHead(reply.status ?? 200, { 'content-type': 'application/fhir+json', ...reply.headers });
    if (reply.reset !== 'midway') return response.end(body);
    response.write(body.slice(0, body.length / 2), () => request.socket.destroy());
    return undefined;
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { base, seen };
}

/** A client that notes its waits in `waits` instead of waiting. */
export function clientOf(connection: Connection): FhirClient & { waits: number[] } {
  const waits: number[] = [];
  const sleep = async (ms: number) => void waits.push(ms);
  return { ...createFhirClient({ sleep, ...connection }), waits };
}

/** What could be a secret in these tests: it must be in no message. */
const secrets = /https?:|127\.0|example|Smith|secret|patient-7|Patient|Observation|\d/;

/** The PortalError a promise rejects with; its message is checked for anything that is about a person or a server. */
export async function failing(promise: Promise<unknown>): Promise<PortalError> {
  const error: unknown = await promise.then(
    () => expect.fail('did not reject'),
    (reason: unknown) => reason,
  );
  if (!isPortalError(error)) throw error;
  expect(error.message).not.toMatch(secrets);
  expect(error.message).toMatch(/^[A-Z].*\.$/);
  return error;
}

export const observation = (id: string, patient = 'Patient/patient-7'): Observation => ({
  resourceType: 'Observation',
  id,
  meta: { versionId: '3' },
  status: 'final',
  code: { text: 'attendance' },
  subject: { reference: patient },
});

export const searchset = (entries: (FhirResource | BundleEntry)[], next?: string): Bundle => ({
  resourceType: 'Bundle',
  type: 'searchset',
  link: next === undefined ? [] : [{ relation: 'next', url: next }],
  entry: entries.map((entry) => ('resourceType' in entry ? { resource: entry } : entry)),
});

export const outcome = (
  severity: OperationOutcome['issue'][number]['severity'],
  ...expression: string[]
): OperationOutcome => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity, code: 'processing', diagnostics: 'Smith at https://fhir.example/Patient/patient-7', expression }],
});

export const statement = (interactions: string[], fhirVersion = '4.0.1') => ({
  resourceType: 'CapabilityStatement',
  fhirVersion,
  rest: [
    {
      mode: 'server',
      interaction: interactions.map((code) => ({ code })),
      resource: [
        { type: 'Consent', interaction: [{ code: 'create' }, { code: 'search-type' }], conditionalCreate: true },
      ],
    },
  ],
});
