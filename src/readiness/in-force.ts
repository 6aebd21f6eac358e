/** When a signed document is in force (domain.md 4.4 "In force at instant t"). Status is never asked about the past. @module */
import type { Agreement } from '../../fhir-mappings/records/agreement.ts';
import type { Decision } from './decisions.ts';
import type { Episode } from './membership.ts';
import { idOf, newestFirst, type Dated } from './records.ts';
import { addDays, addMonths, birthday, dayStart, localDate, ms } from './time.ts';
import type { DocumentVersion, Gap, MemberFacts, Readiness } from './types.ts';

/** The span in which one agreement is in force, and what ends it. */
export interface Force {
  agreement: Dated<Agreement>;
  evidence: string;
  /** Half-open, milliseconds. */
  from: number;
  until: number;
  why: NonNullable<Readiness['lapse']>['why'];
  /** It proves nothing: `partial` when it has ended and nobody wrote when, `contradictory` when its words are not those we know. */
  doubt: Gap | false | undefined;
  /** Some clause holds by the leader's decision only. */
  exception: boolean;
  /** First day after its period. */
  expires: string;
  /** Local midnight a materially newer version took effect; Infinity when there is none. */
  superseded: number;
  /** The day the member comes of age, where somebody else signed before it. */
  adultOn: string | undefined;
}

/** The five rules an agreement is about, whatever the clinic's own text says (design 3b). */
const fiveRules = ['confidentiality', 'attendance', 'commitment', 'alcohol-drugs', 'outside-contact'];

/** Nobody has to agree to anything in order to be free to leave (domain.md 1.9, K8). */
export const freeClause = 'leaving';

/** Agreements about this membership, or about a programme its group belongs to; newest first. */
export function agreementsFor(facts: MemberFacts, episode: Episode | undefined, now: number): Dated<Agreement>[] {
  const { programme } = facts.group;
  return newestFirst(facts.agreements.items, 'signed', now).filter(
    ({ covers, status }) =>
      status !== 'entered-in-error' &&
      (covers.membership === episode?.evidence ||
        ('programme' in covers &&
          covers.programme.system === programme?.system &&
          covers.programme.value === programme.code)),
  );
}

/** The span of one agreement, if it was ever in force. `decisions`: the leader's, on agreements. */
export function forceOf(
  agreement: Dated<Agreement>,
  facts: MemberFacts,
  { zone, decisions }: { zone: string; decisions: readonly Decision[] },
): Force[] {
  const { kind, status, document, period, ended, evidence } = agreement;
  const { documents, newVersionGraceDays, signerGraceDays, expiryMonths } = facts.group;
  const [urls, versions] =
    kind === 'group-rules' ? [documents.rules, facts.rules] : [documents.participation, facts.participation];
  const next = successors(document.version, versions);
  const clauses = countedClauses(agreement);
  // the leader accepted these as they are: the agreement holds from the last such decision on
  const accepted = clauses
    .filter((c) => c.answer !== 'yes')
    .map(({ id }) =>
      Math.min(
        ...decisions
          .filter(
            (d) =>
              d.decision === 'exception' && d.clauses?.includes(id) && idOf(d.response) === idOf(agreement.response),
          )
          .map((d) => d.time),
      ),
    );
  const adultOn = comingOfAge(agreement, facts, zone);
  if (
    (status !== 'active' && status !== 'inactive') ||
    agreement.unchanged === false ||
    !urls.includes(document.url) ||
    !next ||
    !clauses[0] ||
    accepted.includes(Infinity) ||
    adultOn === null
  )
    return [];
  const newer = next.find((v) => v.change === 'material')?.effective;
  // our writer always sets a period; without one an agreement still doesn't live for ever
  const expires = period ? addDays(period.end, 1) : addMonths(localDate(agreement.time, zone), expiryMonths);
  const ends: [number, Force['why']][] = [[dayStart(expires, zone), 'expired']];
  if (newer) ends.push([dayStart(addDays(newer, newVersionGraceDays), zone), 'superseded']);
  // from the birthday on the guardian's word is not enough; the grace gives time for the member to sign (domain.md 2.4)
  if (adultOn) ends.push([dayStart(addDays(adultOn, signerGraceDays), zone), 'guardian-ended']);
  if (ended) ends.push([ms(ended.when), ended.why === 'replaced' ? 'superseded' : ended.why]);
  const [until, why] = ends.reduce((first, end) => (end[0] < first[0] ? end : first));
  const from = Math.max(agreement.time, period ? dayStart(period.start, zone) : 0, ...accepted);
  const force: Force = {
    agreement,
    evidence,
    from,
    until,
    why,
    expires,
    doubt: status === 'inactive' && !ended ? 'partial' : agreement.otherWords && 'contradictory',
    exception: accepted.length > 0,
    superseded: newer ? dayStart(newer, zone) : Infinity,
    adultOn,
  };
  return from < until ? [force] : [];
}

