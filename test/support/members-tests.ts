/** The group's book on a real server: groups, members, and what a second person does meanwhile. @module */
import { beforeAll, describe, expect, test } from 'vitest';
import { groupDefinitions } from '../../demo/seed/clinic.ts';
import type { GroupDefinitionInput } from '../../src/groups.ts';
import type { PortalOptions } from '../../src/portal.ts';
import type { Portal, Role } from '../../src/portal-types.ts';
import { portalOn } from './demo.ts';
import { patientsIn, searchAll, token } from './outside.ts';

const [like, other] = groupDefinitions as [GroupDefinitionInput, GroupDefinitionInput];
const fhirBase = 'https://fhir-group-therapy.example/fhir';
/** Groups nobody else in these tests uses. */
const wednesday: GroupDefinitionInput = { ...like, key: 'midweek', name: 'Wednesday group' };
const friday: GroupDefinitionInput = { ...like, key: 'weekend', name: 'Friday group' };
const group = 'midweek';

/** Registers the tests; the server must hold the demo's people, and nothing of these two groups. */
export function membersTests(server: () => string): void {
  describe('the group’s book', () => {
    let base: string;
    beforeAll(() => {
      base = server();
    });
    const as = (role: Role, more: Partial<PortalOptions> = {}): Portal =>
      portalOn(base, role, { groups: [wednesday, friday, other], ...more });
    const episodes = async (patient: string) =>
      (await searchAll(base, 'EpisodeOfCare', { patient })).filter((e) =>
        e.type?.some((t) => t.coding?.some((c) => c.code === 'midweek' || c.code === 'weekend')),
      );
    const rowOf = async (portal: Portal, name: string) => {
      const list = await portal.members({ group });
      return { list, row: list.members.find((m) => m.name === name)?.row ?? '' };
    };

    test('a group that is not in the record yet: nobody can be added, and one press creates it', async () => {
      const intake = as('intake');
      expect(await intake.members({ group })).toMatchObject({ created: false, members: [], day: '2026-11-25' });
      await expect(intake.addMember({ group }, { patient: 'Patient/p1', start: '2026-11-25' })).rejects.toMatchObject({
        code: 'not-found',
        fields: ['group'],
      });
      expect(await intake.createGroup({ group })).toBe('created');
      expect(await intake.createGroup({ group })).toBe('unchanged');
      const renamed = as('leader', { groups: [{ ...wednesday, name: 'Midweek group' }] });
      expect(await renamed.createGroup({ group })).toBe('changed');
      expect(await as('leader').createGroup({ group })).toBe('changed');
      expect(await as('intake').createGroup({ group: 'weekend' })).toBe('created');
      const services = await searchAll(base, 'HealthcareService', { identifier: `${fhirBase}/sid/group|${group}` });
      expect(services.map((s) => [s.name, s.active])).toEqual([['Wednesday group', true]]);
      expect((await as('leader').members({ group })).created).toBe(true);
    });

    test('somebody is found by number or by the host’s picker, and checked by a second identifier', async () => {
      const system = 'https://clinic.example/numbers';
      const patient = {
        resourceType: 'Patient',
        name: [{ family: 'Vale-Test', given: ['Robin'] }],
        birthDate: '1990-01-02',
      };
      const put = async (id: string, more: object) =>
        fetch(`${base}/Patient/${id}`, {
          method: 'PUT',
          headers: { 'content-type': 'application/fhir+json' },
          body: JSON.stringify({ ...patient, id, ...more }),
        });
      await put('v1', { identifier: [{ system, value: '00123' }] });
      await put('v2', { identifier: [{ system, value: 'twice' }] });
      await put('v3', { identifier: [{ system, value: 'twice' }] });
      await put('v4', {
        identifier: [{ system, value: 'merged' }],
        link: [{ type: 'replaced-by', other: { reference: 'Patient/v1' } }],
      });
      await put('v5', { identifier: [{ system, value: 'died' }], deceasedBoolean: true });
      const intake = as('intake', { patientIdentifier: system });
      const robin = { patient: 'Patient/v1', fullName: 'Robin Vale-Test', birthDate: '1990-01-02' };
      expect(await intake.findPerson({ identifier: ' 00123 ' })).toEqual(robin);
      expect(await intake.findPerson({ patient: 'Patient/v1' })).toEqual(robin);
      for (const [query, code, field] of [
        [{ identifier: '' }, 'invalid', 'identifier'],
        [{ identifier: '123' }, 'not-found', 'identifier'],
        [{ identifier: 'twice' }, 'conflict', 'identifier'],
        [{ identifier: 'merged' }, 'invalid', 'identifier'],
        [{ identifier: 'died' }, 'invalid', 'identifier'],
        [{ patient: 'Patient/v4' }, 'invalid', 'patient'],
        [{ patient: 'Patient/nobody' }, 'not-found', 'patient'],
        [{ patient: 'Robin' }, 'invalid', 'patient'],
      ] as const)
        await expect(intake.findPerson(query)).rejects.toMatchObject({ code, fields: [field] });
      await expect(as('staff').findPerson({ identifier: '00123' })).rejects.toMatchObject({ code: 'not-allowed' });
    });

    test('eight people are added, each with one small write that names nobody else', async () => {
      const intake = as('intake');
      for (const id of ['p1', 'p2', 'p3', 'p4', 'p5', 'p6', 'p7'])
        await intake.addMember({ group }, { patient: `Patient/${id}`, start: '2026-09-02' });
      const sam = await intake.addMember(
        { group },
        { patient: 'Patient/p8', start: '2026-12-02', displayName: ' Sammy ', contact: { way: 'text', message: true } },
      );
      expect(sam).toEqual({
        row: '',
        name: 'Sammy',
        fullName: 'Sam Santos-Test',
        place: 'coming',
        start: '2026-12-02',
      });
      const list = await intake.members({ group });
      expect(list.members.map((m) => [m.name, m.place])).toEqual([
        ...['Alex', 'Bo', 'Dee', 'Jo', 'Max', 'Noor', 'Ty'].map((name) => [name, 'now']),
        ['Sammy', 'coming'],
      ]);
      expect(JSON.stringify(list)).not.toContain('Patient/');
      const [episode] = await episodes('Patient/p8');
      expect(episode).toMatchObject({
        status: 'active',
        period: { start: '2026-12-02' },
        careManager: { reference: 'Practitioner/l1' },
      });
      expect(episode && patientsIn(episode)).toEqual(['Patient/p8']);
      const [contact] = (await searchAll(base, 'QuestionnaireResponse', { patient: 'Patient/p8' })).filter((r) =>
        r.extension?.some((e) => e.valueReference?.reference === `EpisodeOfCare/${episode?.id}`),
      );
      expect(contact).toMatchObject({
        status: 'completed',
        author: { reference: 'Practitioner/i1' },
        source: { reference: 'Patient/p8' },
      });
      const [who] = await searchAll(base, 'Provenance', { target: `EpisodeOfCare/${episode?.id}` });
      expect(who?.agent.map((a) => a.who.reference)).toEqual(['Practitioner/i1', 'Practitioner/i1']);
    });

    test('the same person added again, by another key or after a lost answer, is one membership', async () => {
      const before = (await episodes('Patient/p8')).length;
      const key = {
        keyId: 'other',
        sign: async (bytes: Uint8Array<ArrayBuffer>) => crypto.subtle.digest('SHA-256', bytes),
      };
      await as('leader', { key }).addMember({ group }, { patient: 'Patient/p8', start: '2026-12-02' });
      expect(await episodes('Patient/p8')).toHaveLength(before);
      let lost = 0;
      const flaky = as('intake', {
        store: {
          base,
          fetch: async (url, init) => {
            const answer = await fetch(url, init);
            if (init.method === 'POST' && JSON.stringify(init.body).includes('transaction') && lost++ === 0)
              throw new TypeError('gone');
            return answer;
          },
        },
      });
      await flaky.addMember({ group }, { patient: 'Patient/p9', start: '2026-11-25' });
      expect(lost).toBeGreaterThan(1);
      expect(await episodes('Patient/p9')).toHaveLength(1);
      lost = 0;
      const { list, row } = await rowOf(flaky, 'Ife');
      await flaky.endMember(list, row, { on: '2026-11-25' });
      expect(lost).toBeGreaterThan(1);
      expect((await episodes('Patient/p9')).map((e) => [e.status, e.period?.end])).toEqual([
        ['finished', '2026-11-25'],
      ]);
    });

    test('on hold until further notice, back again, and a hold with its last day', async () => {
      const leader = as('leader');
      let { list, row } = await rowOf(leader, 'Bo');
      expect(await leader.holdMember(list, row, { from: '2026-11-20' })).toMatchObject({
        place: 'on-hold',
        hold: { from: '2026-11-20' },
      });
      expect((await episodes('Patient/p2'))[0]).toMatchObject({
        status: 'onhold',
        statusHistory: [
          { status: 'active', period: { start: '2026-09-02', end: '2026-11-19' } },
          { status: 'onhold', period: { start: '2026-11-20' } },
        ],
      });
      // on the same list: its versions go on
      expect(await leader.resumeMember(list, row, { on: '2026-11-25' })).toMatchObject({ place: 'now' });
      ({ list, row } = await rowOf(leader, 'Bo'));
      expect(await leader.holdMember(list, row, { from: '2026-12-20', until: '2027-01-04' })).toMatchObject({
        place: 'now',
        hold: { from: '2026-12-20', until: '2027-01-04' },
      });
      const [episode] = await episodes('Patient/p2');
      expect(episode?.statusHistory?.map((h) => [h.status, h.period.start, h.period.end])).toEqual([
        ['active', '2026-09-02', '2026-11-19'],
        ['onhold', '2026-11-20', '2026-11-24'],
        ['active', '2026-11-25', '2026-12-19'],
        ['onhold', '2026-12-20', '2027-01-04'],
        ['active', '2027-01-05', undefined],
      ]);
      const changes = await searchAll(base, 'Provenance', { target: `EpisodeOfCare/${episode?.id}` });
      expect(changes).toHaveLength(4);
    });

    test('wrong dates and doubles get a clear word at the field, and nothing is written', async () => {
      const leader = as('leader');
      const { list, row } = await rowOf(leader, 'Bo');
      const before = await episodes('Patient/p2');
      const add = (patient: string, start: string) => leader.addMember({ group }, { patient, start });
      for (const [attempt, code, field] of [
        [() => leader.holdMember(list, row, { from: '2026-12-01', until: '2026-11-30' }), 'invalid', 'until'],
        [() => leader.holdMember(list, row, { from: '2026-09-01' }), 'invalid', 'from'],
        [() => leader.holdMember(list, row, { from: '2027-01-04' }), 'invalid', 'from'],
        [() => leader.holdMember(list, row, { from: '2026-02-30' }), 'invalid', 'from'],
        [() => leader.endMember(list, row, { on: '2026-09-01' }), 'invalid', 'on'],
        [() => leader.endMember(list, row, { on: '0001-01-01' }), 'invalid', 'on'],
        [() => leader.endMember(list, 'row-99', { on: '2026-11-25' }), 'invalid', 'row'],
        [() => leader.moveMember(list, row, { group: 'weekend', start: '2026-09-01' }), 'invalid', 'start'],
        [() => leader.moveMember(list, row, { group, start: '2026-12-01' }), 'invalid', 'group'],
        [() => leader.moveMember(list, row, { group: 'nowhere', start: '2026-12-01' }), 'not-found', 'group'],
        [() => add('Patient/p2', '2026-11-25'), 'invalid', 'patient'],
        [() => add('Patient/p9', '2026-11-25'), 'invalid', 'start'],
        [() => add('Patient/nobody', '2026-11-25'), 'not-found', 'patient'],
        [() => add('Patient/v4', '2026-11-25'), 'invalid', 'patient'],
        [() => add('Patient/v5', '2026-11-25'), 'invalid', 'patient'],
        [
          () =>
            leader.addMember({ group }, { patient: 'Patient/p10', start: '2026-11-25', displayName: 'x'.repeat(61) }),
          'invalid',
          'displayName',
        ],
      ] as const)
        await expect(attempt()).rejects.toMatchObject({ code, fields: [field] });
      expect(await episodes('Patient/p2')).toEqual(before);
      expect(await episodes('Patient/p10')).toEqual([]);
      for (const role of ['staff', 'member'] as const)
        await expect(as(role).members({ group })).rejects.toMatchObject({ code: 'not-allowed' });
    });

    test('two people who change one membership at once: the second hears of it, and nothing is lost', async () => {
      const [one, two] = [as('leader'), as('intake')];
      const [first, second] = [await rowOf(one, 'Max'), await rowOf(two, 'Max')];
      await one.holdMember(first.list, first.row, { from: '2026-11-25' });
      await expect(two.endMember(second.list, second.row, { on: '2026-11-25' })).rejects.toMatchObject({
        code: 'conflict',
      });
      expect((await episodes('Patient/p5')).map((e) => [e.status, e.period?.end])).toEqual([['onhold', undefined]]);
    });

    test('ended, and back again as a new membership; the old one stays as it was', async () => {
      const leader = as('leader');
      const { list, row } = await rowOf(leader, 'Noor');
      expect(await leader.endMember(list, row, { on: '2026-11-17' })).toMatchObject({
        place: 'past',
        end: '2026-11-17',
      });
      await leader.addMember({ group }, { patient: 'Patient/p6', start: '2026-11-25' });
      const again = await leader.members({ group });
      expect(again.members.filter((m) => m.name === 'Noor').map((m) => [m.place, m.start, m.end])).toEqual([
        ['now', '2026-11-25', undefined],
        ['past', '2026-09-02', '2026-11-17'],
      ]);
      expect(leader.patientOfRow(again, again.members.find((m) => m.name === 'Noor')?.row ?? '')).toBe('Patient/p6');
    });

    test('somebody who does not start after all never was a member, and can be added again', async () => {
      const leader = as('leader');
      await leader.addMember({ group }, { patient: 'Patient/p11', start: '2026-12-09' });
      const { list, row } = await rowOf(leader, 'Lee');
      await leader.endMember(list, row, { on: '2026-11-25' });
      expect((await leader.members({ group })).members.filter((m) => m.name === 'Lee')).toEqual([]);
      expect((await episodes('Patient/p11')).map((e) => [e.status, e.identifier?.[0]?.system])).toEqual([
        ['entered-in-error', `${fhirBase}/sid/void`],
      ]);
      await leader.addMember({ group }, { patient: 'Patient/p11', start: '2026-12-09' });
      expect((await rowOf(leader, 'Lee')).list.members.filter((m) => m.name === 'Lee')).toMatchObject([
        { place: 'coming' },
      ]);
    });

    test('two desks that add one person at once, from different days: one membership, and the other desk hears of it', async () => {
      const [one, two] = [as('intake'), as('leader')];
      const added = await Promise.allSettled([
        one.addMember({ group }, { patient: 'Patient/p12', start: '2026-11-25' }),
        two.addMember({ group }, { patient: 'Patient/p12', start: '2026-12-02' }),
      ]);
      const refused = added.flatMap((result) =>
        result.status === 'rejected' ? [result.reason as { fields: string[] }] : [],
      );
      expect(refused.map((r) => r.fields)).toEqual([['patient']]);
      const living = (await episodes('Patient/p12')).filter((e) => e.status !== 'entered-in-error');
      expect(living.map((e) => e.status)).toEqual(['active']);
    });

    test('a move is an end here and a start there, in one transaction', async () => {
      const leader = as('leader');
      const { list, row } = await rowOf(leader, 'Ty');
      expect(list.others.map((g) => g.key)).toEqual(['weekend']);
      const there = await leader.moveMember(list, row, { group: 'weekend', start: '2026-11-27' });
      expect(there).toMatchObject({ name: 'Ty', place: 'coming', start: '2026-11-27' });
      // until the day of the end they are in the old group, and its card tells no contradiction, then or afterwards
      const wednesdayOn = async (day: string) =>
        (await as('leader', { now: () => new Date(`${day}T15:00:00Z`) }).readiness({ group, patient: 'Patient/p7' }))
          .readiness;
      expect([(await wednesdayOn('2026-11-26')).membership, (await wednesdayOn('2026-11-27')).membership]).toEqual([
        'active',
        'ended',
      ]);
      expect((await wednesdayOn('2026-11-27')).missing).toEqual([]);
      const both = await episodes('Patient/p7');
      expect(Object.fromEntries(both.map((e) => [e.type?.[1]?.coding?.[0]?.code, e.period]))).toEqual({
        weekend: { start: '2026-11-27' },
        midweek: { start: '2026-09-02', end: '2026-11-26' },
      });
      const signed = await searchAll(base, 'Consent', { patient: 'Patient/p7', category: token('group-rules') });
      const { readiness } = await leader.readiness({ group: 'weekend', patient: 'Patient/p7' });
      // what was signed for another group says nothing here
      expect(signed).not.toEqual([]);
      expect(readiness.criteria.agreement.state).toBe('not-met');
    });
  });
}
