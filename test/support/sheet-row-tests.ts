/** What is done with one row of the sheet: corrected, entered in error, looked back at; checked from outside. @module */
import type { Observation } from 'fhir/r4.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { codeSystem } from '../../fhir-mappings/codes.ts';
import { groupDefinitions } from '../../demo/seed/clinic.ts';
import type { PortalOptions } from '../../src/portal.ts';
import type { AttendanceSheet, NewMark, Portal } from '../../src/portal-types.ts';
import { afterSession, comingStart, portalOn, seededAt, startDemo } from './demo.ts';
import { searchAll, token } from './outside.ts';

const group = 'tuesday';

/** Registers the tests; the server must hold the demo's seed of `seededAt`. Order matters: one story. */
export function sheetRowTests(server: () => string): void {
  describe('a row of the sheet', () => {
    let base: string;
    let portal: Portal;
    let sheet: AttendanceSheet;
    const open = async (by = portal) => by.openSheet({ group, start: comingStart });
    const row = (name: string, of = sheet) => of.rows.find((one) => one.name === name)?.row ?? '';
    const recorded = (name: string, of = sheet) => of.rows.find((one) => one.name === name)?.recorded;
    const marks = (all: Record<string, NewMark>) =>
      new Map(Object.entries(all).map(([name, mark]) => [row(name), mark]));
    const stored = async (patient: string) =>
      (await searchAll(base, 'Observation', { patient, code: token('session-attendance') })).filter((o) =>
        o.component?.some((c) => c.valueDateTime && Date.parse(c.valueDateTime) === Date.parse(comingStart)),
      );
    const outcomeOf = (o: Observation | undefined) =>
      o?.valueCodeableConcept?.coding?.find(({ system }) => system === codeSystem)?.code;
    beforeAll(async () => {
      base = server();
      portal = portalOn(base, 'leader', { now: () => afterSession });
      sheet = await open();
      await portal.saveSheet(
        sheet,
        marks({
          Bo: { outcome: 'absent-without-notice' },
          Jo: { outcome: 'present-late' },
          Max: { outcome: 'absent-without-notice' },
        }),
      );
      for (const outcome of ['present-late', 'present'] as const)
        await portal.saveSheet(sheet, marks({ Bo: { outcome } }));
    });

    test('a correction says its reason, and a row tells everything it said before, newest first; a wrong member’s too', async () => {
      await portal.saveSheet(
        sheet,
        new Map([[row('Jo'), { outcome: 'absent-notice-unknown', why: 'wrong-member' } as const]]),
      );
      sheet = await open();
      await portal.voidRow(sheet, row('Jo'));
      await portal.saveSheet(sheet, marks({ Jo: { outcome: 'present' } }));
      const history = await portal.rowHistory(sheet, row('Jo'));
      const by = 'A. Okafor-Test';
      expect(history).toHaveLength(4);
      expect(history).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ said: { outcome: 'present' }, by }),
          expect.objectContaining({ said: 'entered-in-error', reason: 'wrong-member', by }),
          expect.objectContaining({ said: { outcome: 'absent-notice-unknown' }, reason: 'wrong-member', by }),
          expect.objectContaining({ said: expect.objectContaining({ outcome: 'present-late' }), by }),
        ]),
      );
      expect(history.every(({ at }) => !Number.isNaN(Date.parse(at)))).toBe(true);
      expect(JSON.stringify(history)).not.toMatch(/Patient\/|Practitioner\//);
      expect(await portal.rowHistory(sheet, row('Noor'))).toEqual([]);
      await expect(portal.rowHistory(sheet, 'row-99')).rejects.toMatchObject({ code: 'invalid', fields: ['row'] });
      const intake = portalOn(base, 'intake', { now: () => afterSession });
      await expect(intake.rowHistory(sheet, row('Jo'))).rejects.toMatchObject({ code: 'not-allowed' });
    });

    test('where the server keeps no older versions, who changed it, when and why is told all the same', async () => {
      const forgetful = portalOn(base, 'leader', {
        now: () => afterSession,
        store: {
          base,
          fetch: (url, init) =>
            url.includes('/_history')
              ? Promise.resolve(
                  new Response('{}', { status: 404, headers: { 'content-type': 'application/fhir+json' } }),
                )
              : fetch(url, init),
        },
      });
      const own = await open(forgetful);
      const history = await forgetful.rowHistory(own, row('Bo', own));
      expect(history.filter(({ said }) => typeof said === 'object')).toMatchObject([{ said: { outcome: 'present' } }]);
      expect(new Set(history.map(({ said }) => (typeof said === 'object' ? '' : said)))).toEqual(
        new Set(['', 'not-kept']),
      );
      expect(history.map(({ reason }) => reason)).toContain('correction');
    });

    test('when somebody left is kept where it was seen, comes back, and is taken back with the rest', async () => {
      const left = '2026-12-01T18:35:00-05:00';
      const early = { outcome: 'present', leftEarly: true } as const;
      expect(await portal.saveSheet(sheet, marks({ Jo: { ...early, left } }))).toMatchObject({ failed: [] });
      expect((await stored('Patient/p4')).find((o) => o.status !== 'entered-in-error')?.effectivePeriod).toEqual({
        end: left,
      });
      sheet = await open();
      expect(recorded('Jo')).toMatchObject({ ...early, left, observed: { end: left } });
      expect(await portal.saveSheet(sheet, marks({ Jo: { ...early, left } }))).toMatchObject({
        unchanged: [row('Jo')],
      });
      await portal.saveSheet(sheet, marks({ Jo: { ...early, left: '2026-12-01T18:40:00-05:00' } }));
      await portal.undoRows(sheet, [row('Jo')]);
      expect(recorded('Jo', await open())).toMatchObject({ left });
      sheet = await open();
    });

    test.each([
      ['before they came', { outcome: 'present-late', minutesLate: 40, leftEarly: true }, '2026-12-01T18:40:00-05:00'],
      ['before the session', { outcome: 'present', leftEarly: true }, '2026-12-01T15:00:00-05:00'],
      ['after the end', { outcome: 'present', leftEarly: true }, '2026-12-01T19:30:00-05:00'],
      ['though they stayed', { outcome: 'present' }, '2026-12-01T18:40:00-05:00'],
      ['at no time', { outcome: 'present', leftEarly: true }, 'later'],
    ] as const)('somebody who left %s is refused at the field, and nothing is saved', async (_when, mark, left) => {
      const before = await searchAll(base, 'Observation', { patient: 'Patient/p7' });
      const refused = portal.saveSheet(sheet, marks({ Ty: { ...mark, left }, Max: { outcome: 'present' } }));
      await expect(refused).rejects.toMatchObject({ code: 'invalid', fields: ['left'] });
      expect(await searchAll(base, 'Observation', { patient: 'Patient/p7' })).toHaveLength(before.length);
      expect(outcomeOf((await stored('Patient/p5'))[0])).toBe('absent-without-notice');
    });

    test('asked to leave: noted where only leaders read, before the mark is saved; the outcome stays; undo takes both back', async () => {
      const place = await startDemo({ now: seededAt });
      try {
        const groups = groupDefinitions.map((g) => (g.key === group ? { ...g, recordAskedToLeave: true } : g));
        const noting = (more: Partial<PortalOptions> = {}) =>
          portalOn(base, 'leader', { now: () => afterSession, groups, notes: { base: place.fhirBase }, ...more });
        const own = await open(noting());
        expect(own.notesAskedToLeave).toBe(true);
        expect((await open()).notesAskedToLeave).toBeUndefined();
        const askedToLeave = { id: crypto.randomUUID(), wayHomeOffered: true };
        const mark = new Map<string, NewMark>([[row('Ty', own), { outcome: 'present', askedToLeave }]]);
        const noted = async () => searchAll(place.fhirBase, 'Observation', { code: token('asked-to-leave') });

        const down = noting({ notes: { base: place.fhirBase, fetch: () => Promise.reject(new TypeError('no')) } });
        const failed = await down.saveSheet(own, mark);
        expect(failed).toMatchObject({ saved: [], failed: [{ row: row('Ty', own), code: 'offline' }] });
        expect(await stored('Patient/p7')).toEqual([]);

        const saving = noting();
        expect(await saving.saveSheet(own, mark)).toMatchObject({ saved: [row('Ty', own)], failed: [] });
        const [note, ...more] = await noted();
        expect([note?.subject?.reference, more]).toEqual(['Patient/p7', []]);
        expect(note?.component?.map((c) => c.valueBoolean ?? c.valueDateTime)).toEqual([comingStart, true]);
        const [record] = await stored('Patient/p7');
        expect([outcomeOf(record), JSON.stringify(record).includes('asked')]).toEqual(['present', false]);
        expect(recorded('Ty', await open(noting()))).toMatchObject({ outcome: 'present', wayHomeOffered: true });
        expect(recorded('Ty', await open())).not.toHaveProperty('wayHomeOffered');

        expect(await saving.undoRows(own, [row('Ty', own)])).toMatchObject({ failed: [] });
        expect((await noted()).map(({ status }) => status)).toEqual(['entered-in-error']);
        expect((await stored('Patient/p7')).map(({ status }) => status)).toEqual(['entered-in-error']);
        // and said again it is said anew
        expect(await saving.saveSheet(own, mark)).toMatchObject({ failed: [] });
        expect((await noted()).map(({ status }) => status).toSorted()).toEqual(['entered-in-error', 'final']);

        // a mistake is found the day after: the note goes, with who and why; the attendance stays as it was
        const nextDay = noting({ now: () => new Date(afterSession.getTime() + 86_400_000) });
        const later = await open(nextDay);
        const before = await stored('Patient/p7');
        const back = new Map<string, NewMark>([[row('Ty', later), { outcome: 'present', notAsked: true }]]);
        expect(await nextDay.saveSheet(later, back)).toMatchObject({ saved: [row('Ty', later)], failed: [] });
        const gone = await noted();
        expect(gone.map(({ status }) => status)).toEqual(['entered-in-error', 'entered-in-error']);
        expect(await stored('Patient/p7')).toEqual(before);
        expect(recorded('Ty', await open(nextDay))).not.toHaveProperty('wayHomeOffered');
        const changes = await searchAll(place.fhirBase, 'Provenance', {
          target: gone.map(({ id }) => `Observation/${id}`).join(','),
        });
        const reasons = changes.flatMap(({ extension = [] }) => extension.map((e) => e.valueCode)).filter(Boolean);
        expect(new Set(reasons)).toEqual(new Set(['undo', 'correction']));
        expect(await nextDay.saveSheet(later, back)).toMatchObject({ unchanged: [row('Ty', later)] });
      } finally {
        await place.stop();
      }
    });

    test('who was not there was not asked to leave; a group that does not note it refuses', async () => {
      const askedToLeave = { id: crypto.randomUUID(), wayHomeOffered: true };
      const refused = portal.saveSheet(sheet, marks({ Max: { outcome: 'absent-without-notice', askedToLeave } }));
      await expect(refused).rejects.toMatchObject({ code: 'invalid', fields: ['askedToLeave'] });
      const unsupported = await portal.saveSheet(sheet, marks({ Bo: { outcome: 'present', askedToLeave } }));
      expect(unsupported).toMatchObject({ saved: [], failed: [{ code: 'unsupported' }] });
    });

    test('a session that was moved while the sheet is open: nothing is saved, and the sheet says it is gone', async () => {
      const later = '2026-12-01T19:00:00-05:00';
      const before = await stored('Patient/p1');
      const first = sheet;
      for (const name of ['Bo', 'Jo', 'Max', 'Ty']) {
        const now = await open();
        if (recorded(name, now)) await portal.voidRow(now, row(name, now));
      }
      await portal.moveSession({ group, start: comingStart, to: later });
      const refused = portal.saveSheet(first, new Map([[row('Alex', first), { outcome: 'present' as const }]]));
      await expect(refused).rejects.toMatchObject({ code: 'not-found', fields: ['start'] });
      await expect(portal.openSheet({ group, start: comingStart, after: first })).rejects.toMatchObject({
        code: 'not-found',
      });
      expect(await stored('Patient/p1')).toEqual(before);
      expect(await portal.moveSession({ group, start: later, to: comingStart })).toMatchObject({ failed: [] });
    });

    test('a member who left the group while the sheet is open is not recorded; the others are', async () => {
      const own = await open();
      const list = await portal.members({ group });
      const ty = list.members.find(({ name }) => name === 'Ty')?.row ?? '';
      await portal.endMember(list, ty, { on: '2026-11-30' });
      const both = new Map(['Ty', 'Alex'].map((name) => [row(name, own), { outcome: 'present' as const }]));
      const result = await portal.saveSheet(own, both);
      expect(result).toMatchObject({ saved: [row('Alex', own)], failed: [{ row: row('Ty', own), code: 'not-found' }] });
    });

    test('a member whose record is merged while the sheet is open keeps the row, and is recorded as who they are now', async () => {
      const own = await open();
      const sam = row('Sam', own);
      const name = [{ use: 'official', given: ['Sam'], family: 'Rivera-Test' }];
      const put = async (id: string, more: object) => {
        const body = JSON.stringify({ resourceType: 'Patient', id, name, birthDate: '1990-01-02', ...more });
        const headers = { 'content-type': 'application/fhir+json' };
        expect((await fetch(`${base}/Patient/${id}`, { method: 'PUT', headers, body })).ok).toBe(true);
      };
      await put('p8-new', {});
      await put('p8', { active: false, link: [{ type: 'replaced-by', other: { reference: 'Patient/p8-new' } }] });
      await put('p8-new', { active: true, link: [{ type: 'replaces', other: { reference: 'Patient/p8' } }] });
      expect(await portal.saveSheet(own, new Map([[sam, { outcome: 'present' as const }]]))).toMatchObject({
        saved: [sam],
      });
      expect((await stored('Patient/p8-new')).map(outcomeOf)).toEqual(['present']);
      expect(await stored('Patient/p8')).toEqual([]);
      const next = await portal.openSheet({ group, start: comingStart, after: own });
      expect(recorded('Sam', next)).toMatchObject({ outcome: 'present' });
      expect(row('Sam', next)).toBe(sam);
    });
  });
}
