/** The list of a session on a real server: read by its leader, word logged at the desk, notes made; looked at from outside. @module */
import { beforeAll, describe, expect, test } from 'vitest';
import { groupDefinitions } from '../../demo/seed/clinic.ts';
import type { Leaving } from '../../fhir-mappings/records/note.ts';
import type { GroupDefinitionInput } from '../../src/groups.ts';
import type { PortalOptions } from '../../src/portal.ts';
import type { Portal, Role } from '../../src/portal-types.ts';
import type { NewNote } from '../../src/preparation-types.ts';
import type { SessionRoster } from '../../src/roster-types.ts';
import { comingStart, portalOn } from './demo.ts';
import { notesPlace } from './notes-place.ts';
import { counts, patientsIn, searchAll, token } from './outside.ts';

const group = 'tuesday';
const start = comingStart;
/** Ten to six on the evening of the session. */
const before = new Date('2026-12-01T22:50:00Z');
const newId = () => crypto.randomUUID() as string;
const groupsWith = (more: Partial<GroupDefinitionInput>) =>
  groupDefinitions.map((g) => (g.key === group ? { ...g, ...more } : g));
const desk = { reference: 'Practitioner/i1', display: 'P. Lindqvist-Test', role: 'intake' as const };
const substitute = { reference: 'Practitioner/l2', display: 'R. Haddad-Test', role: 'leader' as const };
/** Codes of what only leaders may read. */
const leaderOnly = ['outside-contact-reported', 'thinking-of-leaving', 'asked-to-leave'];

type Made = NewNote extends infer N ? (N extends NewNote ? Omit<N, 'id'> & { id?: string } : never) : never;

