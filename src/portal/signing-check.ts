/** What a signing lacks, named by field before anything is sent. Pure. @module */
import type { Answer } from '../../fhir-mappings/codes.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Clause, MemberDocument } from '../content/document.ts';
import type { SigningFacts } from './signing-records.ts';

/** Clauses for video are asked only in groups that meet by video. */
export const isAsked = (clause: Clause, video: boolean): boolean => video || clause.video === undefined;

/** Bytes that a scan may have: what does not pass is refused before it is sent. */
export const largestScan = 5 * 1024 * 1024;
/** A drawing as big as a photograph is no signature. */
const largestMark = 1024 * 1024;

/** Throws PortalError `invalid` naming every field that is missing or wrong. */
export function requireComplete(facts: SigningFacts): void {
  const faults = [
    ...faultsIn('answers.rules', facts.documents.rules, facts.answers.rules, facts.group.video),
    ...faultsIn('answers.participation', facts.documents.participation, facts.answers.participation, facts.group.video),
    ...(facts.signer.name.trim().length < 2 ? ['name'] : []),
    ...(facts.assent !== undefined && facts.assent.trim().length < 2 ? ['assent.name'] : []),
    ...markFaults(facts),
    ...paperFaults(facts),
    ...Object.entries(facts.documents).flatMap(([name, { review }]) => (review === null ? [`documents.${name}`] : [])),
    // a number of their service's: a name could be anybody's daughter
    ...(facts.interpreter && !/^(?=.*\d)[A-Za-z0-9-]{2,40}$/.test(facts.interpreter.id) ? ['interpreter.id'] : []),
  ];
  if (faults.length > 0) throw new PortalError('invalid', 'The form is not complete.', faults);
}

/** Bytes behind a base64 text. */
const bytes = (data: string) => Math.floor((data.length * 3) / 4);

function markFaults({ mark }: SigningFacts): string[] {
  if (mark.by !== 'drawing') return [];
  return mark.png.startsWith('iVBORw0KGgo') && bytes(mark.png) <= largestMark ? [] : ['mark'];
}

const signatures = { 'application/pdf': 'JVBERi', 'image/jpeg': '/9j/', 'image/png': 'iVBORw0KGgo' } as const;

function paperFaults({ mode, paper, signed, recorded }: SigningFacts): string[] {
  if (mode !== 'paper') return paper ? ['paper'] : [];
  if (paper === undefined) return ['paper'];
  const { scan, code, signedOn } = paper;
  return [
    ...(code === 'other' ? ['paper.code'] : []),
    ...(scan.data.startsWith(signatures[scan.contentType]) && bytes(scan.data) <= largestScan ? [] : ['paper.scan']),
    ...(signedOn !== undefined && signed > recorded ? ['paper.signedOn'] : []),
  ];
}

function faultsIn(path: string, document: MemberDocument, answers: Record<string, Answer>, video: boolean): string[] {
  const clauses = [...document.rules.flatMap((r) => r.clauses), ...document.clauses].filter((c) => isAsked(c, video));
  const fits = (clause: Clause) => {
    const answer = answers[clause.id];
    return clause.kind === 'information' ? answer === 'read' : answer === 'yes' || answer === 'no' || answer === 'talk';
  };
  const known = new Set(clauses.map((c) => c.id));
  return [
    ...clauses.filter((c) => !fits(c)).map((c) => `${path}.${c.id}`),
    ...Object.keys(answers)
      .filter((id) => !known.has(id))
      .map((id) => `${path}.${id}`),
  ];
}
