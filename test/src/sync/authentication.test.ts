/** How an import signs in: backend services, a bearer token, a password; and that no secret is ever shown. */
import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { groupDefinitions } from '../../../demo/seed/clinic.ts';
import type { Demo } from '../../../demo/server.ts';
import { backendTokens, clientKeyOf } from '../../../src/cli/backend-services.ts';
import { run } from '../../../src/cli/run.ts';
import type { SyncConfigInput } from '../../../src/sync/config.ts';
import { parseSyncConfig } from '../../../src/sync/config.ts';
import {
  clientOf,
  type Guarded,
  type Keys,
  newKeys,
  startGuarded,
  tokenLife,
} from '../../support/authorization-server.ts';
import { seededAt, startDemo } from '../../support/demo.ts';
import { startFaulty } from '../../support/faulty.ts';
import { configInput, row, workshop } from '../../support/sync-clinic.ts';

const shop = workshop();
const password = 'correct-horse-battery-Test';
const secrets: string[] = [password, Buffer.from(`import:${password}`).toString('base64')];
let demo: Demo;
let keys: [Keys, Keys];
let guarded: Guarded;
let file: string;
const smart = (client: Keys, more: object = {}): NonNullable<SyncConfigInput['authentication']> => ({
  type: 'smart-backend',
  clientId: clientOf(client),
  ...more,
});
const scopesOf = (config: SyncConfigInput): string[] => {
  const { authentication } = parseSyncConfig(config);
  return authentication?.type === 'smart-backend' ? authentication.scope.split(' ') : [];
};
beforeAll(async () => {
  demo = await startDemo({ now: seededAt });
  keys = [newKeys('ES384'), newKeys('RS384')];
  const scopes = scopesOf(configInput(demo.fhirBase, { authentication: smart(keys[0]) }));
  guarded = await startGuarded(demo.fhirBase, keys, scopes);
  shop.file(JSON.stringify(groupDefinitions), 'groups.json');
  file = shop.rows(row(1, 'Show'), row(2, 'No show'), row(4, 'Canceled'));
  secrets.push(...keys.map(({ secret }) => secret.d ?? ''));
});
afterAll(async () => {
  await guarded.stop();
  await demo.stop();
  shop.end();
});

const said: string[] = [];
/** Runs the import; its lines and exit code. */
async function imported(config: object, env: Record<string, string> = {}) {
  const path = shop.file(JSON.stringify(config), 'sync.json');
  const lines: string[] = [];
  const line = (text: string) => void lines.push(text);
  const exit = await run(['run', file, '--config', path, '--accept-short'], { env, out: line, err: line });
  said.push(...lines);
  return { exit, lines };
}
const owned = (name: string, value: object): string => {
  chmodSync(shop.file(JSON.stringify(value), name), 0o600);
  return name;
};

test('a key in a file gets the token, and the record is written with it', async () => {
  const [es384] = keys;
  const clientKeyFile = owned('es384.json', es384.secret);
  const { exit, lines } = await imported(
    configInput(guarded.base, { authentication: smart(es384, { clientKeyFile }) }),
  );
  expect([exit, lines.find((line) => line.startsWith('created'))]).toEqual([0, 'created 3']);
  expect(guarded.used.size).toBe(1);
});

test('so does a key in the environment, of the other algorithm', async () => {
  const [, rs384] = keys;
  const config = configInput(guarded.base, { authentication: smart(rs384) });
  expect((await imported(config, { FHIR_CLIENT_KEY: JSON.stringify(rs384.secret) })).exit).toBe(0);
  expect(guarded.used.size).toBe(2);
});

test('a token is kept, shared by requests at once, and renewed a minute before its end', async () => {
  const [es384] = keys;
  let now = 0;
  const scope = 'system/Patient.rs';
  const key = await clientKeyOf(JSON.stringify(es384.secret), 'here');
  const { token, granted } = backendTokens({ base: guarded.base, clientId: clientOf(es384), key, scope }, () => now);
  const before = granted();
  const [first, second] = await Promise.all([token(), token()]);
  now = (tokenLife - 61) * 1000;
  const kept = await token();
  now = (tokenLife - 59) * 1000;
  const renewed = await token();
  secrets.push(first, renewed);
  expect([second, kept, renewed === first]).toEqual([first, first, false]);
  expect([before, granted()]).toEqual([undefined, scope]);
});

test('a key the server does not know gets no token, and nothing is written', async () => {
  const [es384] = keys;
  const stranger = newKeys('ES384');
  secrets.push(stranger.secret.d ?? '');
  const config = configInput(guarded.base, { authentication: smart(es384) });
  const { exit, lines } = await imported(config, { FHIR_CLIENT_KEY: JSON.stringify(stranger.secret) });
  expect([exit, lines[0]?.split('\n')]).toEqual([
    4,
    ['not-authorized: The authorization server gives this client no token.', '  authentication'],
  ]);
});