/** Registers the tests; the server must hold the demo's seed of `seededAt`. Order matters: one story. */
export function rosterTests(server: () => string): void {
  describe('the list of a session', () => {
    let base: string;
    beforeAll(() => {
      base = server();
    });
    const as = (role: Role, more: Partial<PortalOptions> = {}): Portal =>
      portalOn(base, role, { now: () => before, notes: { base }, ...more });
    const read = (more: Partial<PortalOptions> = {}) => as('leader', more).roster({ group });
    const personIn = (list: SessionRoster, name: string) => {
      const found = list.people.find((one) => one.name === name);
      if (!found) throw new Error(`${name} is not on the list`);
      return found;
    };
    const linesIn = (list: SessionRoster) =>
      Object.fromEntries(
        list.people.filter(({ lines }) => lines.length > 0).map(({ name, lines }) => [name, lines.map((l) => l.code)]),
      );
    const raisedIn = (list: SessionRoster) =>
      Object.fromEntries(
        list.people.filter(({ raise }) => raise.length > 0).map(({ name, raise }) => [name, raise.map((r) => r.code)]),
      );
    const add = (patient: string, note: Made, portal = as('leader')) =>
      portal.addNote({ group, patient: `Patient/${patient}` }, { id: newId(), ...note });
    const close = async (name: string, code: string, more: Partial<PortalOptions> = {}) => {
      const portal = as('leader', more);
      const list = await portal.roster({ group });
      const { row, raise } = personIn(list, name);
      const item = raise.find((r) => r.code === code)?.item ?? 'none';
      await portal.closeItem(list, row, item);
      return () => portal.closeItem(list, row, item);
    };
    const notesOf = (patient: string, ...codes: string[]) =>
      searchAll(base, 'Observation', { patient: `Patient/${patient}`, code: token(...codes) });

    test('the next session as of its start: counts, a line only where there is something to know, no surname, no id', async () => {
      const was = await counts(base);
      const list = await read();
      expect(list).toMatchObject({
        group: { key: group, name: 'Tuesday group' },
        start,
        end: '2026-12-01T19:30:00-05:00',
        place: 'Room 2',
        counts: { listed: 8, expected: 8, away: 0, first: 1 },
        left: [],
        keepsLeaderNotes: true,
      });
      expect(list.people.map(({ name }) => name)).toEqual(['Alex', 'Bo', 'Dee', 'Jo', 'Max', 'Noor', 'Sam', 'Ty']);
      expect(linesIn(list)).toEqual({
        Alex: ['back-after-absence'],
        Jo: ['agreement-open'],
        Sam: ['agreement-open', 'first-session'],
      });
      expect(raisedIn(list)).toEqual({ Alex: ['two-unannounced'], Dee: ['wants-to-talk'], Noor: ['early-phase'] });
      expect(personIn(list, 'Dee').raise[0]?.phrases).toEqual([
        { text: 'avoiding contact outside group', language: 'en' },
      ]);
      const { leaders: _leaders, ...shown } = list.group;
      expect(JSON.stringify({ ...list, group: shown })).not.toMatch(/Patient|EpisodeOfCare|Observation|-Test/);
      expect(await counts(base)).toEqual(was);
    });

    test('the desk logs a call: told us, one fewer expected, once under its id, in one chart', async () => {
      const told = {
        id: newId(),
        kind: 'absence-notice',
        at: '2026-12-01T17:47:00-05:00',
        session: start,
        channel: 'phone',
        reached: 'left-word',
        from: 'somebody-else',
      } as const;
      await add('p2', told, as('intake'));
      const was = await counts(base);
      await add('p2', told, as('intake'));
      expect(await counts(base)).toEqual(was);
      const list = await read();
      expect(list.counts).toEqual({ listed: 8, expected: 7, away: 1, first: 1 });
      expect(personIn(list, 'Bo').lines).toEqual([{ code: 'told-us', at: '2026-12-01T22:47:00.000Z' }]);
      const [note, ...more] = await notesOf('p2', 'absence-notice');
      expect(more).toEqual([]);
      expect(note && patientsIn(note)).toEqual(['Patient/p2']);
      expect(note?.component?.map((c) => c.valueCodeableConcept?.coding?.[0]?.code ?? '')).toContain('somebody-else');
      expect(note).toMatchObject({ performer: [{ reference: desk.reference }], effectiveDateTime: told.at });
      const [change] = await searchAll(base, 'Provenance', { target: `Observation/${note?.id}` });
      expect(change?.agent.map((a) => a.who.reference)).toContain(desk.reference);
    });

    test('word that comes after the start is no notice: still expected', async () => {
      const late = { now: () => new Date('2026-12-01T23:20:00Z') };
      await add(
        'p5',
        { kind: 'absence-notice', session: start, channel: 'text', reached: 'left-word' },
        as('leader', late),
      );
      expect((await read(late)).counts).toEqual({ listed: 8, expected: 7, away: 1, first: 1 });
      expect(linesIn(await read(late))).not.toHaveProperty('Max');
    });

    test('a planned absence is shown before it begins, raised while it can be talked about, and covers its days', async () => {
      const groups = groupsWith({ longAbsenceSessions: 1 });
      await add('p7', { kind: 'planned-absence', away: { start: '2026-12-08', end: '2026-12-15' } }, as('intake'));
      const list = await read({ groups });
      expect(personIn(list, 'Ty').lines).toEqual([{ code: 'away-coming', from: '2026-12-08' }]);
      expect(personIn(list, 'Ty').raise).toEqual([
        {
          item: 'item-0',
          code: 'planned-absence-undiscussed',
          away: { start: '2026-12-08', end: '2026-12-15' },
          closes: 'talked-about',
        },
      ]);
      await close('Ty', 'planned-absence-undiscussed', { groups });
      expect(raisedIn(await read({ groups }))).not.toHaveProperty('Ty');
      const [tick] = await notesOf('p7', 'talked-about');
      const [plan] = await notesOf('p7', 'planned-absence');
      expect(tick?.derivedFrom).toEqual([{ reference: `Observation/${plan?.id}` }]);
      const next = await as('leader').roster({ group, start: '2026-12-08T18:00:00-05:00' });
      expect(personIn(next, 'Ty').lines).toEqual([{ code: 'away-planned', until: '2026-12-15' }]);
      expect(next.counts).toMatchObject({ listed: 8, away: 1, expected: 7 });
    });

    test('what was raised is closed by one press; pressed again it adds nothing', async () => {
      for (const [name, code] of [
        ['Dee', 'wants-to-talk'],
        ['Alex', 'two-unannounced'],
        ['Noor', 'early-phase'],
      ] as const) {
        const again = await close(name, code);
        const was = await counts(base);
        await again();
        expect(await counts(base)).toEqual(was);
      }
      expect(raisedIn(await read())).toEqual({});
      expect(
        new Set(
          (await notesOf('p1', 'followed-up')).map((n) => n.component?.[0]?.valueCodeableConcept?.coding?.[0]?.code),
        ),
      ).toEqual(new Set(['two-in-a-row', 'two-unannounced']));
    });

    test('contact outside group: when and nothing else, raised for the leader alone, until it was talked about', async () => {
      await add('p6', { kind: 'outside-contact-reported' });
      await add('p6', { kind: 'thinking-of-leaving' });
      const [note] = await notesOf('p6', 'outside-contact-reported');
      expect(note).not.toHaveProperty('component');
      expect(note).not.toHaveProperty('note');
      expect(note && patientsIn(note)).toEqual(['Patient/p6']);
      expect(raisedIn(await read())).toEqual({ Noor: ['contact-undiscussed', 'leaving-undiscussed'] });
      const { readiness } = await as('staff').readiness({ group, patient: 'Patient/p6' });
      expect(readiness.reasons.map((r) => r.code)).toEqual([]);
      await close('Noor', 'contact-undiscussed');
      await close('Noor', 'leaving-undiscussed');
      expect(raisedIn(await read())).toEqual({});
    });

    /** A leader some seconds later: a tick closes what was noted before it. */
    let seconds = 0;
    const later = () => {
      const at = new Date(before.getTime() + (seconds += 1) * 1000);
      return as('leader', { now: () => at });
    };
    /** Notes it, and gives what closes it. */
    const noted = async (kind: 'thinking-of-leaving' | 'outside-contact-reported', code: string) => {
      await add('p6', { kind }, later());
      const portal = later();
      const list = await portal.roster({ group });
      const { row, raise } = personIn(list, 'Noor');
      const item = raise.find((r) => r.code === code)?.item ?? 'none';
      return { portal, settle: (leaving?: Leaving) => portal.closeItem(list, row, item, leaving && { leaving }) };
    };

    test('what came of a thought of leaving: the day of a last session, or stays; for leaders alone, and nothing ends by itself', async () => {
      const { portal, settle } = await noted('thinking-of-leaving', 'leaving-undiscussed');
      await settle({ outcome: 'leaves', last: '2026-12-07' });
      expect(personIn(await portal.roster({ group }), 'Noor')).toMatchObject({
        lines: [{ code: 'leaving', last: '2026-12-07' }],
        raise: [],
      });
      // the membership goes on until somebody ends it; the line does not
      const next = await portal.roster({ group, start: '2026-12-08T18:00:00-05:00' });
      expect(personIn(next, 'Noor').lines).toEqual([]);
      const { readiness } = await as('staff').readiness({ group, patient: 'Patient/p6' });
      expect(readiness).toMatchObject({ membership: 'active', reasons: [] });
      const kept = await notesOf('p6', 'followed-up');
      expect(kept.flatMap(patientsIn).filter((one) => one !== 'Patient/p6')).toEqual([]);

      const again = await noted('thinking-of-leaving', 'leaving-undiscussed');
      await again.settle({ outcome: 'stays' });
      expect(personIn(await again.portal.roster({ group }), 'Noor')).toMatchObject({ lines: [], raise: [] });
    });

    test.each<[string, Leaving, string]>([
      ['a day that is over', { outcome: 'leaves', last: '2026-11-30' }, 'leaving.last'],
      ['no day of the calendar', { outcome: 'leaves', last: '2026-12-32' }, 'leaving.last'],
      ['why', { outcome: 'stays', why: 'tired' } as unknown as Leaving, 'leaving.why'],
    ])('an outcome with %s is refused, and nothing is written', async (_, leaving, field) => {
      const { settle } = await noted('thinking-of-leaving', 'leaving-undiscussed');
      const was = await counts(base);
      const error: unknown = await settle(leaving).catch((e: unknown) => e);
      expect(error).toMatchObject({ code: 'invalid' });
      expect((error as { fields: string[] }).fields.join(' ')).toContain(field.split('.')[0]);
      expect(await counts(base)).toEqual(was);
      await settle();
    });

    test('an outcome of leaving closes nothing else', async () => {
      const { settle } = await noted('outside-contact-reported', 'contact-undiscussed');
      await expect(settle({ outcome: 'stays' })).rejects.toMatchObject({ code: 'invalid', fields: ['leaving'] });
      await settle();
    });

    test('without a place that only leaders read these facts are not kept, nor asked for; nor does another role ask', async () => {
      const was = await counts(base);
      const none = { notes: undefined } as unknown as Partial<PortalOptions>;
      for (const kind of ['outside-contact-reported', 'thinking-of-leaving'] as const)
        await expect(add('p6', { kind }, as('leader', none))).rejects.toMatchObject({
          code: 'unsupported',
          fields: ['notes'],
        });
      for (const reason of ['contact-undiscussed', 'leaving-undiscussed', 'asked-to-leave'])
        await expect(add('p6', { kind: 'followed-up', reason }, as('leader', none))).rejects.toMatchObject({
          fields: ['notes'],
        });
      expect(await counts(base)).toEqual(was);
      const asked: string[] = [];
      const store = {
        base,
        fetch: (url: string, init: RequestInit) => {
          asked.push(`${url} ${typeof init.body === 'string' ? init.body : ''}`);
          return fetch(url, init);
        },
      } as PortalOptions['store'];
      await as('leader', { ...none, store }).roster({ group });
      await as('leader', { ...none, store }).readiness({ group, patient: 'Patient/p6' });
      await as('staff', { store }).readiness({ group, patient: 'Patient/p6' });
      await as('intake', { store }).readiness({ group, patient: 'Patient/p6' });
      expect(asked.length).toBeGreaterThan(8);
      for (const code of leaderOnly) expect(asked.filter((one) => one.includes(code))).toEqual([]);
      await as('leader', { store }).roster({ group });
      expect(asked.some((one) => one.includes('outside-contact-reported'))).toBe(true);
      expect((await read(none)).keepsLeaderNotes).toBe(false);
    });

    test('a place of its own: what is noted there is read from there, and no note here closes it', async () => {
      const place = notesPlace(base);
      const own = { notes: { base: 'https://notes.example/fhir', fetch: place.fetch } } as Partial<PortalOptions>;
      const was = await counts(base);
      await add('p2', { kind: 'outside-contact-reported' }, as('leader', own));
      expect(await counts(base)).toEqual(was);
      expect(
        place
          .kept()
          .map((r) => r.resourceType)
          .toSorted(),
      ).toEqual(['Observation', 'Provenance']);
      expect(raisedIn(await read(own))).toEqual({ Bo: ['contact-undiscussed'] });
      expect(raisedIn(await read())).toEqual({});
      const { readiness } = await as('leader', own).readiness({ group, patient: 'Patient/p2' });
      expect(readiness.reasons.map((r) => r.code)).toEqual(['contact-undiscussed']);
      place.fail = true;
      const dark = await as('leader', own).roster({ group });
      expect(personIn(dark, 'Bo')).toMatchObject({ unknown: true, raise: [] });
      expect(dark.counts).not.toHaveProperty('expected');
      place.fail = false;
      await close('Bo', 'contact-undiscussed', own);
      expect(raisedIn(await read(own))).toEqual({});
      expect(await counts(base)).toEqual(was);
    });

    test('asked to leave: only where the group notes it, prompted from the next day, closed by following up', async () => {
      const groups = groupsWith({ recordAskedToLeave: true });
      const during = { groups, now: () => new Date('2026-12-01T23:25:00Z') };
      const note = { kind: 'asked-to-leave', session: start, wayHomeOffered: true } as const;
      await expect(add('p4', note, as('leader', { now: during.now }))).rejects.toMatchObject({
        code: 'unsupported',
        fields: ['recordAskedToLeave'],
      });
      await add('p4', note, as('leader', during));
      expect(raisedIn(await read(during))).toEqual({});
      const next = { groups, now: () => new Date('2026-12-02T15:00:00Z') };
      expect(raisedIn(await read(next))).toMatchObject({ Jo: ['asked-to-leave'] });
      const [kept] = await notesOf('p4', 'asked-to-leave');
      expect(kept?.component?.map((c) => c.code.coding?.[0]?.code)).toEqual(['scheduled-start', 'way-home-offered']);
      await close('Jo', 'asked-to-leave', next);
      expect(raisedIn(await read(next))).not.toHaveProperty('Jo');
    });

    test.each<[string, object, string, string]>([
      ['who it was with', { kind: 'outside-contact-reported', with: 'Sam' }, 'invalid', 'with'],
      ['what was said', { kind: 'outside-contact-reported', note: 'coffee' }, 'invalid', 'note'],
      ['why they leave', { kind: 'thinking-of-leaving', why: 'tired' }, 'invalid', 'why'],
      [
        'why they are away',
        { kind: 'absence-notice', session: start, channel: 'phone', reached: 'talked', reason: 'ill' },
        'invalid',
        'reason',
      ],
      [
        'where they are',
        { kind: 'planned-absence', away: { start: '2026-12-08', end: '2026-12-09', where: 'home' } },
        'invalid',
        'away.where',
      ],
      [
        'a substance',
        { kind: 'asked-to-leave', session: start, wayHomeOffered: true, substance: 'x' },
        'invalid',
        'substance',
      ],
      [
        'a way nobody knows',
        { kind: 'absence-notice', session: start, channel: 'pigeon', reached: 'talked' },
        'invalid',
        'channel',
      ],
      [
        'no session',
        { kind: 'absence-notice', session: '2026-12-01T17:00:00-05:00', channel: 'phone', reached: 'talked' },
        'not-found',
        'session',
      ],
      [
        'a time without offset',
        { kind: 'absence-notice', session: '2026-12-01T18:00:00', channel: 'phone', reached: 'talked' },
        'invalid',
        'session',
      ],
      [
        'word to come',
        { kind: 'absence-notice', at: '2026-12-01T22:50:01Z', session: start, channel: 'phone', reached: 'talked' },
        'invalid',
        'at',
      ],
      [
        'days the wrong way round',
        { kind: 'planned-absence', away: { start: '2026-12-09', end: '2026-12-08' } },
        'invalid',
        'away.end',
      ],
      [
        'days that are over',
        { kind: 'planned-absence', away: { start: '2026-11-01', end: '2026-11-30' } },
        'invalid',
        'away.end',
      ],
      [
        'years away',
        { kind: 'planned-absence', away: { start: '2026-12-08', end: '2028-12-08' } },
        'invalid',
        'away.end',
      ],
      [
        'no such day',
        { kind: 'planned-absence', away: { start: '2026-02-30', end: '2026-12-08' } },
        'invalid',
        'away.start',
      ],
      ['no day at all', { kind: 'planned-absence', away: { start: 'Tuesday', end: '' } }, 'invalid', 'away.start'],
      [
        'a way home that is a word',
        { kind: 'asked-to-leave', session: start, wayHomeOffered: 'yes' },
        'invalid',
        'wayHomeOffered',
      ],
    ])('a note with %s is refused at the field, and nothing is written', async (_name, note, code, field) => {
      const was = await counts(base);
      const groups = groupsWith({ recordAskedToLeave: true });
      await expect(add('p6', note as Made, as('leader', { groups }))).rejects.toMatchObject({
        code,
        fields: expect.arrayContaining([field]) as string[],
      });
      expect(await counts(base)).toEqual(was);
    });

    test('who may not: intake, other staff and the leader of another group see no list; intake notes no more than word', async () => {
      for (const [portal, code, field] of [
        [as('intake'), 'not-allowed', 'user'],
        [as('staff'), 'not-allowed', 'user'],
        [as('leader', { user: substitute }), 'not-found', 'group'],
      ] as const) {
        await expect(portal.roster({ group })).rejects.toMatchObject({ code, fields: [field] });
        await expect(add('p2', { kind: 'outside-contact-reported' }, portal)).rejects.toMatchObject({ code });
      }
      const told = { kind: 'absence-notice', session: start, channel: 'phone', reached: 'talked' } as const;
      await expect(add('p2', told, as('staff'))).rejects.toMatchObject({ code: 'not-allowed' });
    });

    test('a substitute is a leader of the group on those days, and not the day after', async () => {
      const groups = groupsWith({
        substitutes: [{ ...substitute, role: undefined, from: '2026-12-01', until: '2026-12-01' }].map(
          ({ role: _role, ...s }) => s,
        ),
      });
      const on = (now: string) =>
        as('leader', { user: substitute, groups, now: () => new Date(now) }).roster({ group });
      expect((await on('2026-12-02T04:59:59Z')).counts.listed).toBe(8);
      await expect(on('2026-12-02T05:00:00Z')).rejects.toMatchObject({ code: 'not-found' });
      await expect(on('2026-12-01T04:59:59Z')).rejects.toMatchObject({ code: 'not-found' });
    });

    test.each([
      ['a start that is no instant', { start: '2026-12-01' }, 'invalid', 'start'],
      ['a time nothing is scheduled', { start: '2026-12-01T19:00:00-05:00' }, 'not-found', 'start'],
      ['a group that is not there', { group: 'friday' }, 'not-found', 'group'],
      ['a group outside the programme', { group: 'thursday' }, 'not-found', 'group'],
    ])('%s is said at the field', async (_name, query, code, field) => {
      await expect(as('leader').roster({ group, ...query })).rejects.toMatchObject({ code, fields: [field] });
    });

    test('a row of another list, or an item that is not there, is refused', async () => {
      const portal = as('leader');
      const list = await portal.roster({ group });
      await expect(portal.closeItem({ ...list }, 'row-0', 'item-0')).rejects.toMatchObject({ fields: ['row'] });
      await expect(portal.closeItem(list, 'row-9', 'item-0')).rejects.toMatchObject({ fields: ['row'] });
      await expect(portal.closeItem(list, 'row-0', 'item-7')).rejects.toMatchObject({ fields: ['item'] });
      await expect(portal.reach(list, 'row-9')).rejects.toMatchObject({ fields: ['row'] });
    });

    test('how to reach somebody is read when it is asked for: numbers in use, and whether a message is fine', async () => {
      const url = `${base}/Patient/p6`;
      const headers = { 'content-type': 'application/fhir+json', 'cache-control': 'no-cache' };
      const person = (await (await fetch(url, { headers })).json()) as object;
      const telecom = [
        { system: 'phone', use: 'work', value: '555-0102' },
        { system: 'phone', use: 'old', value: '555-0100' },
        { system: 'email', value: 'noor@example.org' },
        { system: 'phone', use: 'mobile', value: '555-0101' },
        { system: 'phone', use: 'home', value: '555-0103', period: { end: '2026-01-01' } },
      ];
      await fetch(url, { method: 'PUT', headers, body: JSON.stringify({ ...person, telecom }) });
      const portal = as('leader');
      const list = await portal.roster({ group });
      expect(JSON.stringify(list)).not.toContain('555-');
      expect(await portal.reach(list, personIn(list, 'Noor').row)).toEqual({
        phones: ['555-0101', '555-0102'],
        contact: { way: 'phone', message: true },
      });
      expect(await portal.reach(list, personIn(list, 'Sam').row)).toEqual({ phones: [] });
    });

    test('one member that can’t be read is said so alone; nobody is counted as expected by guess', async () => {
      const broken = async (url: string, init: RequestInit) => {
        const answer = await fetch(url, init);
        const text = await answer.text();
        const spoilt = text.replaceAll(
          /("code":"absence-notice"[\s\S]{0,2000}?"valueCodeableConcept":\{"coding":\[\{"system":"[^"]*","code":")phone"/g,
          '$1pigeon"',
        );
        return new Response(spoilt, { status: answer.status, headers: answer.headers });
      };
      const list = await read({ store: { base, fetch: broken } });
      expect(list.people.filter((p) => p.unknown).map(({ name }) => name)).toEqual(['Bo']);
      expect(list.counts).toEqual({ listed: 8, away: 0, first: 1 });
    });

    test('a list that is not whole is not shown', async () => {
      const half = async (url: string, init: RequestInit) => {
        const answer = await fetch(url, init);
        if (!url.includes('EpisodeOfCare')) return answer;
        const bundle = (await answer.json()) as { link?: object[] };
        const link = [...(bundle.link ?? []), { relation: 'next', url: `${base}/EpisodeOfCare?page=gone` }];
        return url.includes('page=gone')
          ? new Response('{}', { status: 500 })
          : new Response(JSON.stringify({ ...bundle, link }), { status: 200, headers: answer.headers });
      };
      await expect(read({ store: { base, fetch: half } })).rejects.toMatchObject({
        code: expect.any(String) as string,
      });
    }, 60_000);

    test('joined, on hold, left and moved: the list is as of the session’s date, and who left lately is said', async () => {
      const portal = as('leader');
      await portal.createGroup({ group: 'wednesday' });
      let book = await portal.members({ group });
      const rowOf = (name: string) => book.members.find((m) => m.name === name && m.place !== 'past')?.row ?? 'none';
      await portal.moveMember(book, rowOf('Max'), { group: 'wednesday', start: '2026-12-01' });
      book = await portal.members({ group });
      await portal.endMember(book, rowOf('Jo'), { on: '2026-12-01' });
      book = await portal.members({ group });
      await portal.holdMember(book, rowOf('Ty'), { from: '2026-12-05', until: '2026-12-10' });
      const at = (day: string, more: Partial<PortalOptions> = {}) =>
        as('leader', more).roster({ group, start: `${day}T18:00:00-05:00` });
      const names = ({ people }: SessionRoster) => people.map(({ name }) => name);
      const tonight = await at('2026-12-01');
      expect(names(tonight)).toEqual(['Alex', 'Bo', 'Dee', 'Jo', 'Noor', 'Sam', 'Ty']);
      expect(tonight.left).toEqual([{ name: 'Max', last: '2026-11-30', movedTo: 'Wednesday group' }]);
      expect(tonight.counts.listed).toBe(7);
      const next = await at('2026-12-08');
      expect(next.counts.listed).toBe(5);
      expect(names(next)).toEqual(['Alex', 'Bo', 'Dee', 'Noor', 'Sam']);
      expect(next.left.map(({ name, movedTo }) => [name, movedTo])).toEqual([
        ['Jo', undefined],
        ['Max', 'Wednesday group'],
      ]);
      // who leads one group sees nothing of another, not even that it exists
      const alone = groupDefinitions.map((g) =>
        g.key === 'wednesday' ? { ...g, leaders: [{ reference: substitute.reference, display: 'R. Haddad-Test' }] } : g,
      );
      expect((await at('2026-12-01', { groups: alone })).left).toEqual([{ name: 'Max', last: '2026-11-30' }]);
      // and the list of an evening long over is still who was in then
      expect((await at('2026-11-24')).counts.listed).toBe(7);
      expect(linesIn(await at('2026-12-01'))).not.toHaveProperty('Max');
    }, 60_000);
  });
}
