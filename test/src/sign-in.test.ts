/** How check-server, create-groups and rekey sign in: as an import does; and that no secret is ever shown. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groupDefinitions } from '../../demo/seed/clinic.ts';
import type { Demo } from '../../demo/server.ts';
import { run } from '../../src/cli/run.ts';
import { clientOf, type Guarded, type Keys, newKeys, startGuarded } from '../support/authorization-server.ts';
import { seededAt, startDemo } from '../support/demo.ts';
import { startFaulty } from '../support/faulty.ts';
import { workshop } from '../support/sync-clinic.ts';

const record = 'EpisodeOfCare Appointment Encounter Observation'.split(' ');
const more = 'HealthcareService Consent QuestionnaireResponse DocumentReference Provenance RelatedPerson'.split(' ');
const scopes = [
  ...['Patient', 'HealthcareService'].map((type) => `system/${type}.rs`),
  ...record.map((type) => `system/${type}.rus`),
  ...[...record, ...more].map((type) => `system/${type}.crus`),
];
const shop = workshop();
const password = 'correct-horse-battery-Test';
const secrets: string[] = [password, Buffer.from(`import:${password}`).toString('base64'), 'bearer-token-Test'];
let demo: Demo;
let keys: Keys;
let guarded: Guarded;
let groups: string;
let identityKey: string;

const own = (name: string, text: string): string => {
  const path = shop.file(text, name);
  chmodSync(path, 0o600);
  return path;
};
beforeAll(async () => {
  demo = await startDemo({ now: seededAt });
  keys = newKeys('ES384');
  guarded = await startGuarded(demo.fhirBase, [keys], scopes);
  groups = own('groups.json', JSON.stringify(groupDefinitions));
  identityKey = own('identity-key', 'k'.repeat(32));
  own('client-key.json', JSON.stringify(keys.secret));
  secrets.push(keys.secret.d ?? '');
});
afterAll(async () => {
  await guarded.stop();
  await demo.stop();
  shop.end();
});

const said: string[] = [];
async function cli(args: readonly string[], env: Record<string, string> = {}) {
  const lines: string[] = [];
  const line = (text: string) => void lines.push(text);
  const exit = await run([...args], { env, out: line, err: line });
  said.push(...lines);
  return { exit, text: lines.join('\n') };
}

const commands: Record<string, (base: string) => string[]> = {
  'check-server': (base) => ['check-server', base],
  'create-groups': (base) => [
    'create-groups',
    `--fhir-base=${base}`,
    `--groups=${groups}`,
    '--user=Practitioner/import',
  ],
  rekey: (base) => [
    'rekey',
    `--fhir-base=${base}`,
    `--groups=${groups}`,
    '--from=public',
    '--to=k1',
    `--key-file=${identityKey}`,
    '--dry-run',
  ],
};

describe.each(Object.keys(commands))('%s', (name) => {
  const args = (base: string, ...signIn: string[]) => [...(commands[name]?.(base) ?? []), ...signIn];
  const backend = (file?: string) => [
    '--sign-in=smart-backend',
    `--client-id=${clientOf(keys)}`,
    ...(file === undefined ? [] : [`--client-key-file=${join(shop.folder, file)}`]),
  ];

  test('gets a token with a key from a file or the environment, and works with it', async () => {
    const before = guarded.used.size;
    const file = await cli(args(guarded.base, ...backend('client-key.json')));
    const variable = await cli(args(guarded.base, ...backend()), { FHIR_CLIENT_KEY: JSON.stringify(keys.secret) });
    expect([file.exit, variable.exit, guarded.used.size - before]).toEqual([0, 0, 2]);
  });

  test('is refused without a token, and with a key the server does not know', async () => {
    const stranger = newKeys('ES384');
    secrets.push(stranger.secret.d ?? '');
    const bare = await cli(args(guarded.base));
    const wrong = await cli(args(guarded.base, ...backend()), { FHIR_CLIENT_KEY: JSON.stringify(stranger.secret) });
    expect([bare.exit, wrong.exit]).toEqual([4, 4]);
    expect(wrong.text).toContain('The authorization server gives this client no token.\n  authentication');
  });

  test('sends a bearer token, and a password to this machine alone', async () => {
    const seen = new Set<string | undefined>();
    const plain = await startFaulty(demo.fhirBase, { random: Math.random, slow: 0, silent: 0 }, async ({ headers }) => {
      seen.add(headers.authorization);
      return false;
    });
    const env = { FHIR_USER: 'import', FHIR_PASSWORD: password };
    const ended = [
      await cli(args(plain.base), { FHIR_TOKEN: 'bearer-token-Test' }),
      await cli(args(plain.base, '--sign-in=basic'), env),
    ];
    await plain.stop();
    expect([ended.map(({ exit }) => exit), [...seen]]).toEqual([
      [0, 0],
      ['Bearer bearer-token-Test', `Basic ${secrets[1]}`],
    ]);
    const far = await cli(args('https://ehr.clinic.example/fhir', '--sign-in=basic'), env);
    expect([far.exit, far.text.split('\n').slice(0, 2)]).toEqual([
      2,
      ['not-allowed: A password is sent to a server on this machine alone.', '  --sign-in'],
    ]);
  });

  test.each<[string, string[], string]>([
    ['an unknown way', ['--sign-in=oauth'], '--sign-in'],
    ['no client', ['--sign-in=smart-backend'], '--client-id'],
    ['a client for nothing', ['--client-id=import-ES384'], '--client-id'],
    ['no key', ['--sign-in=smart-backend', '--client-id=x'], 'FHIR_CLIENT_KEY'],
    [
      'a key that is none',
      ['--sign-in=smart-backend', '--client-id=x', '--client-key-file=groups.json'],
      '--client-key-file',
    ],
    ['no user', ['--sign-in=basic'], 'FHIR_USER'],
  ])('%s: exit 2 with the name of what is wrong', async (_what, wrong, field) => {
    const placed = wrong.map((one) => one.replace('groups.json', join(shop.folder, 'groups.json')));
    const { exit, text } = await cli(args(guarded.base, ...placed));
    expect([exit, text.split('\n')[1]?.trim()]).toEqual([2, field]);
  });
});

test('check-server says what is missing in the token that was granted', async () => {
  const { exit, text } = await cli([
    'check-server',
    guarded.base,
    '--sign-in=smart-backend',
    `--client-id=${clientOf(keys)}`,
    `--client-key-file=${join(shop.folder, 'client-key.json')}`,
    '--scope=system/Patient.rs system/Consent.crus',
  ]);
  expect(exit).toBe(1);
  expect(text).toMatch(/missing +EpisodeOfCare, Observation, QuestionnaireResponse, DocumentReference\n/);
});

test('no secret and no token stands in what was printed', () => {
  const all = said.join('\n');
  const tested = [...secrets, ...guarded.used];
  expect([tested.length > 9, said.length > 30, tested.filter((one) => all.includes(one))]).toEqual([true, true, []]);
});
