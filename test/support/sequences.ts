/**
 * Random sequences of what people and programs do to one member's record: whatever the order, there is one living
 * resource per fact, and it holds the last value (design 4.2c–e).
 * @module
 */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { groupDefinitions } from '../../demo/seed/clinic.ts';
import { attendedOutcomes, sid } from '../../fhir-mappings/codes.ts';
import { cryptoIdentityKey, type IdentityKey } from '../../fhir-mappings/identity.ts';
import { createFhirClient } from '../../src/client/client.ts';
import { parseGroups } from '../../src/groups.ts';
import { requireWritable, type PortalContext } from '../../src/portal/context.ts';
import { recordAttendance } from '../../src/portal/record-attendance.ts';
import { recordedAt } from '../../src/portal/recorded.ts';
import type { Mark } from '../../src/portal-types.ts';
import { portalOn } from './demo.ts';
import { searchAll, token } from './outside.ts';
import { answersTo } from './portal-tests.ts';

const group = 'tuesday';
/** A session of its own: the portal's tests record the one before. */
const start = '2026-12-08T18:00:00-05:00';
const afterwards = new Date('2026-12-09T00:45:00Z');
const marks: readonly Mark[] = [
  { outcome: 'present' },
  { outcome: 'present-late', minutesLate: 12 },
  { outcome: 'absent-with-notice' },
  { outcome: 'absent-without-notice' },
  { outcome: 'absent-notice-unknown' },
  { outcome: 'turned-away' },
  { outcome: 'session-cancelled' },
];
const mark = fc.constantFrom(...marks);
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('record'), mark }) },
  // the same session, told by a file: another program, the start in UTC
  { weight: 3, arbitrary: fc.record({ do: fc.constant('import'), mark }) },
  // two devices at once, the second still with the old key
  { weight: 1, arbitrary: fc.record({ do: fc.constant('twice'), mark }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('void') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rotate') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sign') }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('withdraw') }) },
);
type Step = { do: string; mark?: Mark };

const keyNamed = async (name: string): Promise<IdentityKey> =>
  cryptoIdentityKey(
    name,
    await crypto.subtle.importKey('raw', new TextEncoder().encode(name), { name: 'HMAC', hash: 'SHA-256' }, false, [
      'sign',
    ]),
  );

/** One member's record, acted on through the portal and through the engine below an import. */
class Actor {
  #keys = 0;
  #key: IdentityKey;
  #old: IdentityKey;
  /** What should be there at the end. */
  expected: { mark: Mark | undefined; signed: string | undefined } = { mark: undefined, signed: undefined };
  /** Ids of the visits of other sessions. */
  earlier = new Set<string | undefined>();
  readonly base: string;
  readonly patient: string;
  constructor(base: string, patient: string, key: IdentityKey) {
    [this.base, this.patient] = [base, patient];
    this.#key = this.#old = key;
  }

