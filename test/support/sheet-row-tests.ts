/** What is done with one row of the sheet: corrected, entered in error, looked back at; checked from outside. @module */
import type { Observation } from 'fhir/r4.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { codeSystem } from '../../fhir-mappings/codes.ts';
import type { AttendanceSheet, NewMark, Portal } from '../../src/portal-types.ts';
import { afterSession, comingStart, portalOn } from './demo.ts';
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
    const outcome = (o: Observation | undefined) =>
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
      expect(outcome((await stored('Patient/p5'))[0])).toBe('absent-without-notice');
    });
  });
}
