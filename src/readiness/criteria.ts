/** The criteria of domain.md 4.1, from the view; those about the person are in person.ts. @module */
import { answersOf } from '../../fhir-mappings/records/agreement.ts';
import type { Preparation } from '../../fhir-mappings/records/preparation.ts';
import { isDecided } from './decisions.ts';
import { byEffective, inForceSince } from './in-force.ts';
import { communication, currentForm, signer } from './person.ts';
import { evidenceOf } from './records.ts';
import { isAttended } from './summary.ts';
import { iso, ms } from './time.ts';
import type { CriterionResult, Readiness } from './types.ts';
import { isFresh, notesOfKind, talkedAt, type Document, type Fact, type View } from './view.ts';

type Results = Readiness['criteria'];
type Evidence = readonly { evidence: string }[];

const notRequired: CriterionResult = { state: 'not-required', evidence: [] };
const met = (since: string, evidence: Evidence): CriterionResult => ({
  state: 'met',
  since,
  evidence: evidenceOf(evidence),
});
const open = (evidence: Evidence, state: 'not-met' | 'unknown' = 'not-met'): CriterionResult => ({
  state,
  evidence: evidenceOf(evidence),
});

/** True when every required criterion is met. */
export const isComplete = (results: Results): boolean =>
  Object.values(results).every(({ state }) => state === 'met' || state === 'not-required');

/** All ten, in the order of the contract. With a gap in a fact it needs a criterion can't be told, whatever was seen. */
export function criteriaOf(view: View): Results {
  const { documents, facts, gaps } = view;
  const { required } = facts.group;
  const told = (result: CriterionResult, ...needs: Fact[]): CriterionResult =>
    needs.some((fact) => gaps[fact]) ? { state: 'unknown', evidence: result.evidence } : result;
  return {
    introduction: told(introduction(view), 'memberships', 'preparations'),
    questions: told(questions(view), 'memberships', 'preparations', 'notes'),
    agreement: told(inForce(view, documents.agreement), 'memberships', 'agreements'),
    commitment: required.commitment ? told(commitment(view), 'memberships', 'notes') : notRequired,
    contact: required.contact ? told(contact(view), 'preparations') : notRequired,
    'display-name': displayName(view),
    // whether anybody else signed is unknown too, when agreements are
    signer: told(signer(view), 'memberships', 'agreements'),
    communication: facts.person.items[0]?.record.need
      ? told(communication(view), 'memberships', 'agreements')
      : communication(view),
    video: facts.group.video ? told(video(view), 'memberships', 'agreements') : notRequired,
    participation: told(inForce(view, documents.participation), 'memberships', 'agreements'),
  };
}

/** A draft is evidence that somebody began, and no more (domain.md 3.2 "walks out half-way"). */
const completed = ({ preparations }: View) => preparations.filter((p) => p.status === 'completed');

/** R1. Every section that is listed was gone through: `talk` is a wish, not a refusal. */
function introduction(view: View): CriterionResult {
  const given = completed(view).filter((p) => p.sections.length > 0);
  const ages = given.map((p) => ageOf(p, view));
  const first = given.filter((_, i) => ages[i] === 'recent').at(-1);
  if (first) return met(first.authored, [first]);
  // one of too old a version was begun, and is to be given again
  const begun = [...given, ...view.preparations.filter((p) => p.status === 'in-progress')];
  return { ...open(begun), ...(ages.includes('older') && { note: 'new-version' }) };
}

/**
 * As new as the group asks: its minimum, or the newest version in force with words of its own ("new version = partial").
 * A version nobody knows can't be shown to be as new, nor to be older.
 */
function ageOf({ document }: Preparation, { facts, today }: View): 'recent' | 'older' | undefined {
  const pack = byEffective(facts.pack);
  const least =
    facts.group.minimumVersions.preparation ??
    pack.findLast((v) => v.change === 'material' && v.effective <= today)?.version;
  if (least === undefined) return 'recent';
  const at = (version: string) => pack.findIndex((v) => v.version === version);
  if (at(least) < 0 || at(document.version) < 0) return undefined;
  return at(document.version) < at(least) ? 'older' : 'recent';
}

/** A question a member left in the pack: a card marked "talk", or the answer "I have questions". */
export interface Question {
  clause: string;
  since: string;
  evidence: string;
  /** When it was talked about. */
  talked: string | undefined;
}

/** All questions, by the newest answer to each (design 3). */
export function questionsOf(view: View): Question[] {
  const answered = new Set<string>();
  return completed(view).flatMap(({ sections, questions: answer, authored, evidence }) =>
    [...sections, { id: 'questions', marks: answer ? [answer] : [] }].flatMap(({ id, marks }) => {
      if (marks.length === 0 || answered.has(id)) return [];
      answered.add(id);
      const isOpen = marks.some((mark) => mark === 'talk' || mark === 'has-questions');
      return isOpen ? [{ clause: id, since: authored, evidence, talked: talkedAt(view, evidence, id) }] : [];
    }),
  );
}

/** R2: "no questions", or every question was talked about. */
function questions(view: View): CriterionResult {
  const answer = completed(view).find((p) => p.questions);
  if (answer?.questions === 'no-questions') return met(answer.authored, [answer]);
  const all = questionsOf(view);
  const last = Math.max(...all.map((q) => ms(q.talked ?? '')));
  return all.length > 0 && last ? met(iso(last), all) : open(all);
}

/** R3 and R10. */
function inForce({ now }: View, { agreements, forces, by, doubt }: Document): CriterionResult {
  if (doubt || by.length === 0) return open(agreements, doubt && 'unknown');
  const result = met(iso(inForceSince(forces, by)), by);
  if (by.some((f) => f.exception)) return { ...result, note: 'exception' };
  return by.every((f) => f.superseded <= now) ? { ...result, note: 'in-grace' } : result;
}

/** R4: the first talk counts. After the first attended session it is met and says so. */
function commitment(view: View): CriterionResult {
  const talk = notesOfKind(view, 'commitment-talk').at(-1);
  if (!talk) return open([]);
  const isLate = view.sessions?.some((s) => isAttended(s) && s.time < talk.time);
  return { ...met(talk.at, [talk]), ...(isLate && { note: 'after-start' }) };
}

/** R5 is about the person, whatever pack it was asked with, and fades after twelve months (domain.md 4.1). */
function contact({ responses, today, zone, facts }: View): CriterionResult {
  const newest = responses.find((r) => r.contact && r.status === 'completed');
  const months = facts.group.repeatAfterMonths;
  return newest && isFresh(newest, today, { zone, months }) ? met(newest.authored, [newest]) : open([]);
}

/** R6, never required: without a choice it is the usual or first given name. */
const displayName = ({ episode }: View): CriterionResult =>
  episode?.record.displayName ? { state: 'met', evidence: [episode.evidence] } : notRequired;

/** R9, in groups that meet by video: the clause is yes, or the leader accepted it as it is. A form from before didn't ask. */
function video({ documents, decisions, now }: View): CriterionResult {
  const form = currentForm(documents.agreement);
  if (!form) return open([]);
  const answer = answersOf(form)['video'];
  if (!answer) return { ...open([form]), note: 'not-yet-asked' };
  if (answer === 'yes') return met(form.signed, [form]);
  const accepted = isDecided(
    decisions.filter((d) => d.decision === 'exception'),
    form.response,
    'video',
    now,
  );
  return accepted ? { ...met(form.signed, [form]), note: 'exception' } : open([form]);
}
