import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { groupDefinitions } from '../../demo/seed/clinic.ts';
import type { Demo } from '../../demo/server.ts';
import { seededAt, startDemo } from '../support/demo.ts';
import { exits } from '../../src/cli/command.ts';
import { run } from '../../src/cli/run.ts';
import { searchAll } from '../support/outside.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const main = join(root, 'src/cli/main.ts');
let demo: Demo;
let folder: string;
let groups: string;
let key: string;

function fileOf(name: string, content: string | Uint8Array, mode = 0o600): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
}

beforeAll(async () => {
  demo = await startDemo({ now: seededAt });
  folder = mkdtempSync(join(tmpdir(), 'fhir-group-therapy-cli-'));
  groups = fileOf('groups.json', JSON.stringify(groupDefinitions));
  key = fileOf('key', new Uint8Array(32).fill(7));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await demo.stop();
});

interface Ended {
  exit: number;
  out: string;
  err: string;
}

/** Runs a command here, as the program does. */
async function cli(args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const lines: Record<'out' | 'err', string[]> = { out: [], err: [] };
  const exit = await run(args, { env, out: (line) => lines.out.push(line), err: (line) => lines.err.push(line) });
  const [out, err] = [lines.out, lines.err].map((list) => list.map((line) => `${line}\n`).join(''));
  said.push(`${out}${err}`);
  return { exit, out: out ?? '', err: err ?? '' };
}
/** Everything that was printed. */
const said: string[] = [];

