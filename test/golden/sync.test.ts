/** Cases of domain.md 6 about files of another system: read, checked, and imported into a real FHIR server. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groupDefinitions, patientNumbers } from '../../demo/seed/clinic.ts';
import type { Demo } from '../../demo/server.ts';
import { hl7 } from '../../fhir-mappings/codes.ts';
import { run as command } from '../../src/cli/run.ts';
import { parseGroups } from '../../src/groups.ts';
import { groupsOf, parseSyncConfig, type SyncConfigInput } from '../../src/sync/config.ts';
import { validate } from '../../src/sync/engine.ts';
import { exportFiles } from '../../src/sync/export.ts';
import { rowReader, type Cells } from '../../src/sync/row.ts';
import { run } from '../../src/sync/sync.ts';
import { portalOn, seededAt, startDemo } from '../support/demo.ts';
import { searchAll, token } from '../support/outside.ts';
import { columns, configInput, groups, header, row, workshop } from '../support/sync-clinic.ts';

let demo: Demo;
const shop = workshop();
beforeAll(async () => {
  demo = await startDemo({ now: seededAt, attendance: 'exported' });
});
afterAll(async () => {
  await demo.stop();
  shop.end();
});

/** What a row says where the group is in that zone, long after. */
function told(zone: string, cells: Cells) {
  const config = parseSyncConfig(
    configInput('http://localhost/fhir', { columns: { ...columns, arrival: 'Arrival Time' } }),
  );
  const there = parseGroups(groupDefinitions.map((group) => ({ ...group, timeZone: zone })));
  const read = rowReader(config, groupsOf(config, there), Date.parse('2027-01-01T00:00:00Z'));
  const usual = { patient: 'TEST-0001', group: 'Tue 6pm', status: 'Show', evidence: 'Signed' };
  const result = read({ line: 2, cells: { ...usual, ...cells } });
  if (!('fact' in result)) return result;
  const { start, outcome, minutesLate } = result.fact;
  return [new Date(start).toISOString(), outcome, minutesLate];
}

/** An import into the demo, on a state folder of its own. */
const importing = (
  file: string,
  { state, config, now = seededAt }: { state: string; config?: Partial<SyncConfigInput>; now?: Date },
) => {
  let writes = 0;
  const fetch = (url: string | URL | Request, init: RequestInit = {}) => {
    const isRead = typeof init.body === 'string' && init.body.includes('"type":"batch"');
    if (init.method !== undefined && init.method !== 'GET' && !isRead) writes++;
    return globalThis.fetch(url, init);
  };
  const setting = shop.setting(
    demo.fhirBase,
    { now: () => now, stateFolder: join(shop.folder, state), connection: { base: demo.fhirBase, fetch } },
    config,
  );
  return run(setting, file).then(({ report }) => ({ ...report, writes }));
};

/** Living attendance of a patient: outcomes by scheduled start, oldest first. */
async function recorded(patient: string) {
  const all = await searchAll(demo.fhirBase, 'Observation', {
    patient: `Patient/${patient}`,
    code: token('session-attendance'),
  });
  return all
    .filter((o) => o.status !== 'entered-in-error')
    .map((o) => [
      new Date(o.component?.find((c) => c.valueDateTime)?.valueDateTime ?? 0).toISOString().slice(0, 10),
      o.valueCodeableConcept?.coding?.[0]?.code ?? '',
    ])
    .toSorted(([a = ''], [b = '']) => a.localeCompare(b));
}
const attendance = async (patient: string, now = seededAt) => {
  const { readiness } = await portalOn(demo.fhirBase, 'leader', { now: () => now }).readiness({
    group: 'tuesday',
    patient: `Patient/${patient}`,
  });
  return readiness.attendance;
};

