/** Criteria that depend on who the person is: who signed for them, and how they need to be talked to (R7, R8). @module */
import type { Agreement } from '../../fhir-mappings/records/agreement.ts';
import { isRepresented, type Force } from './in-force.ts';
import { evidenceOf, type Dated } from './records.ts';
import { birthday, dayStart, iso, localDate } from './time.ts';
import type { CriterionResult, MemberFacts, Need } from './types.ts';
import type { Document, View } from './view.ts';

/** Agreements and consents that stand on somebody else's signature alone. */
export const guardedBy = ({ documents }: View): Force[] =>
  Object.values(documents).flatMap(({ by }) => (by.every((f) => isRepresented(f.agreement)) ? by : []));

/**
 * R7: only where somebody else signed, or a minor alone. On what basis is on record, and a represented member isn't grown
 * up yet. Without a birth date on file the second can't be told (domain.md 4.3). In grace it still holds, as an agreement
 * to old rules does.
 */
export function signer(view: View): CriterionResult {
  const guarded = guardedBy(view);
  const alone = signedAsMinor(view);
  if (guarded.length === 0) return signedAlone(alone);
  const evidence = evidenceOf(guarded);
  if (guarded.some((f) => f.agreement.signer.role === 'self')) return { state: 'not-met', evidence };
  if (view.gaps.person || !view.facts.person.items[0]?.record.birthDate) return { state: 'unknown', evidence };
  const isAdult = guarded.some(({ adultOn }) => adultOn && dayStart(adultOn, view.zone) <= view.now);
  const since = iso(Math.max(...guarded.map((f) => f.from)));
  return { state: 'met', ...(isAdult && { note: 'in-grace' as const }), since, evidence };
}

/** Documents in force on the member's word alone, given before coming of age. */
function signedAsMinor({ documents, facts, zone }: View): Force[] {
  const born = facts.person.items[0]?.record.birthDate;
  if (!born) return [];
  const adultOn = birthday(born, facts.group.ageOfMajority);
  return Object.values(documents).flatMap(({ by }) =>
    by.every(({ agreement }) => !isRepresented(agreement) && localDate(agreement.time, zone) < adultOn) ? by : [],
  );
}

/** Age alone gives no authority: staff record the basis (domain.md 2.4). */
function signedAlone(forces: readonly Force[]): CriterionResult {
  const evidence = evidenceOf(forces);
  if (forces.length === 0) return { state: 'not-required', evidence };
  if (forces.some((f) => f.agreement.signer.role === 'self')) return { state: 'not-met', evidence };
  return { state: 'met', since: iso(Math.max(...forces.map((f) => f.from))), evidence };
}

/** What answers about language and video are read from: the agreement in force, else the newest that waits for a talk. */
export function currentForm({ by, agreements }: Document): Dated<Agreement> | undefined {
  const [newest] = agreements;
  return by[0]?.agreement ?? (newest?.status === 'proposed' ? newest : undefined);
}

/**
 * R8: only where a need is recorded. It is met by a reviewed document in the person's language (others can't be signed)
 * or by an interpreter, as recorded with the agreement; nothing signed yet is only open when something is to be arranged.
 */
export function communication({ documents, facts, gaps }: View): CriterionResult {
  if (gaps.person) return { state: 'unknown', evidence: [] };
  const [person] = facts.person.items;
  const need = person?.record.need;
  if (!need) return { state: 'not-required', evidence: [] };
  const form = currentForm(documents.agreement);
  if (!form) return { state: isOffered(need, facts) ? 'not-required' : 'not-met', evidence: [] };
  const language = facts.languages[form.document.url];
  const evidence = [form.evidence, person.evidence];
  // another format is another need: neither a translation nor an interpreter meets it
  if (need.format && form.mode !== need.format) return { state: 'not-met', evidence };
  const isSpoken = form.interpreter || (need.language ? isSame(language, need.language) : !need.interpreter);
  if (isSpoken) return { state: 'met', since: form.signed, evidence };
  return { state: need.language && !language ? 'unknown' : 'not-met', evidence };
}

/** The group has the form in this language, so that choosing it is all there is to do. */
const isOffered = ({ language, interpreter, format }: Need, { group, languages }: MemberFacts) =>
  !interpreter && !format && !!language && group.documents.rules.some((url) => isSame(languages[url], language));

/** `es-MX` reads what is written in `es`. */
const isSame = (one: string | undefined, other: string) =>
  one?.split('-')[0]?.toLowerCase() === other.split('-')[0]?.toLowerCase();
