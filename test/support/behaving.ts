/** A real server that does as another one is documented to: what `demo/fhir/behaviours.ts` says, on loopback in front of it. @module */
import { createServer, request, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { OperationOutcomeError } from '@medplum/core';
import type { CapabilityStatement } from '@medplum/fhirtypes';
import type { Behaviour, Call } from '../../demo/fhir/handler.ts';
import type { Answer } from '../../demo/fhir/wire.ts';

/** It, saying another FHIR version of itself: R4B is written as R4 is. */
export const speaking = (fhirVersion: string, behaviour: Behaviour): Behaviour => ({
  ...behaviour,
  says: (statement) => ({
    ...(behaviour.says?.(statement) ?? statement),
    fhirVersion: fhirVersion as CapabilityStatement['fhirVersion'],
  }),
});

interface Passed {
  status: number;
  headers: OutgoingHttpHeaders;
  text: string;
}

/** The FHIR base to use in place of `target`, and how to end it. */
export async function startBehaving(
  target: string,
  { says, refuses, heeds, answers }: Behaviour,
): Promise<{ base: string; stop(): Promise<void> }> {
  const to = new URL(target);
  /** With the caller's own Host: links in answers lead back here. */
  const passOn = (path: string, call: Pick<Call, 'method' | 'body' | 'headers'>): Promise<Passed> =>
    new Promise((resolve, reject) => {
      const { 'content-length': _length, 'transfer-encoding': _parts, connection: _hop, ...headers } = call.headers;
      const sent = request(
        { host: to.hostname, port: to.port, path: `${to.pathname}${path}`, method: call.method, headers },
        (answer) => {
          textOf(answer).then(
            (text) => resolve({ status: answer.statusCode ?? 502, headers: answer.headers, text }),
            reject,
          );
        },
      );
      const text = typeof call.body === 'string' ? call.body : call.body && JSON.stringify(call.body);
      sent.on('error', reject).end(text);
    });

  async function answerTo(incoming: IncomingMessage): Promise<Passed> {
    const path = (incoming.url ?? '').slice(to.pathname.length);
    const url = path.replace(/^\//, '');
    const text = await textOf(incoming);
    const isJson = incoming.headers['content-type']?.includes('json');
    const call: Call = {
      base: target,
      url,
      method: incoming.method as Call['method'],
      body: isJson && text ? JSON.parse(text) : text || undefined,
      // compressed answers could not be read here
      headers: { ...incoming.headers, 'accept-encoding': 'identity' },
    };
    const refusal = refuses?.(call);
    if (refusal) return written(refusal);
    const passed = await passOn(path, heeds?.(call) ?? call);
    if (!passed.text.startsWith('{')) return passed;
    const body = JSON.parse(passed.text) as CapabilityStatement;
    if (url === 'metadata') return { ...passed, text: JSON.stringify(says?.(body) ?? body) };
    const answer = answers?.({ status: passed.status, body }, call);
    return answer ? { ...passed, status: answer.status, text: JSON.stringify(answer.body) } : passed;
  }

  const server = createServer((incoming, response) => {
    const end = ({ status, headers, text }: Passed): void => {
      const { 'content-length': _length, 'transfer-encoding': _parts, connection: _hop, ...kept } = headers;
      response.writeHead(status, kept).end(text);
    };
    answerTo(incoming).then(end, (error: unknown) => {
      if (error instanceof OperationOutcomeError) end(written({ status: 400, body: error.outcome }));
      else response.destroy();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}${to.pathname}`,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

const written = ({ status, headers = {}, body }: Answer): Passed => ({
  status,
  headers: { ...headers, 'content-type': 'application/fhir+json' },
  text: body ? JSON.stringify(body) : '',
});

async function textOf(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
