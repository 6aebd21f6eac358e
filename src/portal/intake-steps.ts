/** Which steps of preparation are intake's to close now: the rows of the card, without those that wait for the leader. @module */
import type { IntakeRow } from '../book-types.ts';
import type { Criterion, MemberFacts, Readiness, Reason } from '../readiness/types.ts';

type Step = IntakeRow['steps'][number];

/** As `<group-readiness>` joins them (domain.md 4.1). */
const rows: [Step, readonly Criterion[]][] = [
  ['introduction', ['introduction', 'questions']],
  ['participation', ['participation']],
  ['agreement', ['agreement', 'signer', 'communication', 'video']],
  ['contact', ['contact']],
];

/** `unknown`: beside these steps, something could not be told. */
export function stepsOf(readiness: Readiness, facts: MemberFacts): Pick<IntakeRow, 'steps' | 'unknown'> {
  const { criteria, missing } = readiness;
  const isOpen = (name: Criterion) => criteria[name].state === 'not-met' && !isLeaders(name, readiness, facts);
  const steps = rows.filter(([, names]) => names.some(isOpen)).map(([step]) => step);
  const untold = rows.some(
    ([step, names]) => !steps.includes(step) && names.some((name) => criteria[name].state === 'unknown'),
  );
  return { steps, unknown: untold || missing.length > 0 };
}

/**
 * An answer "no" or "I want to talk about this" waits for the leader, and so does somebody who withdrew: the desk asks
 * nobody to sign against it (domain.md 3.2 "Refuses one rule").
 */
function isLeaders(name: Criterion, readiness: Readiness, facts: MemberFacts): boolean {
  const { criteria, reasons, missing, preparation } = readiness;
  const [newest] = criteria[name].evidence;
  if (newest === undefined) return false;
  // where something is missing no reason is told: then whose turn it is can't be told either, and nobody is asked to sign
  const waits = (about: (reason: Reason) => boolean) =>
    missing.length > 0 ||
    reasons.some((reason) => (reason.code === 'wants-to-talk' || reason.code === 'rule-declined') && about(reason));
  // questions that were left, and not yet talked about
  if (name === 'questions') return true;
  if (name === 'video') return waits(({ clauses }) => clauses?.includes('video') ?? false);
  if (name !== 'agreement' && name !== 'participation') return false;
  const signed = facts.agreements.items.find(({ evidence }) => evidence === newest)?.record;
  if (signed?.status === 'proposed' || signed?.status === 'rejected')
    return waits(({ evidence }) => evidence.includes(newest));
  // one that was withdrawn before this membership began is no lapse of it
  return signed?.ended?.why === 'withdrawn' && (preparation === 'lapsed' || missing.length > 0);
}