test.each([
  ['a public key', () => keys[0].open],
  ['a key without an id', () => ({ ...keys[0].secret, kid: undefined })],
  ['a key for something else', () => ({ ...keys[1].secret, alg: 'RS256' })],
  ['no JSON', () => undefined],
])('%s is refused before anything is sent', async (_what, key) => {
  const config = configInput(guarded.base, { authentication: smart(keys[0]) });
  const { exit, lines } = await imported(config, { FHIR_CLIENT_KEY: JSON.stringify(key()) ?? 'secret-Test' });
  expect([exit, lines[0]?.split('\n')]).toEqual([
    2,
    ['invalid: The key is no private JWK with a kid, for ES384 or RS384.', '  FHIR_CLIENT_KEY'],
  ]);
});

test('the documented command makes a key that is one, and a public half without its secret', async () => {
  const docs = readFileSync(new URL('../../../docs/sync.md', import.meta.url), 'utf8');
  const program = /```sh\nnode -e '\n([^']+)'\n```/.exec(docs)?.[1] ?? '';
  expect(spawnSync(process.execPath, ['-e', program], { cwd: shop.folder }).status).toBe(0);
  const path = join(shop.folder, 'client-key.json');
  const text = readFileSync(path, 'utf8');
  const { key } = await clientKeyOf(text, 'here');
  const open = readFileSync(join(shop.folder, 'public-keys.json'), 'utf8');
  expect([statSync(path).mode & 0o777, key.algorithm.name, key.extractable]).toEqual([0o600, 'ECDSA', false]);
  expect([text.includes('"d":'), open.includes('"d":'), open.includes('"kid":"import-1"')]).toEqual([
    true,
    false,
    true,
  ]);
});

test('a key file that others may read is refused', async () => {
  const clientKeyFile = owned('open.json', keys[0].secret);
  chmodSync(join(shop.folder, clientKeyFile), 0o644);
  const { exit, lines } = await imported(
    configInput(guarded.base, { authentication: smart(keys[0], { clientKeyFile }) }),
  );
  expect([exit, lines[0]?.split('\n')[1]]).toEqual([2, '  authentication.clientKeyFile']);
});

test.each([
  ['no token endpoint', {}, 'unsupported'],
  ['one that is not encrypted', { token_endpoint: 'http://login.clinic.example/token' }, 'not-allowed'],
])('a server that names %s is asked for nothing', async (_what, told, code) => {
  const own = await startFaulty(
    demo.fhirBase,
    { random: Math.random, slow: 0, silent: 0 },
    async (incoming, response) => {
      const isAsked = incoming.url?.endsWith('/.well-known/smart-configuration') ?? false;
      if (isAsked) response.writeHead(200).end(JSON.stringify(told));
      return isAsked;
    },
  );
  const config = configInput(own.base, { authentication: smart(keys[0]) });
  const { exit, lines } = await imported(config, { FHIR_CLIENT_KEY: JSON.stringify(keys[0].secret) });
  await own.stop();
  expect([exit, lines[0]?.split(':')[0]]).toEqual([4, code]);
});

test('a password goes to a server on this machine, and to no other', async () => {
  const authorizations = new Set<string | undefined>();
  const own = await startFaulty(demo.fhirBase, { random: Math.random, slow: 0, silent: 0 }, async ({ headers }) => {
    authorizations.add(headers.authorization);
    return false;
  });
  const env = { FHIR_USER: 'import', FHIR_PASSWORD: password };
  const basic = { authentication: { type: 'basic' } } as const;
  expect((await imported(configInput(own.base, basic), env)).exit).toBe(0);
  await own.stop();
  expect([...authorizations]).toEqual([`Basic ${secrets[1]}`]);
  const { exit, lines } = await imported(configInput('https://ehr.clinic.example/fhir', basic), env);
  expect([exit, lines[0]?.split(':')[0]]).toEqual([2, 'not-allowed']);
  expect((await imported(configInput(own.base, basic))).exit).toBe(2);
});

test('no secret and no token stands in what was printed or kept', () => {
  const kept = readdirSync(join(shop.folder, 'state'), { recursive: true, encoding: 'utf8' })
    .map((name) => join(shop.folder, 'state', name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'utf8'));
  const all = [...said, ...kept].join('\n');
  const [tested, found] = [[...secrets, ...guarded.used, 'secret-Test'], (secret: string) => all.includes(secret)];
  expect([tested.length > 9, said.length > 20, tested.filter(found)]).toEqual([true, true, []]);
});
