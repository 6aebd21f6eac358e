/** The program behind a proxy, and before a server whose certificate an authority of the clinic's own has made: the usual variables. */
import { spawn } from 'node:child_process';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { groupDefinitions } from '../../../demo/seed/clinic.ts';
import type { Demo } from '../../../demo/server.ts';
import { seededAt, startDemo } from '../../support/demo.ts';
import { configInput, row, workshop } from '../../support/sync-clinic.ts';

const main = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url));
const shop = workshop();
const away = 'record.clinic.example';
let demo: Demo;
let proxy: Server;
let secure: Server;
let file: string;
let authority: string;
/** What the proxy was asked for. */
let asked: string[] = [];
const portOf = (server: Server) => (server.address() as AddressInfo).port;
const listening = (server: Server) => new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));

beforeAll(async () => {
  demo = await startDemo({ now: seededAt });
  shop.file(JSON.stringify(groupDefinitions), 'groups.json');
  file = shop.rows(row(1, 'Show'));
  proxy = createServer((incoming, response) => {
    asked.push(new URL(incoming.url ?? '').host);
    passOn(incoming, response);
  });
  // a tunnel: to the server it names, and where that is away, to the demo in its place
  proxy.on('connect', ({ url = '' }, client) => {
    asked.push(url);
    const to = url.startsWith(away) ? new URL(demo.fhirBase).port : url.split(':')[1];
    const server = connect(Number(to), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(server).pipe(client);
    });
    for (const socket of [client, server]) socket.on('error', () => void server.destroy());
  });
  const made = await generate([{ name: 'commonName', value: 'Clinic-Test' }], {
    keyType: 'ec',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] },
    ],
  });
  authority = shop.file(made.cert, 'authority.pem');
  secure = createSecureServer({ key: made.private, cert: made.cert }, passOn);
  await Promise.all([listening(proxy), listening(secure)]);
});
afterAll(async () => {
  for (const server of [proxy, secure]) {
    server.close();
    server.closeAllConnections();
  }
  await demo.stop();
  shop.end();
});
beforeEach(() => {
  asked = [];
});

function passOn(incoming: IncomingMessage, response: ServerResponse): void {
  const { method, headers } = incoming;
  const { pathname, search } = new URL(incoming.url ?? '', 'http://localhost');
  const to = request({
    host: '127.0.0.1',
    port: new URL(demo.fhirBase).port,
    path: pathname + search,
    method,
    headers,
  });
  to.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  incoming.pipe(to);
}

/** Compares the file with a server, with these variables. */
function imported(base: string, env: Record<string, string>) {
  shop.file(JSON.stringify(configInput(base)), 'sync.json');
  return program(['dry-run', file, '--config', join(shop.folder, 'sync.json')], env);
}

/** Exit code, and what was printed. */
async function program(args: string[], env: Record<string, string>): Promise<[number | null, string]> {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [main, ...args], { env: { PATH, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
  const exit = await new Promise<number | null>((ended) => child.on('close', ended));
  return [exit, said];
}

describe('the program', { timeout: 60_000 }, () => {
  const useProxy = () => ({ NODE_USE_ENV_PROXY: '1', HTTP_PROXY: `http://127.0.0.1:${portOf(proxy)}` });

  test('goes through a proxy to a server it can’t reach itself', async () => {
    const [exit, said] = await imported(`http://${away}/fhir`, useProxy());
    expect([exit, said.includes('rows 1')]).toEqual([0, true]);
    expect([...new Set(asked.map((host) => host.split(':')[0]))]).toEqual([away]);
  });

  test('goes past it where NO_PROXY says so', async () => {
    const [exit] = await imported(demo.fhirBase, { ...useProxy(), NO_PROXY: 'localhost,127.0.0.1' });
    expect([exit, asked]).toEqual([0, []]);
  });

  test('takes an authority of the clinic’s own, also through a proxy', async () => {
    const base = `https://localhost:${portOf(secure)}/fhir`;
    const HTTPS_PROXY = `http://127.0.0.1:${portOf(proxy)}`;
    const [exit] = await imported(base, { NODE_EXTRA_CA_CERTS: authority, NODE_USE_ENV_PROXY: '1', HTTPS_PROXY });
    expect([exit, [...new Set(asked)]]).toEqual([0, [`localhost:${portOf(secure)}`]]);
  });

  test('trusts no certificate without it', async () => {
    // an import would try for half a minute
    const [exit, said] = await program(['check-server', `https://localhost:${portOf(secure)}/fhir`], {});
    expect([exit, said.includes('offline')]).toEqual([4, true]);
  });
});
