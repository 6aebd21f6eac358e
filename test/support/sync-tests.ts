/** Whole imports against a server, over real HTTP. Each works on sessions of its own; the embedded server and HAPI run them. @module */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Observation } from 'fhir/r4.js';
import { afterAll, describe, expect, test } from 'vitest';
import { patientNumbers } from '../../demo/seed/clinic.ts';
import { isPortalError } from '../../fhir-mappings/errors.ts';
import { explain } from '../../src/sync/explain.ts';
import type { Report } from '../../src/sync/report.ts';
import { dryRun, resume, run } from '../../src/sync/sync.ts';
import { undo } from '../../src/sync/undo.ts';
import type { SyncSetting } from '../../src/sync/work.ts';
import { portalOn, seededAt } from './demo.ts';
import { searchAll } from './outside.ts';
import { row, workshop } from './sync-clinic.ts';

/** Seeded without attendance: the last session of the Tuesday group. */
const start = '2026-11-24T18:00:00-05:00';
const now = () => seededAt;
const bodyOf = ({ body }: RequestInit): string => (typeof body === 'string' ? body : '');
/** In whatever form: a transaction, a batch, one resource. A batch of searches is none. */
const isWrite = (init: RequestInit): boolean =>
  init.method === 'PUT' || (init.method === 'POST' && !bodyOf(init).includes('"method":"GET"'));
const outcomeOf = (o: Observation | undefined) => o?.valueCodeableConcept?.coding?.[0]?.code;

