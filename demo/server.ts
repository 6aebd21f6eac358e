/** The demo's web server: the clinic's page, our bundles, its settings, and a FHIR server, all on one loopback port. @module */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FhirResource } from 'fhir/r4.js';
import { publicIdentityKey } from '../fhir-mappings/identity.ts';
import { mappingsFor } from '../fhir-mappings/mappings.ts';
import { createFhirClient } from '../src/client/client.ts';
import type { MemberDocument } from '../src/content/document.ts';
import { type Behaviour, fhirHandler } from './fhir/handler.ts';
import { DemoRepository } from './fhir/repository.ts';
import { handOvers } from './hand-over.ts';
import { clinicResources, groupDefinitions, members, patientNumbers, users } from './seed/clinic.ts';
import { reviewedDocumentsEs } from './seed/reviewed-es.ts';
import { seedResources } from './seed/seed.ts';
import { seedServer } from './seed/seed-server.ts';

export interface DemoOptions {
  /** 0 takes a free port. */
  port?: number;
  /** Another FHIR server (R4, R4B or R5) instead of the embedded one. */
  fhirBase?: string;
  /** The charts are on this server, an EHR; the record is kept beside it. */
  ehrBase?: string;
  /** The embedded one does as another server would. */
  behaviour?: Behaviour;
  /** Seeds that other server as well; the embedded one always starts seeded. */
  seed?: boolean;
  /** Only the clinic's people: no group, no member. */
  empty?: boolean;
  /** What the embedded server holds instead of the seed, in an order fit for it. */
  record?: readonly FhirResource[];
  /** The seed's attendance is in the record, or still in the clinic's other system. */
  attendance?: 'recorded' | 'exported';
  /** The day the seeded dates count back from. */
  now?: Date;
  /** The clinic's own documents beside the Spanish ones: its next version of the rules, say. Read anew by every page. */
  documents?: readonly MemberDocument[];
}

export interface Demo {
  /** Address of the page. */
  url: string;
  fhirBase: string;
  stop(): Promise<void>;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.map': 'application/json',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};
/** Pages of other origins, and sandboxed frames, may load the bundles: module scripts are CORS requests. */
const open = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' };
const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const roots = [
  { prefix: '/bundle/', folder: folder('../bundle/') },
  { prefix: '/', folder: folder('./page/') },
];

/** Rejects with Node's EADDRINUSE for a taken port, and with a plain Error when the other server can't be seeded. */
export async function startDemo({
  port = 0,
  fhirBase,
  ehrBase,
  behaviour,
  seed = false,
  empty = false,
  record,
  attendance = 'recorded',
  now = new Date(),
  documents = [],
}: DemoOptions = {}): Promise<Demo> {
  const key = await publicIdentityKey();
  let fhir: ReturnType<typeof fhirHandler> | undefined;
  if (fhirBase === undefined) {
    const repository = new DemoRepository();
    const all = record ?? (empty ? clinicResources() : await seedResources(now, key, undefined, attendance));
    for (const resource of all) await repository.createResource(resource as never);
    fhir = fhirHandler(repository, '/fhir', behaviour);
  } else if (seed) {
    const { fhirVersion } = await createFhirClient({ base: fhirBase }).capabilities();
    if (fhirVersion === 'unknown') throw new Error('This server’s FHIR version is not one we know.');
    const mappings = await mappingsFor(fhirVersion);
    await seedServer(fhirBase, empty ? clinicResources() : await seedResources(now, key, mappings, attendance));
  }
  const config = (base: string) => ({
    fhirBase: base,
    ...(ehrBase !== undefined && { ehrBase }),
    groups: '/groups.json',
    users: [...users, ...members],
    documents: [...reviewedDocumentsEs, ...documents],
    patientIdentifier: patientNumbers,
    synthetic: true,
  });
  const links = handOvers();
  const server = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (fhir && (pathname === '/fhir' || pathname.startsWith('/fhir/'))) void fhir(request, response);
    else if (pathname === '/hand-over') void links(request, response, url);
    else if (pathname === '/config.json') json(response, config(base));
    else if (pathname === '/groups.json') json(response, groupDefinitions);
    else void file(pathname, request, response);
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', listening);
  });
  // `localhost` and not the number: browsers take both as secure, people recognise the name
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const base = fhirBase ?? `${url}/fhir`;
  return {
    url,
    fhirBase: base,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json', ...open });
  response.end(JSON.stringify(value));
}

/** A file of the page or the bundle; nothing outside the two folders. */
async function file(pathname: string, { method }: IncomingMessage, response: ServerResponse): Promise<void> {
  const root = roots.find(({ prefix }) => pathname.startsWith(prefix));
  const path = normalize(decodeURIComponent(pathname.slice(root?.prefix.length ?? 0)) || 'index.html');
  const type = types[extname(path)];
  if (!root || !type || path.startsWith('..') || method !== 'GET') {
    response.writeHead(404).end();
    return;
  }
  try {
    const body = await readFile(root.folder + path);
    response.writeHead(200, { 'content-type': type, ...open }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}