/** The program as a process of its own. */
const program = (args: string[], env: Record<string, string> = {}): Promise<Ended> =>
  new Promise((resolve) => {
    execFile(process.execPath, [main, ...args], { env }, (error, out, err) => {
      resolve({ exit: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });

const create = (file: string, base = demo.fhirBase) => [
  'create-groups',
  `--fhir-base=${base}`,
  `--groups=${file}`,
  '--user=Practitioner/i1',
];
const rekey = (from: string, to: string, ...more: string[]) => [
  'rekey',
  `--fhir-base=${demo.fhirBase}`,
  `--groups=${groups}`,
  `--from=${from}`,
  `--to=${to}`,
  ...more,
];

describe('the program', () => {
  test('is what the package installs', () => {
    const { bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { bin: unknown };
    expect(bin).toEqual({ 'fhir-group-therapy': './dist/src/cli/main.js' });
    expect(readFileSync(main, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  });

  test('says which version it is', async () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect([await cli(['--version']), (await cli(['help'])).out]).toEqual([
      { exit: 0, out: `${version}\n`, err: '' },
      (await cli(['--help'])).out,
    ]);
  });

  test('says which commands there are, and each of them what it needs', async () => {
    const { exit, out } = await cli(['--help']);
    expect(exit).toBe(0);
    expect([...out.matchAll(/^ {2}([a-z-]+) {2}/gm)].map(([, name]) => name)).toEqual([
      'init',
      'validate',
      'dry-run',
      'run',
      'resume',
      'explain',
      'undo',
      'export',
      'check-server',
      'create-groups',
      'rekey',
    ]);
    const options = async (command: string) =>
      [...(await cli([command, '--help'])).out.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, name]) => name);
    const signIn = ['--sign-in', '--client-id', '--client-key-file', '--scope'];
    const own = ['--fhir-base', '--groups', '--from', '--to', '--key-file', '--dry-run'];
    expect(await options('check-server')).toEqual(signIn);
    expect(await options('create-groups')).toEqual(['--fhir-base', '--groups', '--user', ...signIn]);
    expect(await options('rekey')).toEqual([...own, ...signIn]);
  });

  test('is a process that ends with the exit code and keeps lines and faults apart', async () => {
    const [help, wrong] = await Promise.all([
      program(['--help']),
      program(create(fileOf('none.json', '[]')), { FHIR_TOKEN: 'x' }),
    ]);
    expect([help.exit, help.out, help.err]).toEqual([0, (await cli(['--help'])).out, '']);
    expect([wrong.exit, wrong.out, wrong.err]).toEqual([
      3,
      '',
      'invalid: The file holds no list of groups.\n  --groups\n',
    ]);
  });

  test('ends as ever when nobody reads what it says any more', async () => {
    const child = spawn(process.execPath, [main, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let err = '';
    child.stderr.on('data', (text) => (err += String(text)));
    child.stdout.destroy();
    const [exit] = (await once(child, 'close')) as [number | null];
    expect([exit, err]).toEqual([0, '']);
  });

  test.each([
    ['no command', [], /^Which command/],
    ['an unknown command', ['toString'], /^Which command/],
    ['an unknown option', ['rekey', '--token', 'abc'], /^invalid: There is no such option\.\n {2}--token\nSee: /],
    ['a stray word', ['rekey', 'Alex-Rivera'], /^invalid: (?!.*Alex)/],
    [
      'a missing option',
      ['create-groups', '--groups', 'x'],
      /^invalid: A needed argument is missing\.\n {2}--fhir-base\n/,
    ],
  ])('%s: exit 2', async (_name, args, words) => {
    const { exit, out, err } = await cli(args);
    expect([exit, out]).toEqual([2, '']);
    expect(err).toMatch(words);
  });
});

describe('create-groups', () => {
  const [tuesday, thursday] = groupDefinitions;
  const services = async () =>
    (await searchAll(demo.fhirBase, 'HealthcareService', {})).map((s) => `${s.identifier?.[0]?.value}: ${s.name}`);

  test('writes what is new or changed, and nothing the second time', async () => {
    const file = fileOf(
      'changed.json',
      JSON.stringify([
        tuesday,
        { ...thursday, name: 'Evening group' },
        { ...tuesday, key: 'friday', name: 'Friday group' },
      ]),
    );
    expect(await cli(create(file))).toEqual({ exit: 0, out: 'created 1\nchanged 1\nunchanged 1\n', err: '' });
    expect((await services()).toSorted()).toEqual([
      'friday: Friday group',
      'thursday: Evening group',
      'tuesday: Tuesday group',
    ]);
    expect(await cli(create(file))).toEqual({ exit: 0, out: 'created 0\nchanged 0\nunchanged 3\n', err: '' });
  });

  test('refuses a wrong definition with the path of each fault and writes none of the file', async () => {
    const before = await services();
    const file = fileOf(
      'wrong.json',
      JSON.stringify([
        { ...tuesday, key: 'monday', name: 'Monday group' },
        { ...thursday, timeZone: 'America/Nowhere', lateAfterMinutes: 'five' },
      ]),
    );
    const { exit, out, err } = await cli(create(file));
    expect([exit, out]).toEqual([3, '']);
    expect(err.split('\n').slice(1)).toEqual(['  [1].timeZone', '  [1].lateAfterMinutes', '']);
    expect(await services()).toEqual(before);
  });

  test.each([
    ['no JSON', '{'],
    ['no list', '{}'],
    ['an empty list', '[]'],
  ])('a file with %s: exit 3', async (_name, content) => {
    expect((await cli(create(fileOf('bad.json', content)))).exit).toBe(exits.input);
  });

  test('a file that is not there, a base that is no address, a user who is no staff: exit 2', async () => {
    const ended = await Promise.all([
      cli(create(join(folder, 'nothing.json'))),
      cli(create(groups, 'record.example')),
      cli([...create(groups), '--user', 'Patient/p1']),
    ]);
    expect(ended.map(({ exit, err }) => [exit, err.split('\n')[1]])).toEqual([
      [2, '  --groups'],
      [2, '  --fhir-base'],
      [2, '  --user'],
    ]);
  });

  test('a server that can’t be reached: exit 4, its code, and what was done', async () => {
    expect(await cli(create(groups, 'http://127.0.0.1:9/fhir'))).toEqual({
      exit: 4,
      out: 'created 0\nchanged 0\nunchanged 0\n',
      err: "offline: The server can't be reached.\n",
    });
  });

  test('the token of FHIR_TOKEN goes to the server', async () => {
    const seen = new Set<string | undefined>();
    const server: Server = createServer((request, response) => {
      seen.add(request.headers.authorization);
      response.writeHead(401).end();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
    const { exit, err } = await cli(create(groups, base), { FHIR_TOKEN: 'secret-token' });
    server.close();
    expect([exit, err.split(':')[0], [...seen]]).toEqual([4, 'not-authorized', ['Bearer secret-token']]);
  });
});

describe('rekey', { timeout: 20_000 }, () => {
  const lines = (out: string) =>
    Object.fromEntries(
      out
        .trim()
        .split('\n')
        .map((l) => l.split(/ (?=\d+$)/)),
    );

  test.each([
    ['a key file that others may read', () => ['--key-file', fileOf('open', new Uint8Array(32), 0o640)], 'not-allowed'],
    ['a key that is too short', () => ['--key-file', fileOf('short', new Uint8Array(31))], 'invalid'],
    ['a key file that is not there', () => ['--key-file', join(folder, 'none')], 'not-found'],
    ['no key at all', () => [], 'invalid'],
  ])('%s: exit 2 and nothing is sent', async (_name, more, code) => {
    const { exit, out, err } = await cli(rekey('public', 'k1', ...more()));
    expect([exit, out, err.split(':')[0]]).toEqual([2, '', code]);
  });

  test.each([
    ['the same id', 'public', 'public', {}],
    ['the id that means that there is no secret', 'k1', 'public', {}],
    ['an id that can’t stand in an address', 'public', 'k 1', {}],
    ['a second key', 'public', 'k1', { IDENTITY_KEY: Buffer.alloc(32).toString('base64') }],
  ])('%s: exit 2', async (_name, from, to, env) => {
    expect(await cli(rekey(from, to, '--key-file', key), env)).toMatchObject({ exit: 2, out: '' });
  });

  test('counts, then changes, then has nothing to do', async () => {
    const dry = await cli(rekey('public', 'k1', '--key-file', key, '--dry-run'));
    const [seats, visits] = await Promise.all([
      searchAll(demo.fhirBase, 'Appointment', {}),
      searchAll(demo.fhirBase, 'Encounter', {}),
    ]);
    expect([dry.exit, lines(dry.out)]).toMatchObject([
      0,
      { 'to change membership': '14', 'to change seat': `${seats.length}`, 'to change encounter': `${visits.length}` },
    ]);
    expect(dry.err).toBe('14 of 14 people\n');
    const done = await cli(rekey('public', 'k1', '--key-file', key));
    expect([done.exit, lines(done.out)]).toEqual([
      0,
      { ...lines(dry.out.replaceAll('to change', 'changed')), left: '0' },
    ]);
    const again = await cli(rekey('public', 'k1'), { IDENTITY_KEY: Buffer.alloc(32, 7).toString('base64') });
    expect(again).toEqual({
      exit: 0,
      out: 'changed membership 0\nchanged seat 0\nchanged attendance 0\nchanged encounter 0\nleft 0\n',
      err: '',
    });
  });

  test('what could not be changed is counted by its code: exit 4', async () => {
    const [seat] = await searchAll(demo.fhirBase, 'Appointment', { patient: 'Patient/p8' });
    await fetch(`${demo.fhirBase}/Appointment/${seat?.id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify({ ...seat, comment: 'sits beside A. Member-Test' }),
    });
    const dry = await cli(rekey('k1', 'k2', '--key-file', key, '--dry-run'));
    expect([dry.exit, lines(dry.out)]).toMatchObject([4, { 'failed would-reveal': '1' }]);
    const { exit, out } = await cli(rekey('k1', 'k2', '--key-file', key));
    expect([exit, lines(out)]).toMatchObject([4, { 'failed would-reveal': '1', left: '1' }]);
  });

  test('a list that did not come whole is never "nothing left": exit 4', async () => {
    const warning = { resourceType: 'OperationOutcome', issue: [{ severity: 'warning', code: 'incomplete' }] };
    const real = globalThis.fetch;
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      const answer = await real(url, init);
      const bundle = (await answer.json()) as { entry?: { resource: { entry?: object[] } }[] };
      if (typeof init.body === 'string' && init.body.includes('sid%2Fseat%2Fk7%7C'))
        bundle.entry?.forEach(
          ({ resource }) => (resource.entry = [{ resource: warning, search: { mode: 'outcome' } }]),
        );
      return Response.json(bundle, answer);
    });
    const { exit, out } = await cli(rekey('k7', 'k8', '--key-file', key));
    vi.unstubAllGlobals();
    expect([exit, out.split('\n').at(-2)]).toEqual([4, 'left at least 0']);
  });

  test('a file of other groups is not for this record: exit 4', async () => {
    const other = fileOf('other.json', JSON.stringify([{ ...groupDefinitions[0], key: 'sunday' }]));
    const { exit, err } = await cli(rekey('k2', 'k3', '--key-file', key, '--groups', other));
    expect([exit, err]).toEqual([4, 'not-found: The record holds none of these groups.\n  groups\n']);
  });
});

test('nothing that was printed names anybody, a group or an address', () => {
  const lines = said.filter((text) => !text.startsWith('Usage: ') && !text.startsWith('Which command'));
  expect(lines.length).toBeGreaterThan(20);
  expect(lines.join('')).not.toMatch(/Patient|Practitioner|https?:|-Test|tuesday|Tuesday|[A-Z][A-Za-z]+\/[a-z]/);
});
