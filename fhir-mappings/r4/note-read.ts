/** Observation → facts staff noted: apart from their writer, for a first reading needs no more (mapping table: README). @module */
import type { Observation } from 'fhir/r4.js';
import { clauseSystem, extension, sid } from '../codes.ts';
import { note, type Note } from '../records/note.ts';
import { parse } from '../records/primitives.ts';
import {
  codeIn,
  extensionOf,
  identifierIn,
  isForeign,
  notOurs,
  present,
  reading,
  resourceOf,
  type Foreign,
} from './shared.ts';

const kinds: readonly string[] = [
  'commitment-talk',
  'talked-about',
  'followed-up',
  'absence-notice',
  'planned-absence',
  'outside-contact-reported',
  'thinking-of-leaving',
  'leader-decision',
  'asked-to-leave',
  'signed-copy-problem',
] satisfies Note['kind'][];

/** Reads a note of a kind we know. Throws PortalError `unreadable` when it is ours and broken. */
export function noteFromFhir(value: unknown): Note | Foreign {
  return reading(() => {
    const o = resourceOf(value, 'Observation');
    if (isForeign(o)) return o;
    const kind = codeIn(o.code);
    if (kind === undefined || !kinds.includes(kind)) return { foreign: 'Observation', why: 'other-code' } as const;
    const identity = identifierIn(o.identifier, sid.note);
    // wrong notes are no notes: there is no record of one
    if (identity === undefined || o.status === 'entered-in-error') return notOurs(o);
    return parse(
      note,
      present({
        kind,
        id: identity.value,
        patient: o.subject?.reference,
        membership: extensionOf(o, extension.episodeOfCare)?.valueReference?.reference,
        at: o.effectiveDateTime,
        by: o.performer?.[0]?.reference,
        ...partsOf(kind as Note['kind'], o),
      }),
      'unreadable',
    );
  });
}

/** The way back; the record's schema checks what comes out. */
function partsOf(kind: Note['kind'], o: Observation): object {
  const all = (code: string) => (o.component ?? []).filter((c) => codeIn(c.code) === code);
  const value = (code: string) => codeIn(all(code)[0]?.valueCodeableConcept);
  const clauses = all('clause').map(({ valueCodeableConcept: v }) => codeIn(v) ?? codeIn(v, clauseSystem));
  const starts = all('scheduled-start').map((c) => c.valueDateTime);
  const some = <T>(list: readonly T[]) => (list.length > 0 ? list : undefined);
  const source = o.derivedFrom?.[0]?.reference;
  switch (kind) {
    case 'commitment-talk': {
      const length = all('expected-length')[0]?.valueQuantity;
      return { expectedLength: length && { value: length.value, unit: length.code } };
    }
    case 'talked-about':
      return source?.startsWith('Observation/') ? { note: source } : { clauses, response: source };
    case 'followed-up': {
      const outcome = value('outcome');
      return {
        reason: value('reason'),
        leaving: outcome && present({ outcome, last: all('last-session')[0]?.valueDateTime }),
      };
    }
    case 'absence-notice':
      return {
        session: starts[0],
        channel: value('notice-channel'),
        reached: value('notice-reached'),
        from: value('notice-from'),
      };
    case 'planned-absence':
      return { away: all('away')[0]?.valuePeriod };
    case 'leader-decision':
      return {
        decision: codeIn(o.valueCodeableConcept),
        clauses: some(clauses),
        sessions: some(starts),
        response: source,
      };
    case 'asked-to-leave':
      return { session: starts[0], wayHomeOffered: all('way-home-offered')[0]?.valueBoolean };
    case 'signed-copy-problem':
      return { problem: value('problem') };
    default:
      return {};
  }
}