export function syncTests(base: () => string): void {
  const shops: ReturnType<typeof workshop>[] = [];
  afterAll(() => shops.forEach((shop) => shop.end()));
  const newShop = () => {
    const shop = workshop();
    shops.push(shop);
    return shop;
  };
  /** Attendance of somebody at that session, as the server has it. */
  async function recorded(patient: string, at = start): Promise<Observation[]> {
    const all = await searchAll(base(), 'Observation', { patient: `Patient/${patient}` });
    return all.filter(
      (o) =>
        o.status !== 'entered-in-error' &&
        o.component?.some((c) => c.valueDateTime && Date.parse(c.valueDateTime) === Date.parse(at)),
    );
  }
  const outcomes = async (patient: string, at?: string) => (await recorded(patient, at)).map(outcomeOf);
  /** Counts what is sent to be written. */
  function counted(more: Partial<SyncSetting> = {}) {
    let writes = 0;
    const fetch: NonNullable<SyncSetting['connection']['fetch']> = (url, init) => {
      if (isWrite(init)) writes++;
      return globalThis.fetch(url, init);
    };
    return { writes: () => writes, connection: { base: base(), fetch }, ...more };
  }
  const code = async (work: Promise<unknown>): Promise<string> => {
    try {
      await work;
      return 'done';
    } catch (error) {
      if (!isPortalError(error)) throw error;
      return [error.code, ...error.fields].join(' ');
    }
  };

  describe('an import', { timeout: 60_000 }, () => {
    const shop = newShop();
    const rows = [row(1, 'Show'), row(2, 'No show'), row(4, 'Late canceled'), row(6, 'Show', { note: '' })];
    let first: { report: Report; run?: string };
    let file: string;

    test('is shown before it is done: a dry run writes nothing', async () => {
      file = shop.rows(...rows);
      const { connection, writes } = counted();
      const { report } = await dryRun(shop.setting(base(), { now, connection }), file);
      expect(report).toMatchObject({ created: 3, corrected: 0, skipped: { 'no-evidence': 1 } });
      expect(report.changes.toSorted((a, b) => a.line - b.line)).toEqual([
        { line: 2, do: 'create', now: 'present-arrival-unknown' },
        { line: 3, do: 'create', now: 'absent-notice-unknown' },
        { line: 4, do: 'create', now: 'absent-with-notice' },
      ]);
      expect([writes(), await outcomes('p1'), existsSync(join(shop.folder, 'state'))]).toEqual([0, [], false]);
    });

    test('records what the file says, with a visit only for who came, and never more than it says', async () => {
      first = await run(shop.setting(base(), { now }), file);
      expect(first.report).toMatchObject({ rows: 4, facts: 3, created: 3, quarantined: {}, conflicts: {} });
      expect(await Promise.all(['p1', 'p2', 'p4', 'p6'].map((p) => outcomes(p)))).toEqual([
        ['present-arrival-unknown'],
        ['absent-notice-unknown'],
        ['absent-with-notice'],
        [],
      ]);
      const [[came], [away]] = await Promise.all([recorded('p1'), recorded('p2')]);
      expect([came?.encounter?.reference?.startsWith('Encounter/'), away?.encounter]).toEqual([true, undefined]);
      // what nobody saw is not written
      expect([came?.effectivePeriod, came?.performer?.[0]?.reference]).toEqual([undefined, 'Practitioner/import']);
    });

    test('of the same file a second time writes nothing', async () => {
      const { connection, writes } = counted();
      const { report, exit } = await run(shop.setting(base(), { now, connection }), file);
      expect([report.created, report.corrected, report.unchanged, writes(), exit]).toEqual([0, 0, 3, 0, 0]);
    });

    test('corrects what an earlier import said, with history', async () => {
      const later = shop.rows(
        row(1, 'No show'),
        row(2, 'No show'),
        row(4, 'Late canceled'),
        row(6, 'Show', { note: '' }),
      );
      const { report } = await run(shop.setting(base(), { now }), later);
      expect(report).toMatchObject({ created: 0, corrected: 1, unchanged: 2 });
      const [o] = await recorded('p1');
      expect([outcomeOf(o), o?.status, Number(o?.meta?.versionId) !== 1]).toEqual([
        'absent-notice-unknown',
        'amended',
        true,
      ]);
      const changes = await searchAll(base(), 'Provenance', { target: `Observation/${o?.id}` });
      expect(changes).toHaveLength(1);
    });

    test('leaves what a person recorded, and lists it (G7)', async () => {
      const portal = portalOn(base(), 'leader', { now });
      const sheet = await portal.openSheet({ group: 'tuesday', start });
      const rowOf = (name: string) => sheet.rows.find((r) => r.name === name)?.row ?? '';
      await portal.saveSheet(
        sheet,
        new Map([
          [rowOf('Bo'), { outcome: 'absent-with-notice' as const }],
          [rowOf('Alex'), { outcome: 'present' as const }],
        ]),
      );
      const again = shop.rows(row(1, 'Show'), row(2, 'Show'), row(4, 'Late canceled'), row(6, 'Show', { note: '' }));
      const { connection, writes } = counted();
      const { report, exit } = await run(shop.setting(base(), { now, connection }), again);
      // "Show" says less than "present" of who saw it, and nothing else: no conflict
      expect(report).toMatchObject({ conflicts: { 'recorded-by-a-person': [3] }, unchanged: 2 });
      expect([exit, writes()]).toEqual([0, 0]);
      expect([await outcomes('p1'), await outcomes('p2')]).toEqual([['present'], ['absent-with-notice']]);
    });

    test('counts rows that are no longer in the file, and deletes nothing', async () => {
      const shorter = shop.rows(
        row(1, 'Show'),
        row(2, 'Show'),
        row(4, 'Late canceled', { date: '11/10/2026' }),
        row(6, 'Show', { note: '' }),
      );
      const { report } = await run(shop.setting(base(), { now }), shorter);
      expect([report.missing, await outcomes('p4')]).toEqual([1, ['absent-with-notice']]);
    });

    test('is taken back where nobody changed it since', async () => {
      expect(await undo(shop.setting(base(), { now }), first.run ?? '')).toEqual({ undone: 1, changed: 2, gone: 0 });
      expect([await outcomes('p4'), await outcomes('p2')]).toEqual([[], ['absent-with-notice']]);
      expect(await undo(shop.setting(base(), { now }), first.run ?? '')).toEqual({ undone: 0, changed: 2, gone: 1 });
      expect(await code(undo(shop.setting(base(), { now }), '20200101T000000Z-0000'))).toBe('not-found run');
    });

    test('of what was taken back records it anew', async () => {
      const { report } = await run(
        shop.setting(base(), { now, acceptShort: true }),
        shop.rows(row(4, 'Late canceled')),
      );
      expect([report.created, await outcomes('p4')]).toEqual([1, ['absent-with-notice']]);
    });

    test('keeps its journal for its owner, and nobody’s id in it', () => {
      const folder = join(shop.folder, 'state');
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((f) =>
        statSync(join(folder, f)).isFile(),
      );
      expect(files.length).toBeGreaterThan(5);
      for (const name of files) {
        expect([name, statSync(join(folder, name)).mode & 0o077]).toEqual([name, 0]);
        const text = readFileSync(join(folder, name), 'utf8').replaceAll(/"file":"[^"]*"/g, '');
        expect(text).not.toMatch(/TEST-\d|Patient|tuesday|Tue 6pm|"Test|11\/24|2026-11-24/);
      }
    });
  });

  describe('rows that no one can place', { timeout: 60_000 }, () => {
    const shop = newShop();
    const later = (n: number, status: string, more = {}) =>
      row(n, status, { group: 'Thu 5:30pm', time: '5:30 PM', date: '11/12/2026', ...more });

    test('are put aside with a reason, in a file that can be fixed and fed back', async () => {
      const file = shop.rows(
        row(5, 'Show'),
        row(99, 'Show'),
        row(7, 'Shown'),
        row(9, 'Show'),
        row(5, 'Show', { date: '11/17/2026', time: '5:00 PM' }),
        row(7, 'Show').replace('TEST-0007', '=cmd()'),
      );
      const setting = shop.setting(base(), { now });
      const { report, run: id = '', exit } = await run(setting, file);
      expect([exit, report.created]).toEqual([1, 1]);
      expect(report.quarantined).toEqual({
        'status-unmapped': [4],
        'patient-unknown': [3, 7],
        'not-a-member': [5],
        'no-session-then': [6],
      });
      const quarantine = join(shop.folder, 'state', 'runs', id, 'quarantine.csv');
      const text = readFileSync(quarantine, 'utf8');
      // no column that isn't configured, and a formula that no spreadsheet runs
      expect([text.includes('Test, A.'), text.includes("'=cmd()"), text.split('\n').length]).toEqual([false, true, 7]);
      expect(await explain(setting, file, 3)).toMatchObject({
        cells: { patient: 'TEST-0099' },
        noted: ['patient-unknown'],
      });

      writeFileSync(
        quarantine,
        text.replace('TEST-0007,Tue 6pm,11/24/2026,6:00 PM,Shown', 'TEST-0007,Tue 6pm,11/24/2026,6:00 PM,No show'),
      );
      const fed = await run(setting, quarantine);
      // nothing of it is short or missing: it is no whole file
      expect([fed.report.created, fed.report.missing, await outcomes('p7')]).toEqual([1, 0, ['absent-notice-unknown']]);
      expect(fed.report.quarantined['patient-unknown']).toHaveLength(2);
    });

    test('a patient under two identifiers is one, and is not recorded twice', async () => {
      const patient = (await (await fetch(`${base()}/Patient/p13`)).json()) as { identifier: object[] };
      patient.identifier.push({ system: patientNumbers, value: 'OLD-13' });
      await put(base(), 'Patient/p13', patient);
      const setting = shop.setting(base(), { now, acceptShort: true });
      const at = { date: '11/05/2026' };
      const same = [later(13, 'Show', at), later(13, 'Show', at).replace('TEST-0013', 'OLD-13')];
      expect((await dryRun(setting, shop.rows(...same))).report).toMatchObject({ duplicates: 1, quarantined: {} });
      const differs = [later(13, 'Show', at), later(13, 'No show', at).replace('TEST-0013', 'OLD-13')];
      expect((await dryRun(setting, shop.rows(...differs))).report.quarantined).toEqual({
        'duplicate-conflict': [2, 3],
      });
      // however far from each other they stand, and in whichever part of the patients
      const between = Array.from({ length: 120 }, (_, i) => later(1000 + i, 'Show', at));
      const far = shop.rows(differs[0] ?? '', ...between, differs[1] ?? '');
      expect((await dryRun(setting, far)).report.quarantined['duplicate-conflict']).toEqual([2, 123]);
      const parts = [1, 2, 3].map((i) => dryRun({ ...setting, shard: { i, n: 3 } }, far));
      const reports = (await Promise.all(parts)).map(({ report }) => report);
      expect(reports.flatMap(({ quarantined }) => quarantined['duplicate-conflict'] ?? [])).toEqual([2, 123]);
      expect(reports.reduce((sum, { created }) => sum + created, 0)).toBe(0);
    });

    test('an identifier that two patients have is nobody’s', async () => {
      const other = {
        resourceType: 'Patient',
        id: 'twin',
        identifier: [{ system: patientNumbers, value: 'TEST-0012' }],
      };
      await put(base(), 'Patient/twin', other);
      const setting = shop.setting(base(), { now, acceptShort: true });
      expect((await dryRun(setting, shop.rows(later(12, 'Show')))).report.quarantined).toEqual({
        'patient-ambiguous': [2],
      });
      // until one is merged into the other
      await put(base(), 'Patient/twin', {
        ...other,
        active: false,
        link: [{ type: 'replaced-by', other: { reference: 'Patient/p12' } }],
      });
      expect((await dryRun(setting, shop.rows(later(12, 'Show')))).report.quarantined).toEqual({});
    });
  });

  describe('a run', { timeout: 60_000 }, () => {
    const shop = newShop();
    const at = (n: number, status: string, date: string) =>
      row(n, status, { group: 'Thu 5:30pm', time: '5:30 PM', date });

    test('of a file with less than half of the usual rows is refused, and writes nothing', async () => {
      const setting = shop.setting(base(), { now });
      const many = Array.from({ length: 7 }, (_, i) =>
        at(9 + (i % 4), 'Show', `11/${String(5 + 7 * (i % 3)).padStart(2, '0')}/2026`),
      );
      await run(setting, shop.rows(...many));
      const { connection, writes } = counted();
      const short = shop.rows(...many.slice(0, 3));
      expect(await code(run({ ...setting, connection }, short))).toBe('invalid short-file');
      expect(writes()).toBe(0);
      expect(await code(resume(setting))).toBe('not-found stateFolder');
      expect(await code(run({ ...setting, acceptShort: true }, short))).toBe('done');
      const status = JSON.parse(readFileSync(join(shop.folder, 'state', 'status.json'), 'utf8')) as object;
      expect(status).toMatchObject({ exit: 0, rows: 3 });
    });

    test('waits for no other: the second is refused while one goes on', async () => {
      const own = newShop();
      const setting = own.setting(base(), { now });
      const file = own.rows(at(9, 'Show', '11/12/2026'));
      const both = await Promise.all([code(run(setting, file)), code(run(setting, file))]);
      expect(both.toSorted()).toEqual(['conflict stateFolder', 'done']);
      // a process that died holds nothing
      for (const pid of [2 ** 22 + 1, process.pid]) {
        writeFileSync(join(own.folder, 'state', 'lock'), JSON.stringify({ pid, host: hostname() }));
        expect(await code(run(setting, file))).toBe('done');
      }
    });

    test('that met a server in trouble goes on where it was: nothing lost, nothing doubled', async () => {
      const own = newShop();
      let sent = 0;
      const fetch: NonNullable<SyncSetting['connection']['fetch']> = async (url, init) => {
        if (!isWrite(init)) return globalThis.fetch(url, init);
        const isFact = bodyOf(init).includes('"resourceType":"Observation"');
        if (isFact) sent++;
        // arrives, and its answer is lost; later nothing arrives
        if (isFact && sent === 2) {
          await globalThis.fetch(url, init);
          throw new TypeError('fetch failed');
        }
        if (sent > 4) throw new TypeError('fetch failed');
        return globalThis.fetch(url, init);
      };
      const people = [1, 2, 3, 4, 5, 6, 7, 8];
      const file = own.rows(
        ...people.flatMap((n) => ['12/01/2026', '12/08/2026'].map((date) => row(n, 'Show', { date }))),
      );
      const setting = own.setting(base(), { now: () => new Date('2026-12-09T12:00:00Z') });
      expect(await code(run({ ...setting, connection: { base: base(), fetch } }, file))).toBe('offline');
      const { report, exit } = await resume(setting);
      expect([exit, report.created + report.unchanged, report.unchanged > 0, report.created > 0]).toEqual([
        0,
        16,
        true,
        true,
      ]);
      const sessions = ['2026-12-01T18:00:00-05:00', '2026-12-08T18:00:00-05:00'];
      for (const n of people) {
        const found = await Promise.all(sessions.map((session) => recorded(`p${n}`, session)));
        expect(found.map((of) => of.map(outcomeOf))).toEqual([
          ['present-arrival-unknown'],
          ['present-arrival-unknown'],
        ]);
        const visits = found.flat().map((o) => o.encounter?.reference);
        const all = await searchAll(base(), 'Encounter', { patient: `Patient/p${n}`, _count: '100' });
        const [withoutTime] = [all.filter((e) => !('period' in e) && visits.includes(`Encounter/${e.id}`))];
        expect([new Set(visits).size, withoutTime?.length]).toEqual([2, 2]);
      }
      expect(await code(resume(setting))).toBe('not-found stateFolder');
    });

    test('that meets a record the server refuses puts that row aside, and writes the others', async () => {
      const own = newShop();
      const fetch: NonNullable<SyncSetting['connection']['fetch']> = (url, init) =>
        isWrite(init) && bodyOf(init).includes('Patient/p3"')
          ? Promise.resolve(new Response('{"resourceType":"OperationOutcome","issue":[]}', { status: 422 }))
          : globalThis.fetch(url, init);
      const setting = own.setting(base(), { now, connection: { base: base(), fetch } });
      const { report, exit } = await run(setting, own.rows(row(3, 'Show'), row(6, 'Show')));
      expect([exit, report.created, report.quarantined]).toEqual([1, 1, { 'server-rejected': [2] }]);
      expect(await Promise.all([outcomes('p3'), outcomes('p6')])).toEqual([[], ['present-arrival-unknown']]);
    });

    test('whose answers are cut in half looks what is there, and puts nothing aside', async () => {
      const own = newShop();
      let cut = 0;
      const fetch: NonNullable<SyncSetting['connection']['fetch']> = async (url, init) => {
        const answer = await globalThis.fetch(url, init);
        if (!isWrite(init) || cut++ > 2) return answer;
        return new Response((await answer.text()).slice(0, 20), { status: answer.status });
      };
      const later = () => new Date('2026-12-16T12:00:00Z');
      const setting = own.setting(base(), { now: later, connection: { base: base(), fetch } });
      const { report, exit } = await run(setting, own.rows(row(5, 'Show', { date: '12/15/2026' })));
      expect([exit, cut > 1, report.created, await outcomes('p5', '2026-12-15T18:00:00-05:00')]).toEqual([
        0,
        true,
        1,
        ['present-arrival-unknown'],
      ]);
    });

    test('of which no row can be read ends, all rows put aside', async () => {
      const { report, exit } = await run(newShop().setting(base(), { now }), newShop().rows(row(1, 'Shown')));
      expect([exit, report.quarantined]).toEqual([1, { 'status-unmapped': [2] }]);
    });

    test('is slowed down by a server that says so, and ends', async () => {
      const own = newShop();
      let refused = 0;
      const fetch: NonNullable<SyncSetting['connection']['fetch']> = (url, init) =>
        refused++ < 5
          ? Promise.resolve(new Response('', { status: 429, headers: { 'retry-after': '0' } }))
          : globalThis.fetch(url, init);
      const setting = own.setting(base(), { now, connection: { base: base(), fetch } });
      const { report } = await run(setting, own.rows(at(9, 'Show', '11/12/2026')));
      expect(report.facts).toBe(1);
    });
  });
}

async function put(base: string, reference: string, resource: object): Promise<void> {
  const answer = await fetch(`${base}/${reference}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify(resource),
  });
  if (!answer.ok) throw new Error(`not put: ${answer.status}`);
}