describe('times', () => {
  test('G5 arrived 18:04 local on 3 Nov is on time, and the week before: lateness is judged by instant', () => {
    const six = (date: string, arrival: string) => told('America/New_York', { date, time: '6:00 PM', arrival });
    expect(six('11/03/2026', '6:04 PM')).toEqual(['2026-11-03T23:00:00.000Z', 'present', undefined]);
    expect(six('10/27/2026', '6:04 PM')).toEqual(['2026-10-27T22:00:00.000Z', 'present', undefined]);
    expect(six('11/03/2026', '6:06 PM')).toEqual(['2026-11-03T23:00:00.000Z', 'present-late', 6]);
    const chicago = told('America/Chicago', { date: '11/03/2026', time: '6:00 PM', arrival: '6:04 PM' });
    expect(chicago).toEqual(['2026-11-04T00:00:00.000Z', 'present', undefined]);
  });

  test('G6 10/31/2026 with arrival 12:02 AM is 1 Nov 00:02: 47 min late, not 23 h early', () =>
    expect(told('America/New_York', { date: '10/31/2026', time: '11:15 PM', arrival: '12:02 AM' })).toEqual([
      '2026-11-01T03:15:00.000Z',
      'present-late',
      47,
    ]));

  test('G6 a row at 1:30 AM on 1 Nov is put aside as ambiguous, unless it gives the offset', () => {
    const at = (time: string) => told('America/New_York', { date: '11/01/2026', time });
    expect(at('1:30 AM')).toMatchObject({ reason: 'time-ambiguous' });
    expect(at('1:30 AM -04:00')).toEqual(['2026-11-01T05:30:00.000Z', 'present-arrival-unknown', undefined]);
    expect(at('1:30 AM -05:00')).toEqual(['2026-11-01T06:30:00.000Z', 'present-arrival-unknown', undefined]);
  });
});

describe('what is there already', { timeout: 30_000 }, () => {
  test('G7 importing the old value again undoes no correction, and lists the conflict', async () => {
    const config = { statuses: { Show: 'present' as const, 'No show': 'absent-without-notice' as const } };
    const file = shop.rows(row(6, 'Show', { date: '11/17/2026' }), row(6, 'No show'));
    expect(await importing(file, { state: 'g7', config })).toMatchObject({ created: 2 });
    const portal = portalOn(demo.fhirBase, 'leader');
    const sheet = await portal.openSheet({ group: 'tuesday', start: '2026-11-24T18:00:00-05:00' });
    const noor = sheet.rows.find(({ name }) => name === 'Noor')?.row ?? '';
    await portal.saveSheet(sheet, new Map([[noor, { outcome: 'absent-with-notice' as const }]]));
    const again = await importing(file, { state: 'g7', config });
    expect(again).toMatchObject({ writes: 0, unchanged: 1, conflicts: { 'recorded-by-a-person': [3] } });
    expect(await recorded('p6')).toEqual([
      ['2026-11-17', 'present'],
      ['2026-11-24', 'absent-with-notice'],
    ]);
  });

  const on = (date: string, status: string) => row(2, status, { date });
  const week = [on('10/06/2026', 'Show'), on('10/13/2026', 'Show'), on('10/27/2026', 'Show')];
  const doubled = [...week, on('10/13/2026', 'Show'), on('10/20/2026', 'Late canceled'), on('10/20/2026', 'Show')];
  const then = new Date('2026-10-28T12:00:00Z');

  test('G10 the report says 1 duplicate; 13 Oct counts once', async () => {
    const first = await importing(shop.rows(...week, on('10/20/2026', 'Canceled')), { state: 'g10', now: then });
    expect(first.created).toBe(4);
    const report = await importing(shop.rows(...doubled), { state: 'g10', now: then });
    expect([report.duplicates, report.facts]).toEqual([1, 3]);
    expect(await attendance('p2', then)).toMatchObject({ attended: 3, rate: { denominator: 4, percent: 75 } });
  });

  test('G10 both rows of 20 Oct are put aside as conflicting, and what is recorded stays', async () => {
    const report = await importing(shop.rows(...doubled), { state: 'g10', now: then });
    // they are in the file: nothing of that day is missing from it
    expect(report).toMatchObject({ quarantined: { 'duplicate-conflict': [6, 7] }, missing: 0 });
    expect((await recorded('p2')).find(([day]) => day === '2026-10-20')).toEqual(['2026-10-20', 'absent-with-notice']);
  });

  test('G10 a second run writes nothing', async () =>
    expect((await importing(shop.rows(...doubled), { state: 'g10', now: then })).writes).toBe(0));

  test('G16 "Late canceled" in a file is told us, whatever fee it meant', async () => {
    const file = shop.rows(row(7, 'Late canceled', { date: '10/13/2026' }));
    expect(await importing(file, { state: 'g16' })).toMatchObject({ created: 1, quarantined: {} });
    expect(await recorded('p7')).toEqual([['2026-10-13', 'absent-with-notice']]);
  });
});