/** Somebody else signed. */
export const isRepresented = ({ signer }: Agreement): boolean => !signer.reference.startsWith('Patient/');

/**
 * The day a guardian's signature stops being enough; undefined when none does: the member signed, or a guardian of an adult.
 * Null when it never was: nobody signs for an adult as their parent. Who holds a court order may.
 */
function comingOfAge(
  agreement: Dated<Agreement>,
  { group, person }: MemberFacts,
  zone: string,
): string | null | undefined {
  const born = person.items[0]?.record.birthDate;
  if (!isRepresented(agreement) || !born) return undefined;
  const adultOn = birthday(born, group.ageOfMajority);
  if (localDate(agreement.time, zone) < adultOn) return adultOn;
  return agreement.signer.role === 'parent' ? null : undefined;
}

/**
 * Answerable clauses that decide: inside the five rules only, or the whole consent to take part.
 * Empty when a rule is missing, so that half a form is no agreement (domain.md 1.9).
 */
function countedClauses({ kind, parts }: Agreement) {
  const isRules = kind === 'group-rules';
  if (isRules && fiveRules.some((id) => !parts.some((part) => part.id === id))) return [];
  return parts
    .flatMap((part) => ('clauses' in part ? part.clauses : isRules ? [] : part))
    .filter((clause) => clause.answer !== 'read' && clause.id !== freeClause);
}

/** Versions after this one, oldest first; undefined for one the group doesn't know, which can't be shown to be current. */
function successors(version: string, versions: readonly DocumentVersion[]): DocumentVersion[] | undefined {
  const ordered = byEffective(versions);
  const known = ordered.findIndex((v) => v.version === version);
  return known < 0 ? undefined : ordered.slice(known).filter((v) => v.version !== version);
}

/** Oldest first. */
export const byEffective = (versions: readonly DocumentVersion[]) =>
  versions.toSorted((a, b) => Date.parse(a.effective) - Date.parse(b.effective));

/** The version in force on a local date. */
export const versionOn = (date: string, versions: readonly DocumentVersion[]): string | undefined =>
  byEffective(versions.filter((v) => v.effective <= date)).at(-1)?.version;

/** Those in force at the instant; `doubt` when the record can't tell. */
export function standingAt(forces: readonly Force[], time: number): { by: Force[]; doubt?: Gap } {
  const holds = ({ from, until }: Force) => from <= time && time < until;
  const all = forces.filter((f) => !f.doubt && holds(f));
  // signing for one group ends nothing of a programme's, which holds in other groups: here the newer word counts
  const by = all.filter((f) => !all.some((g) => isWide(g) !== isWide(f) && isNewer(g, f) && differ(g, f)));
  // two answers to one clause that decides, in force at once (domain.md 4.2 row 1)
  if (by.some((one) => by.some((other) => differ(one, other)))) return { by, doubt: 'contradictory' };
  // one that is in force settles it: another one's doubt can't take that back. Where its end is unknown it is at any time
  const doubt = by.length === 0 && forces.find((f) => f.doubt === 'partial' || (f.doubt && holds(f)))?.doubt;
  return doubt ? { by, doubt } : { by };
}

const isWide = ({ agreement }: Force): boolean => 'programme' in agreement.covers;
const isNewer = (one: Force, other: Force): boolean => one.agreement.time > other.agreement.time;

function differ(one: Force, other: Force): boolean {
  const answers = new Map(countedClauses(other.agreement).map((c) => [c.id, c.answer]));
  return countedClauses(one.agreement).some(({ id, answer }) => (answers.get(id) ?? answer) !== answer);
}

/** Start of the unbroken time in force that reaches into `by`: renewals join without a gap. */
export function inForceSince(forces: readonly Force[], by: readonly Force[]): number {
  let since = Math.min(...by.map((f) => f.from));
  // newest first, so that one look at each is enough
  for (const { doubt, from, until } of forces) if (!doubt && from < since && since <= until) since = from;
  return since;
}
