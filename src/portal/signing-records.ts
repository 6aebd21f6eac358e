/** What a signing consists of, from what the member answered. Used by the portal and by the demo's seed. @module */
import type { Answer } from '../../fhir-mappings/codes.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { base64, niHash, niHashOf, signedContent } from '../../fhir-mappings/hash.ts';
import type { Agreement, AgreementPart } from '../../fhir-mappings/records/agreement.ts';
import type { SignedCopy } from '../../fhir-mappings/records/signed-copy.ts';
import type { Signing } from '../../fhir-mappings/records/signing.ts';
import type { Clause, MemberDocument } from '../content/document.ts';
import { signedCopyHtml } from '../content/signed-copy.ts';
import type { GroupDefinition } from '../groups.ts';
import { addDays, addMonths, localDate, ms } from '../readiness/time.ts';

export interface SigningFacts {
  signing: string;
  group: GroupDefinition;
  patient: string;
  /** `EpisodeOfCare/…` */
  membership: string;
  signer: { name: string };
  documents: { rules: MemberDocument; participation: MemberDocument };
  answers: { rules: Record<string, Answer>; participation: Record<string, Answer> };
  identityCheck: Signing['identityCheck'];
  /** Instants with offset. */
  signed: string;
  recorded: string;
  /** Who operated the product. */
  recorder: string;
  /** `urn:uuid:` of the two responses, the two Consents and the signed copy, in this order. */
  urns: readonly [
    rules: string,
    participation: string,
    rulesConsent: string,
    participationConsent: string,
    copy: string,
  ];
}

export interface SigningRecords {
  rules: Agreement;
  participation: Agreement;
  signing: Signing;
  copy: SignedCopy;
}

/** Throws PortalError `invalid` naming each clause without a fitting answer, as `answers.rules.come`. */
export async function signingRecords(facts: SigningFacts): Promise<SigningRecords> {
  const { documents, answers, urns } = facts;
  const faults = [
    ...faultsIn('answers.rules', documents.rules, answers.rules, facts.group.video),
    ...faultsIn('answers.participation', documents.participation, answers.participation, facts.group.video),
  ];
  if (facts.signer.name.trim().length < 2) faults.push('typedName');
  for (const [name, document] of Object.entries(documents))
    if (document.review === null) faults.push(`documents.${name}`);
  if (faults.length > 0) throw new PortalError('invalid', 'The form is not complete.', faults);
  const rules = await agreementOf(facts, 'group-rules', documents.rules, answers.rules, urns[0]);
  const participation = await agreementOf(
    facts,
    'group-participation',
    documents.participation,
    answers.participation,
    urns[1],
  );
  const staff = facts.recorder.startsWith('Practitioner');
  const signing: Signing = {
    signing: facts.signing,
    patient: facts.patient,
    targets: [...urns],
    signed: facts.signed,
    recorded: facts.recorded,
    documents: [rules.document, participation.document],
    signer: { reference: facts.patient, name: facts.signer.name },
    identityCheck: facts.identityCheck,
    ...(staff && { verifier: facts.recorder }),
    recorder: facts.recorder,
    organization: facts.group.organization,
    mark: { format: 'text/plain', data: base64(facts.signer.name), by: 'typing' },
  };
  return { rules, participation, signing, copy: await copyOf(facts, { rules, participation, signing }) };
}

/** The copy for the chart and the member: what was signed, as it was signed. */
async function copyOf(
  { documents, group, urns, ...facts }: SigningFacts,
  { rules, participation, signing }: Omit<SigningRecords, 'copy'>,
): Promise<SignedCopy> {
  const html = signedCopyHtml({
    documents: [
      { agreement: rules, document: documents.rules },
      { agreement: participation, document: documents.participation },
    ],
    signing,
    timeZone: group.timeZone,
  });
  const bytes = new TextEncoder().encode(html);
  return {
    signing: facts.signing,
    patient: facts.patient,
    membership: facts.membership,
    response: urns[0],
    author: facts.recorder,
    organization: group.organization,
    created: facts.signed,
    recorded: facts.recorded,
    status: 'current',
    contentType: 'text/html',
    language: documents.rules.language,
    data: base64(html),
    size: bytes.length,
    hash: await niHashOf(bytes),
  };
}

const shown = (clause: Clause, video: boolean) => video || clause.video === undefined;

function faultsIn(path: string, document: MemberDocument, answers: Record<string, Answer>, video: boolean): string[] {
  const clauses = [...document.rules.flatMap((r) => r.clauses), ...document.clauses].filter((c) => shown(c, video));
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

async function agreementOf(
  facts: SigningFacts,
  kind: Agreement['kind'],
  document: MemberDocument,
  answers: Record<string, Answer>,
  response: string,
): Promise<Agreement> {
  const { group, signed } = facts;
  const clauses = (list: readonly Clause[]) =>
    list.flatMap(({ id, text, ...clause }) => {
      const answer = answers[id];
      return answer !== undefined && shown({ id, text, ...clause }, group.video) ? [{ id, text, answer }] : [];
    });
  const parts: AgreementPart[] = [
    ...document.rules.map((rule) => ({ id: rule.id, text: rule.title, clauses: clauses(rule.clauses) })),
    ...clauses(document.clauses),
  ];
  // the video clause belongs to no rule: it is a criterion of its own and holds up no agreement (domain.md 1.9)
  const deciding = kind === 'group-rules' ? document.rules.flatMap((rule) => rule.clauses) : document.clauses;
  const status = statusOf(
    kind,
    deciding.flatMap((c) => answers[c.id] ?? []),
  );
  const start = localDate(ms(signed), group.timeZone);
  const record = {
    kind,
    signing: facts.signing,
    patient: facts.patient,
    covers: { membership: facts.membership },
    signer: { reference: facts.patient, name: facts.signer.name, role: 'self' as const },
    document: { url: document.url, version: document.version },
    textHash: await niHash(document),
    parts,
    mode: 'screen' as const,
    signed,
    author: facts.patient,
    signedHash: '',
    status,
    // the same local date a year later is the first day not in force (domain.md 2.4)
    ...(status === 'active' && { period: { start, end: addDays(addMonths(start, group.expiryMonths), -1) } }),
    organization: group.organization,
    response,
  };
  return { ...record, signedHash: await niHash(signedContent(record)) };
}

/** A no or a talk about a rule waits for the leader; a no to taking part is a no to the whole form (fhir.md 1.6). */
function statusOf(kind: Agreement['kind'], answers: readonly Answer[]): 'active' | 'proposed' | 'rejected' {
  if (kind === 'group-participation' && answers.includes('no')) return 'rejected';
  return answers.includes('no') || answers.includes('talk') ? 'proposed' : 'active';
}
