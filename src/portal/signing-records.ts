/** What a signing consists of, from what was answered and how it was signed. Used by the portal and by the demo's seed. @module */
import type { Answer } from '../../fhir-mappings/codes.ts';
import { base64, niHash, signedContent } from '../../fhir-mappings/hash.ts';
import type { Agreement, AgreementPart } from '../../fhir-mappings/records/agreement.ts';
import type { SignedCopy } from '../../fhir-mappings/records/signed-copy.ts';
import type { Signing } from '../../fhir-mappings/records/signing.ts';
import type { Clause, MemberDocument } from '../content/document.ts';
import type { GroupDefinition } from '../groups.ts';
import type { Interpreter, SignatureMark, PaperForm } from '../portal-types.ts';
import { addDays, addMonths, localDate, ms } from '../readiness/time.ts';
import { isAsked, requireComplete } from './signing-check.ts';
import { copyOf } from './signing-copy.ts';

export interface SigningFacts {
  signing: string;
  group: GroupDefinition;
  patient: string;
  /** `EpisodeOfCare/…` */
  membership: string;
  /** `reference`: the member, or a RelatedPerson (`urn:uuid:` where it is made with the signing). */
  signer: { reference: string; name: string; role: Agreement['signer']['role'] };
  documents: { rules: MemberDocument; participation: MemberDocument };
  answers: { rules: Record<string, Answer>; participation: Record<string, Answer> };
  identityCheck: Signing['identityCheck'];
  mode: Agreement['mode'];
  mark: SignatureMark;
  interpreter?: Interpreter | undefined;
  /** The rules agreement covers the group's programme. */
  programme?: boolean | undefined;
  /** Name a minor signed with beside their guardian. */
  assent?: string | undefined;
  paper?: PaperForm | undefined;
  /** The copy is filed as plain text. */
  plain?: boolean | undefined;
  /** Instants with offset. `signed` of paper: local midnight of the day on it, or when it was entered. */
  signed: string;
  recorded: string;
  /** Who checked who was signing, where it isn't the recorder. */
  verifier?: string | undefined;
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

/** Throws PortalError `invalid` naming each clause without a fitting answer, as `answers.rules.come`, and what else is missing. */
export async function signingRecords(facts: SigningFacts): Promise<SigningRecords> {
  requireComplete(facts);
  const { documents, answers, urns } = facts;
  const rules = await agreementOf(facts, 'group-rules', documents.rules, answers.rules, urns[0]);
  const participation = await agreementOf(
    facts,
    'group-participation',
    documents.participation,
    answers.participation,
    urns[1],
  );
  const signing = signingOf(facts, [rules.document, participation.document]);
  return { rules, participation, signing, copy: await copyOf(facts, { rules, participation, signing }) };
}

function signingOf(facts: SigningFacts, documents: Signing['documents']): Signing {
  const { signer, recorder, interpreter, assent, group } = facts;
  const verifier = facts.verifier ?? (recorder.startsWith('Practitioner') ? recorder : undefined);
  return {
    signing: facts.signing,
    patient: facts.patient,
    targets: [...facts.urns],
    signed: facts.signed,
    ...(isUndated(facts) && { signedUnknown: true as const }),
    recorded: facts.recorded,
    documents,
    signer: {
      reference: signer.reference,
      name: signer.name,
      ...(signer.role !== 'self' && { basis: signer.role }),
    },
    identityCheck: facts.identityCheck,
    ...(verifier !== undefined && { verifier }),
    ...(interpreter && { interpreter }),
    ...(assent !== undefined && { assent: { mark: textMark(assent, 'typing') } }),
    recorder,
    organization: group.organization,
    mark: markOf(facts),
  };
}

function markOf({ mode, mark, signer }: SigningFacts): Signing['mark'] {
  if (mark.by === 'drawing') return { format: 'image/png', data: mark.png, by: 'drawing' };
  return textMark(signer.name, mode === 'paper' ? 'paper' : mark.by);
}

const textMark = (name: string, by: Signing['mark']['by']): Signing['mark'] => ({
  format: 'text/plain',
  data: base64(name),
  by,
});

const isUndated = ({ paper }: SigningFacts) => paper !== undefined && paper.signedOn === undefined;

async function agreementOf(
  facts: SigningFacts,
  kind: Agreement['kind'],
  document: MemberDocument,
  answers: Record<string, Answer>,
  response: string,
): Promise<Agreement> {
  const { group, signed, signer, mode, recorder } = facts;
  const parts = partsOf(document, answers, group.video);
  // the video clause belongs to no rule: it is a criterion of its own and holds up no agreement (domain.md 1.9)
  const deciding = kind === 'group-rules' ? document.rules.flatMap((rule) => rule.clauses) : document.clauses;
  const status = statusOf(
    kind,
    deciding.flatMap((c) => answers[c.id] ?? []),
  );
  const start = localDate(ms(signed), group.timeZone);
  // the consent to take part is always about this one group (design 3)
  const programme = kind === 'group-rules' && facts.programme ? group.programme : undefined;
  const record = {
    kind,
    signing: facts.signing,
    patient: facts.patient,
    covers: {
      membership: facts.membership,
      ...(programme && { programme: { system: programme.system, value: programme.code } }),
    },
    signer,
    document: { url: document.url, version: document.version },
    textHash: await niHash(document),
    parts,
    mode,
    ...(facts.interpreter && { interpreter: facts.interpreter }),
    signed,
    ...(isUndated(facts) && { signedUnknown: true as const }),
    // on a screen the signer typed; what was read aloud or came on paper staff entered
    author: mode === 'screen' ? signer.reference : recorder,
    signedHash: '',
    status,
    // the same local date a year later is the first day not in force (domain.md 2.4)
    ...(status === 'active' && { period: { start, end: addDays(addMonths(start, group.expiryMonths), -1) } }),
    organization: group.organization,
    response,
  };
  return { ...record, signedHash: await niHash(signedContent(record)) };
}

/** What was shown and answered, with the words; rules without an answer are left out. */
export function partsOf(document: MemberDocument, answers: Record<string, Answer>, video: boolean): AgreementPart[] {
  const clauses = (list: readonly Clause[]) =>
    list.flatMap((clause) => {
      const answer = answers[clause.id];
      return answer !== undefined && isAsked(clause, video) ? [{ id: clause.id, text: clause.text, answer }] : [];
    });
  const rules = document.rules.map((rule) => ({ id: rule.id, text: rule.title, clauses: clauses(rule.clauses) }));
  return [...rules.filter((rule) => rule.clauses.length > 0), ...clauses(document.clauses)];
}

/** A no or a talk about a rule waits for the leader; a no to taking part is a no to the whole form (fhir.md 1.6). */
function statusOf(kind: Agreement['kind'], answers: readonly Answer[]): 'active' | 'proposed' | 'rejected' {
  if (kind === 'group-participation' && answers.includes('no')) return 'rejected';
  return answers.includes('no') || answers.includes('talk') ? 'proposed' : 'active';
}