  #portal(key: IdentityKey) {
    return portalOn(this.base, 'leader', { key, now: () => afterwards });
  }

  async act({ do: what, mark: chosen }: Step): Promise<void> {
    if (what === 'rotate') {
      this.#old = this.#key;
      this.#key = await keyNamed(`k${++this.#keys}-${this.patient.slice('Patient/'.length)}`);
    } else if (what === 'record' && chosen) await this.#record(this.#key, chosen);
    else if (what === 'import' && chosen) await this.#import(this.#key, chosen);
    else if (what === 'twice' && chosen) await this.#twice(chosen);
    else if (what === 'void') await this.#void();
    else if (what === 'sign') await this.#sign();
    else if (what === 'withdraw') await this.#withdraw();
  }

  async #record(key: IdentityKey, chosen: Mark): Promise<void> {
    const portal = this.#portal(key);
    const sheet = await portal.openSheet({ group, start });
    const result = await portal.saveSheet(sheet, new Map([[await this.#row(sheet.rows), chosen]]));
    if (result.failed.length > 0) throw new Error(`not recorded: ${result.failed.map((f) => f.code).join()}`);
    this.expected.mark = chosen;
  }

  /** What `sync` will do with a row. */
  async #import(key: IdentityKey, chosen: Mark): Promise<void> {
    const [definition] = parseGroups(groupDefinitions);
    if (definition === undefined) throw new Error('no group');
    const context: PortalContext = {
      client: createFhirClient({ base: this.base }),
      user: { reference: 'Practitioner/i1', display: 'Import', role: 'intake' },
      patient: undefined,
      groups: () => Promise.resolve([definition]),
      key: () => Promise.resolve(key),
      now: () => afterwards,
      documents: [],
      saved: () => {},
    };
    const utc = new Date(start).toISOString();
    const found = await recordedAt(context, [this.patient], utc);
    const membership = `EpisodeOfCare/m-${this.patient.slice('Patient/'.length)}`;
    const told = { group: definition, patient: this.patient, membership, start: utc, mark: chosen, found };
    await recordAttendance(context, await requireWritable(context), told);
    this.expected.mark = chosen;
  }

  async #twice(chosen: Mark): Promise<void> {
    if (this.expected.mark !== undefined) return this.#record(this.#key, chosen);
    await Promise.all([this.#import(this.#key, chosen), this.#import(this.#old, chosen)]);
    // the next to write settles it
    await this.#record(this.#key, chosen);
  }

  async #void(): Promise<void> {
    const portal = this.#portal(this.#key);
    if (this.expected.mark === undefined) return;
    const sheet = await portal.openSheet({ group, start });
    await portal.voidRow(sheet, await this.#row(sheet.rows));
    this.expected.mark = undefined;
  }

  async #sign(): Promise<void> {
    const portal = portalOn(this.base, 'intake', { key: this.#key });
    const form = await portal.openSigning({ group, patient: this.patient });
    await portal.sign(form, {
      answers: answersTo(form),
      signer: { as: 'member' },
      mode: 'screen',
      mark: { by: 'typing' },
      name: form.memberName,
      electronic: true,
      identityCheck: 'two-identifiers',
    });
    this.expected.signed = form.signing;
  }

  async #withdraw(): Promise<void> {
    if (this.expected.signed === undefined) return;
    const portal = portalOn(this.base, 'intake', { key: this.#key });
    for (const document of ['rules', 'participation'] as const)
      await portal.withdraw({ group, patient: this.patient, document });
    this.expected.signed = undefined;
  }

  async #row(rows: readonly { row: string; name: string }[]): Promise<string> {
    const [patient] = await searchAll(this.base, 'Patient', { _id: this.patient.slice('Patient/'.length) });
    return rows.find((r) => r.name === patient?.name?.[0]?.given?.[0])?.row ?? '';
  }

  /** By plain GETs: what is living of each fact, and under which systems the identifiers of the rest stand. */
  async found() {
    const { base, patient } = this;
    const isThen = (told: string | undefined) => Date.parse(told ?? '') === Date.parse(start);
    const all = (await searchAll(base, 'Observation', { patient, code: token('session-attendance') })).filter((o) =>
      o.component?.some((c) => isThen(c.valueDateTime)),
    );
    const visits = (await searchAll(base, 'Encounter', { patient })).filter((e) => !this.earlier.has(e.id));
    const isLiving = (r: { status: string }) => r.status !== 'entered-in-error';
    const living = all.filter(isLiving);
    const gone = [...all, ...visits].filter((r) => !isLiving(r));
    const consents = await searchAll(base, 'Consent', {
      patient,
      category: token('group-rules', 'group-participation'),
    });
    return {
      outcomes: living.map((o) => o.valueCodeableConcept?.coding?.[0]?.code),
      minutes: living.flatMap((o) => o.component?.flatMap((c) => c.valueQuantity?.value ?? []) ?? []),
      visits: visits.filter(isLiving).length,
      // the record's own visit, and no other
      ownVisit: visits.filter(isLiving).every((e) => living[0]?.encounter?.reference === `Encounter/${e.id}`),
      gone: [...new Set(gone.flatMap((r) => r.identifier?.map((i) => i.system) ?? []))].filter((s) => s !== sid.void),
      signed: consents.filter((c) => c.status === 'active').map((c) => c.identifier?.[0]?.value),
    };
  }

  /** The same, as what was done last would have it. */
  wanted(): Awaited<ReturnType<Actor['found']>> {
    const { mark: last, signed } = this.expected;
    return {
      outcomes: last ? [last.outcome] : [],
      minutes: last?.minutesLate === undefined ? [] : [last.minutesLate],
      visits: last && attendedOutcomes.includes(last.outcome) ? 1 : 0,
      ownVisit: true,
      gone: [],
      signed: signed === undefined ? [] : [signed, signed],
    };
  }
}

/** Registers the test; the server must hold the demo's seed, and nobody's word about that session. */
export function sequencesTest(server: () => string, numRuns: number): void {
  describe('whatever is done to one record', () => {
    // what is signed at the beginning is ended, so that each signing counted is one of these
    const patients = ['Patient/p2', 'Patient/p5', 'Patient/p6', 'Patient/p7'];
    let actors: Actor[];
    beforeAll(async () => {
      const base = server();
      const key = await keyNamed('k0');
      actors = patients.map((patient) => new Actor(base, patient, key));
      const portal = portalOn(base, 'intake');
      for (const actor of actors) {
        const { patient } = actor;
        for (const document of ['rules', 'participation'] as const) await portal.withdraw({ group, patient, document });
        actor.earlier = new Set((await searchAll(base, 'Encounter', { patient })).map((e) => e.id));
      }
    });
    test(
      `${numRuns} random sequences end with one living resource per fact, and the last value`,
      { timeout: 240_000 },
      async () => {
        let turn = 0;
        await fc.assert(
          fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 8 }), async (steps) => {
            // the record goes on from one sequence to the next, as a record does
            const actor = actors[turn++ % actors.length] as Actor;
            for (const one of steps) await actor.act(one);
            expect(await actor.found()).toEqual(actor.wanted());
          }),
          { numRuns, endOnFailure: true },
        );
      },
    );
  });
}
