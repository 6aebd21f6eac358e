/** What the intake list promises, checked on whichever freshly seeded FHIR server is given. @module */
import { beforeAll, describe, expect, test } from 'vitest';
import type { IntakeList } from '../../src/book-types.ts';
import { afterSession, comingStart, portalOn } from './demo.ts';
import { answersTo } from './portal-tests.ts';

const thursday = '2026-11-26T17:30:00-05:00';
const rowsOf = ({ today, later }: IntakeList) =>
  [...today, ...later].map(({ group, name, fullName, session, steps, unknown }) => [
    group.key,
    name,
    fullName,
    session,
    unknown ? 'unknown' : steps.join(' '),
  ]);
const sam = ['tuesday', 'Sam', 'Sam Santos-Test', comingStart, 'introduction participation agreement contact'];
const zoe = ['thursday', 'Zoë', 'Zoë Núñez-Test', thursday, 'participation agreement contact'];

/** Registers the tests; the server must hold the demo's seed of `seededAt`. Order matters: one story. */
export function intakeTests(server: () => string): void {
  describe('the intake list', () => {
    let base: string;
    beforeAll(() => {
      base = server();
    });
    const intake = (now?: string) => portalOn(base, 'intake', now === undefined ? {} : { now: () => new Date(now) });
    const tuesday = '2026-12-01T15:00:00Z';

    test('names those with something open before their next session, by session, and nobody else', async () => {
      const list = await intake().intakeList();
      // Dee wants to talk and Jo withdrew: both are the leader's; the other eleven are prepared
      expect(rowsOf(list)).toEqual([zoe, sam]);
      expect(list).toMatchObject({ day: '2026-11-25', until: '2026-12-02', today: [], unread: [] });
    });

    test('who a row is stands beside the list, never in it', async () => {
      const portal = intake();
      const list = await portal.intakeList();
      expect(list.later.map(({ row }) => portal.patientOfRow(list, row))).toEqual(['Patient/p14', 'Patient/p8']);
      expect(JSON.stringify(list)).not.toContain('Patient/');
      expect(() => portal.patientOfRow(list, 'row-2')).toThrow('There is no such row on this list.');
    });

    test.each([
      ['the morning of the session', tuesday, ['Sam'], ['Zoë']],
      ['just before midnight the day before', '2026-12-01T04:59:59Z', [], ['Sam', 'Zoë']],
      ['while it runs: people come late', '2026-12-01T23:05:00Z', ['Sam'], ['Zoë']],
      ['when it is over the next one counts', afterSession.toISOString(), [], ['Zoë', 'Sam']],
    ])('today is the group’s local day: %s', async (_when, now, today, later) => {
      const list = await intake(now).intakeList();
      expect([list.today.map((r) => r.name), list.later.map((r) => r.name)]).toEqual([today, later]);
    });

    test('no day ahead is today alone; more days are not looked at', async () => {
      expect(await intake(tuesday).intakeList({ days: 0 })).toMatchObject({
        day: '2026-12-01',
        until: '2026-12-01',
        today: [{ name: 'Sam' }],
        later: [],
      });
    });

    test.each([-1, 1.5, 32, Number.NaN])('%s days are refused by name', async (days) => {
      await expect(intake().intakeList({ days })).rejects.toMatchObject({ code: 'invalid', fields: ['days'] });
    });

    test('leaders see their own groups’ members, others see no list', async () => {
      expect(rowsOf(await portalOn(base, 'leader').intakeList())).toEqual([sam]);
      const user = { reference: 'Practitioner/l2', display: 'R. Haddad-Test', role: 'leader' as const };
      expect(rowsOf(await portalOn(base, 'leader', { user }).intakeList())).toEqual([zoe]);
      for (const role of ['staff', 'member', 'guardian'] as const)
        await expect(portalOn(base, role).intakeList()).rejects.toMatchObject({
          code: 'not-allowed',
          fields: ['user'],
        });
      const stranger = { ...user, reference: 'Practitioner/l9' };
      await expect(portalOn(base, 'leader', { user: stranger }).intakeList()).rejects.toMatchObject({
        code: 'not-allowed',
      });
    });

    test('one group alone, and none that this user may not see', async () => {
      const one = (portal: ReturnType<typeof intake>, group: string) => {
        const query = { group, days: 7 };
        return portal.intakeList(query);
      };
      expect(rowsOf(await one(intake(), 'thursday'))).toEqual([zoe]);
      await expect(one(intake(), 'monday')).rejects.toMatchObject({ code: 'not-found', fields: ['group'] });
      await expect(one(portalOn(base, 'leader'), 'thursday')).rejects.toMatchObject({ code: 'not-found' });
    });

    test('what was signed is not asked for again', async () => {
      const portal = intake(tuesday);
      const list = await portal.intakeList();
      const patient = portal.patientOfRow(list, list.today[0]?.row ?? '');
      const form = await portal.openSigning({ group: 'tuesday', patient });
      await portal.sign(form, {
        answers: answersTo(form),
        signer: { as: 'member' },
        mode: 'screen',
        mark: { by: 'typing' },
        name: 'Sam Santos-Test',
        electronic: true,
        identityCheck: 'two-identifiers',
      });
      expect((await portal.intakeList()).today).toMatchObject([{ name: 'Sam', steps: ['introduction', 'contact'] }]);
    });

    test('an answer "no" leaves it to the leader', async () => {
      const portal = intake();
      const form = await portal.openSigning({ group: 'thursday', patient: 'Patient/p14' });
      await portal.sign(form, {
        answers: answersTo(form, { report: 'no' }),
        signer: { as: 'member' },
        mode: 'screen',
        mark: { by: 'typing' },
        name: 'Zoë Núñez-Test',
        electronic: true,
        identityCheck: 'two-identifiers',
      });
      expect((await portal.intakeList()).later[0]).toMatchObject({ name: 'Zoë', steps: ['contact'] });
    });

    test('a session that is cancelled is none to prepare for: the next one is', async () => {
      await portalOn(base, 'leader').cancelSessions({ group: 'tuesday', start: comingStart });
      const next = '2026-12-08T18:00:00-05:00';
      expect((await intake().intakeList()).later.map((r) => r.name)).toEqual(['Zoë']);
      expect(rowsOf(await intake().intakeList({ days: 14 }))).toEqual([
        [...zoe.slice(0, 4), 'contact'],
        [...sam.slice(0, 3), next, 'introduction contact'],
      ]);
    });
  });
}