describe('names', { timeout: 30_000 }, () => {
  test('G11 matched by identifier alone, José the same composed and decomposed; a name decides nothing', async () => {
    const patient = (await (await fetch(`${demo.fhirBase}/Patient/p5`)).json()) as { identifier: object[] };
    patient.identifier.push({ system: patientNumbers, value: 'Jos\u00e9-5' });
    await fetch(`${demo.fhirBase}/Patient/p5`, {
      method: 'PUT',
      headers: { 'content-type': 'application/fhir+json' },
      body: JSON.stringify(patient),
    });
    const own = row(5, 'Show').replace('TEST-0005', 'Jose\u0301-5').replace('Test, A.', 'Quite-Other-Test, Z.');
    // the right name, and nobody's number
    const nobody = row(99, 'Show', { date: '11/17/2026' }).replace('Test, A.', 'Feld-Test, Max');
    const report = await importing(shop.rows(own, nobody), { state: 'g11' });
    expect(report).toMatchObject({ created: 1, quarantined: { 'patient-unknown': [3] } });
    expect(await recorded('p5')).toEqual([['2026-11-24', 'present-arrival-unknown']]);
  });

  test('G11 a CSV goes out and comes back without mojibake, in any script and from Windows-1252', async () => {
    const groupNames = ['Zoë Ångström', 'محمد العلي', 'שרה'];
    const rows = groupNames.map((group, i) => row(i + 1, '=Shown', { group }));
    const config = { groups: Object.fromEntries(groupNames.map((name) => [name, 'tuesday'])) };
    const first = await importing(shop.rows(...rows), { state: 'g11-csv', config });
    expect(first.quarantined).toEqual({ 'status-unmapped': [2, 3, 4] });
    const { latest } = JSON.parse(
      readFileSync(join(shop.folder, 'g11-csv', 'status.json'), 'utf8').replace('"run"', '"latest"'),
    ) as { latest: string };
    const aside = readFileSync(join(shop.folder, 'g11-csv', 'runs', latest, 'quarantine.csv'), 'utf8');
    expect(groupNames.filter((name) => aside.includes(`,${name},`))).toEqual(groupNames);
    expect([aside.startsWith('\uFEFF'), aside.includes('\uFFFD')]).toEqual([true, false]);
    const back = shop.file(aside);
    const fed = { ...config, statuses: { '=Shown': 'present' as const }, untouched: undefined };
    expect(await importing(back, { state: 'g11-csv', config: fed })).toMatchObject({ created: 3, quarantined: {} });
    const latin = Buffer.from([header, row(1, 'Canceled', { group: 'Zoë Ångström' })].join('\r\n'), 'latin1');
    const read = parseSyncConfig(configInput('http://localhost/fhir', config));
    const setting = { config: read, groups: groupsOf(read, groups), now: seededAt.getTime(), scratch: shop.folder };
    expect(await validate({ ...setting, file: shop.file(latin) })).toMatchObject({ facts: 1, quarantined: {} });
  });
});

describe('a substance-use group', { timeout: 30_000 }, () => {
  const title = 'Opioid recovery Tue';
  const days = ['10/15', '10/22', '10/29', '11/05', '11/12', '11/19'];
  const words = ['Show', 'Show', 'No show', 'Show', 'No show', 'Show'];
  const rows = words.map((status, i) =>
    row(9, status, { group: title, date: `${days[i]}/2026`, time: '5:30 PM' }).replace('Test, A.', 'Feld-Test, Max'),
  );

  test('G20 report and log contain neither name', async () => {
    shop.file(JSON.stringify(groupDefinitions), 'groups.json');
    const config = configInput(demo.fhirBase, { groups: { [title]: 'thursday' }, stateFolder: 'g20' });
    const path = shop.file(JSON.stringify(config), 'sync.json');
    const file = shop.rows(...rows, row(99, 'Show', { group: title, date: '11/19/2026', time: '5:30 PM' }));
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    for (const word of ['validate', 'dry-run', 'run'])
      await command([word, file, '--config', path], { env: {}, out: say, err: say });
    expect(said).toContain('created 6');
    const status = readFileSync(join(shop.folder, 'g20', 'status.json'), 'utf8');
    expect([...said, status].join('\n')).not.toMatch(/Feld|Max|Opioid|recovery|thursday|TEST-/i);
  });

  test('G20 the imported history carries the Part 2 labels, record and visit', async () => {
    expect(await recorded('p9')).toEqual(
      ['2026-10-15', '2026-10-22', '2026-10-29', '2026-11-05', '2026-11-12', '2026-11-19'].map((day, i) => [
        day,
        words[i] === 'Show' ? 'present-arrival-unknown' : 'absent-notice-unknown',
      ]),
    );
    const about = { patient: 'Patient/p9' };
    const all = [
      ...(await searchAll(demo.fhirBase, 'Observation', { ...about, code: token('session-attendance') })),
      ...(await searchAll(demo.fhirBase, 'Encounter', about)),
    ];
    expect(all).toHaveLength(10);
    for (const { meta } of all) expect(meta?.security).toEqual(expect.arrayContaining([hl7.substanceUse, hl7.part2]));
  });
});

