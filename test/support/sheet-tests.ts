/** The leader's sheet after the session, checked from outside on whichever FHIR server is given. @module */
import { beforeAll, describe, expect, test } from 'vitest';
import type { Appointment, Observation } from 'fhir/r4.js';
import { codeSystem } from '../../fhir-mappings/codes.ts';
import type { AttendanceSheet, Mark, Portal } from '../../src/portal-types.ts';
import { afterSession, comingStart, portalOn } from './demo.ts';
import { searchAll, token } from './outside.ts';

const group = 'tuesday';
const toldAt = '2026-12-01T17:57:00-05:00';
const later = (minutes: number) => new Date(+afterSession + minutes * 60_000);

/** Registers the tests; the server must hold the demo's seed of `seededAt`. Order matters: one story. */
export function sheetTests(server: () => string): void {
  describe('the sheet after the session', () => {
    let base: string;
    let portal: Portal;
    let sheet: AttendanceSheet;
    beforeAll(() => {
      base = server();
      portal = portalOn(base, 'leader', { now: () => afterSession });
    });
    const open = async (by = portal, after?: AttendanceSheet) =>
      by.openSheet({ group, start: comingStart, ...(after && { after }) });
    const row = (name: string, of = sheet) => of.rows.find((one) => one.name === name)?.row ?? '';
    const recorded = (name: string, of = sheet) => of.rows.find((one) => one.name === name)?.recorded;
    const marks = (all: Record<string, Mark>) => new Map(Object.entries(all).map(([name, mark]) => [row(name), mark]));
    const stored = async (patient: string) =>
      (await searchAll(base, 'Observation', { patient, code: token('session-attendance') })).filter((o) =>
        o.component?.some((c) => c.valueDateTime && Date.parse(c.valueDateTime) === Date.parse(comingStart)),
      );
    const outcome = (o: Observation | undefined) =>
      o?.valueCodeableConcept?.coding?.find(({ system }) => system === codeSystem)?.code;
    const reasons = async (o: Observation | undefined) =>
      (await searchAll(base, 'Provenance', { target: `Observation/${o?.id}` })).map((p) => p.extension?.[0]?.valueCode);
    const seat = async (patient: string): Promise<Appointment | undefined> =>
      (await searchAll(base, 'Appointment', { patient, date: 'ge2026-11-30' })).find(
        (a) => Date.parse(a.start ?? '') === Date.parse(comingStart),
      );

    test('who told us before the start is on the sheet with when and how; word that came at the start is no notice', async () => {
      const before = portalOn(base, 'leader', { now: () => new Date(toldAt) });
      const told = { id: crypto.randomUUID(), kind: 'absence-notice', session: comingStart } as const;
      const call = { ...told, channel: 'phone', reached: 'talked' } as const;
      await before.addNote({ group, patient: 'Patient/p8' }, call);
      const at = { id: crypto.randomUUID(), at: comingStart };
      await portal.addNote({ group, patient: 'Patient/p2' }, { ...call, ...at });
      const plan = { id: crypto.randomUUID(), kind: 'planned-absence' } as const;
      await before.addNote(
        { group, patient: 'Patient/p6' },
        { ...plan, away: { start: '2026-11-30', end: '2026-12-08' } },
      );
      sheet = await open();
      const of = (name: string) => sheet.rows.find((one) => one.name === name)?.told;
      expect(Object.fromEntries(sheet.rows.flatMap(({ name, told: word }) => (word ? [[name, word]] : [])))).toEqual({
        Noor: { at: expect.any(String), until: '2026-12-08' },
        Sam: { at: toldAt, channel: 'phone' },
      });
      expect(of('Bo')).toBeUndefined();
      expect(sheet.rows.every((one) => one.recorded === undefined)).toBe(true);
    });

    test('real start and end go to those who were there; an arrival counts from the real start; who left early has no end', async () => {
      const held = { start: '2026-12-01T18:10:00-05:00', end: '2026-12-01T18:50:00-05:00' };
      const result = await portal.saveSheet(
        sheet,
        marks({
          Alex: { outcome: 'present' },
          Bo: { outcome: 'present-late', minutesLate: 8 },
          Dee: { outcome: 'present', leftEarly: true },
          Jo: { outcome: 'present-late' },
          Max: { outcome: 'absent-without-notice' },
        }),
        { held },
      );
      expect(result).toMatchObject({ failed: [], saved: { length: 5 } });
      const times = async (patient: string) => (await stored(patient))[0]?.effectivePeriod;
      expect(await times('Patient/p1')).toEqual(held);
      expect(await times('Patient/p2')).toEqual({ start: '2026-12-01T18:18:00-05:00', end: held.end });
      expect(await times('Patient/p3')).toEqual({ start: held.start });
      expect(await times('Patient/p4')).toEqual({ end: held.end });
      expect(await times('Patient/p5')).toBeUndefined();
      sheet = await open();
      expect(sheet.held).toEqual(held);
      expect(recorded('Dee')).toMatchObject({ outcome: 'present', leftEarly: true, by: 'A. Okafor-Test' });
      // the same once more writes nothing; without new times those that are there stay
      expect(await portal.saveSheet(sheet, marks({ Alex: { outcome: 'present' } }))).toMatchObject({ saved: [] });
      expect(await portal.saveSheet(sheet, marks({ Alex: { outcome: 'present' } }), { held })).toMatchObject({
        saved: [],
      });
    });

    test.each([
      ['held.start', { start: '2026-12-01T15:00:00-05:00' }],
      ['held.start', { start: 'soon' }],
      ['held.end', { end: '2026-12-01T17:00:00-05:00' }],
      ['held.end', { start: '2026-12-01T18:10:00-05:00', end: '2026-12-01T18:10:00-05:00' }],
      ['held.end', { end: '2026-12-02T19:30:00-05:00' }],
    ])('a time that is none of this session is refused at %s, and nothing is saved', async (field, held) => {
      const refused = portal.saveSheet(sheet, marks({ Ty: { outcome: 'present' } }), { held });
      await expect(refused).rejects.toMatchObject({ code: 'invalid', fields: [field] });
      expect(await stored('Patient/p7')).toEqual([]);
    });

    test('what was taken back by a mark that says so is taken back; one that says nothing of leaving leaves it', async () => {
      await portal.saveSheet(sheet, marks({ Dee: { outcome: 'present-late' } }));
      sheet = await open();
      expect(recorded('Dee')).toMatchObject({ outcome: 'present-late', leftEarly: true });
      await portal.saveSheet(sheet, marks({ Dee: { outcome: 'present-late', leftEarly: false } }));
      sheet = await open();
      expect(recorded('Dee')).toMatchObject({ outcome: 'present-late' });
      expect(recorded('Dee')).not.toHaveProperty('leftEarly');
    });

    test('undo takes a new record back, gives the seat back and frees its identity; nothing is deleted', async () => {
      const booked = (await seat('Patient/p8'))?.status;
      await portal.saveSheet(sheet, marks({ Sam: { outcome: 'absent-with-notice' } }));
      expect((await seat('Patient/p8'))?.status).toBe('cancelled');
      expect(await portal.undoRows(sheet, [row('Sam')])).toEqual({ saved: [row('Sam')], unchanged: [], failed: [] });
      const [gone, ...more] = await stored('Patient/p8');
      expect([gone?.status, more]).toEqual(['entered-in-error', []]);
      expect(await reasons(gone)).toEqual(['undo']);
      expect((await seat('Patient/p8'))?.status).toBe(booked);
      expect(await portal.undoRows(sheet, [row('Sam')])).toMatchObject({ failed: [{ code: 'not-found' }] });
      expect(await portal.saveSheet(sheet, marks({ Sam: { outcome: 'absent-with-notice' } }))).toMatchObject({
        failed: [],
      });
    });

    test('undo of a correction says again what was there, times included, and not after 10 minutes', async () => {
      const [was] = await stored('Patient/p2');
      await portal.saveSheet(sheet, marks({ Bo: { outcome: 'absent-without-notice' } }));
      expect(outcome((await stored('Patient/p2'))[0])).toBe('absent-without-notice');
      expect(await portal.undoRows(sheet, [row('Bo')])).toMatchObject({ failed: [] });
      const [now] = await stored('Patient/p2');
      expect([outcome(now), now?.effectivePeriod, now?.id]).toEqual(['present-late', was?.effectivePeriod, was?.id]);
      expect(new Set(await reasons(now))).toEqual(new Set(['correction', 'undo']));
      let time = afterSession;
      const slow = portalOn(base, 'leader', { now: () => time });
      const own = await open(slow);
      await slow.saveSheet(own, new Map([[row('Bo', own), { outcome: 'present' }]]));
      time = later(11);
      expect(await slow.undoRows(own, [row('Bo', own)])).toMatchObject({ failed: [{ code: 'not-allowed' }] });
      expect(outcome((await stored('Patient/p2'))[0])).toBe('present');
    });

    test('two leaders, two values: the second is shown the first’s, nothing is lost, and only a second press replaces it', async () => {
      const two = portalOn(base, 'leader', { now: () => later(1) });
      const [first, second] = await Promise.all([open(), open(two)]);
      await portal.saveSheet(first, new Map([[row('Ty', first), { outcome: 'present-late', minutesLate: 7 }]]));
      const mine = new Map([[row('Ty', second), { outcome: 'absent-without-notice' } as const]]);
      const [failed] = (await two.saveSheet(second, mine)).failed;
      expect(failed).toMatchObject({
        code: 'conflict',
        there: { outcome: 'present-late', minutesLate: 7, by: 'A. Okafor-Test' },
      });
      expect(outcome((await stored('Patient/p7'))[0])).toBe('present-late');
      expect(await two.saveSheet(second, mine)).toMatchObject({ saved: [row('Ty', second)], failed: [] });
      const [now, ...more] = await stored('Patient/p7');
      expect([outcome(now), now?.status, more]).toEqual(['absent-without-notice', 'amended', []]);
      // and what the first leader would take back is no longer what that leader saved
      expect(await portal.undoRows(first, [row('Ty', first)])).toMatchObject({ failed: [{ code: 'conflict' }] });
    });

    test('a sheet that follows another keeps the keys of its rows; somebody who joined has a new one', async () => {
      sheet = await open();
      const before = new Map(sheet.rows.map((one) => [one.name, one.row]));
      const walkIn = { patient: 'Patient/p9', start: '2026-12-01', displayName: 'Ada' };
      await portalOn(base, 'intake', { now: () => afterSession }).addMember({ group }, walkIn);
      const next = await open(portal, sheet);
      const ada = row('Ada', next);
      expect([...before.values()]).not.toContain(ada);
      expect(new Map(next.rows.map((one) => [one.name, one.row]))).toEqual(new Map([...before, ['Ada', ada]]));
      expect(await portal.saveSheet(next, new Map([[ada, { outcome: 'present' }]]))).toMatchObject({ saved: [ada] });
      expect(outcome((await stored('Patient/p9'))[0])).toBe('present');
    });

    test('entered the next day, a record says the session’s day and its own day of entry', async () => {
      const next = new Date('2026-12-02T14:00:00Z');
      const tomorrow = portalOn(base, 'leader', { now: () => next });
      const own = await open(tomorrow);
      await tomorrow.saveSheet(own, new Map([[row('Noor', own), { outcome: 'absent-with-notice' }]]));
      const [now] = await stored('Patient/p6');
      expect([now?.effectiveDateTime, now?.issued]).toEqual([comingStart, '2026-12-02T09:00:00-05:00']);
      expect(recorded('Noor', await open(tomorrow))).toMatchObject({ at: '2026-12-02T09:00:00-05:00' });
    });
  });
}