describe('an export for another server', { timeout: 30_000 }, () => {
  const title = 'Opioid recovery Tue';
  const config = { groups: { [title]: 'thursday' } };
  const rows = ['11/12/2026', '11/19/2026'].map((date) => row(13, 'Show', { group: title, date, time: '5:30 PM' }));
  const exported = (more: Partial<SyncConfigInput>, name: string) =>
    exportFiles(
      shop.setting(fresh.fhirBase, { now: () => seededAt }, { ...config, ...more }),
      shop.rows(...rows),
      join(shop.folder, name),
    );
  let fresh: Demo;
  beforeAll(async () => {
    fresh = await startDemo({ now: seededAt, attendance: 'exported' });
  });
  afterAll(() => fresh.stop());

  test('G20 the signed agreement is no Part 2 consent: the group is left out of an export, unless somebody named decided', async () => {
    const signed = await searchAll(fresh.fhirBase, 'Consent', { patient: 'Patient/p13', status: 'active' });
    expect(signed.length).toBeGreaterThan(0);
    const refused = await exported({}, 'part-2');
    expect([refused.report.skipped['part-2'], refused.manifest.files.map(({ count }) => count)]).toEqual([2, [0, 0]]);
    const decided = await exported({ part2Export: true, part2DecidedBy: 'D. Wren-Test' }, 'part-2-decided');
    expect([decided.report.skipped['part-2'], decided.manifest.files.map(({ count }) => count)]).toEqual([
      undefined,
      [2, 2],
    ]);
  });
});

describe('what the file no longer says', { timeout: 30_000 }, () => {
  test('edge: a row for the old time of a moved session counts as moved, not as missing', async () => {
    const [start, to] = ['2026-12-01T18:00:00-05:00', '2026-12-03T18:00:00-05:00'];
    await portalOn(demo.fhirBase, 'leader').moveSession({ group: 'tuesday', start, to });
    const now = new Date('2026-12-09T12:00:00Z');
    const file = shop.rows(row(4, 'Show', { date: '12/01/2026' }), row(4, 'Show', { date: '12/08/2026' }));
    expect(await importing(file, { state: 'moved', now })).toMatchObject({ created: 2, quarantined: {} });
    expect((await recorded('p4')).map(([day]) => day)).toEqual(['2026-12-03', '2026-12-08']);
    expect(await importing(file, { state: 'moved', now })).toMatchObject({ unchanged: 2, missing: 0, writes: 0 });
  });

  test('edge: rows missing from tonight’s file are flagged, not deleted, a member’s last ones too', async () => {
    const at = (n: number, date: string) => row(n, 'Canceled', { date });
    const days = ['09/15/2026', '09/22/2026', '09/29/2026'];
    const now = new Date('2026-09-30T12:00:00Z');
    const all = [1, 4, 5].flatMap((n) => days.map((date) => at(n, date)));
    expect((await importing(shop.rows(...all), { state: 'gone', now })).created).toBe(9);
    const before = await Promise.all(['p1', 'p4', 'p5'].map(recorded));
    // one of one member's rows, and all of another's
    const left = all.filter((line) => !line.startsWith('TEST-0005') && line !== at(4, '09/22/2026'));
    const report = await importing(shop.rows(...left), { state: 'gone', now });
    expect([report.missing, report.unchanged, report.writes]).toEqual([4, 5, 0]);
    expect(await Promise.all(['p1', 'p4', 'p5'].map(recorded))).toEqual(before);
  });
});
