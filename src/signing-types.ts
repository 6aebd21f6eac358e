/** Signing as widgets see it: the form that opens, what staff and the member say, what is saved. Never FHIR. @module */
import type { Answer } from '../fhir-mappings/codes.ts';
import type { ContactWay } from './book-types.ts';
import type { MemberDocument } from './content/document.ts';
import type { GroupSummary, Options } from './portal-types.ts';

/** Why somebody else may sign for the member. Recorded as staff say it, never worked out from an age. */
export type SignerBasis = 'parent' | 'court-order' | 'health-care-proxy' | 'other';

/** Who signs: the member, a minor on their own consent, or somebody with authority. */
export type Signer =
  | { as: 'member' }
  | { as: 'minor' }
  /** `reference`: a RelatedPerson of the record's; without one a nameless one is written with the signing. */
  | { as: 'representative'; basis: SignerBasis; reference?: string };

/** How staff knew who was signing. */
export type IdentityCheck = 'two-identifiers' | 'portal-login' | 'known-to-staff';

/** A qualified interpreter, by the number their service gives. Family and friends have no such number. */
export interface Interpreter {
  id: string;
  way: 'in-person' | 'video' | 'phone';
}

/** What staff settle before the member has the form. */
export interface SigningSetup {
  signer: Signer;
  identityCheck: IdentityCheck;
  interpreter?: Interpreter;
  /** `spoken`: staff read it aloud and mark the answers, in the room or on the phone with read-back. */
  mode: 'screen' | 'paper' | 'spoken';
  /** The rules agreement holds for every group of the programme. Only where the group has one. */
  covers?: 'programme';
  /** `Practitioner/…` who checked the identity, when the form is signed on another device by the member's own account. */
  verifiedBy?: string;
  /** Answers of an earlier day are left aside. */
  anew?: true;
}

/** One language in which the documents can be read. */
export interface DocumentLanguage {
  /** BCP 47 */
  language: string;
  version: string;
  /** Who reviewed the translations for signing; `draft`: nobody did yet, and nobody can sign. */
  review: 'original' | 'draft' | { name: string; role: string; date: string };
}

/** Answers so far, kept on the server without a signature. */
export interface SigningDraft {
  /** Instant of the last save. */
  saved: string;
  /** Which save it was: another device's makes it another one. */
  revision: string;
  language: string;
  version: string;
  answers: Record<string, Answer>;
  /** Reference of whoever gave them; absent for somebody who is not on record. They are nobody else's answers. */
  source?: string;
}

/** An opened agreement form. Its `signing` UUID makes sending it twice harmless. */
export interface SigningForm {
  signing: string;
  group: GroupSummary;
  /** When it was opened (instant): the day shown beside the signature, and how wrong a device's clock is. */
  opened: string;
  /** Reference of the member; a property, never put in an attribute or URL. */
  patient: string;
  /** The member's name as the record has it, to be shown beside the signature. */
  memberName: string;
  /** In the order to be shown. */
  documents: { rules: MemberDocument; participation: MemberDocument };
  /** Clauses for video groups are shown. */
  video: boolean;
  /** Languages the group offers, the opened one among them. */
  languages: DocumentLanguage[];
  /** Versions of the rules that paper may still be in, newest first. */
  versions: string[];
  /** From the birth date on record: prompts who signs, never decides. */
  age: 'adult' | 'minor' | 'unknown';
  /** How the member needs to be talked to, where the record says so. */
  need?: { language?: string; interpreter?: true };
  /** Short neutral code printed on paper, to tell whose paper came back. */
  memberCode: string;
  /** The introduction was given already: it isn't shown again. */
  introduced: boolean;
  /** Name the member chose for the group, and how they leave word, where already told. */
  displayName?: string;
  contact?: ContactWay;
  /** People on record who may act for the member. */
  representatives: { reference: string; name: string }[];
  /** The group belongs to a programme an agreement may cover. */
  programme: boolean;
  /** Other groups this user may sign for with the member now, with the same words. */
  alsoIn: GroupSummary[];
  /** Unfinished work of this member in this group. */
  draft?: SigningDraft;
}

/** Which form to open. Without a language the member's own where it can be signed, else the group's first. */
export interface SigningQuery {
  group: string;
  patient?: string;
  language?: string;
  /** Version of the rules that a paper form is in. */
  version?: string;
  /** UUID of a signing opened elsewhere: the member's own device goes on with it. */
  signing?: string;
}

/** How it was signed. All are equal; drawing is never the only way. */
export type SignatureMark = { by: 'typing' } | { by: 'button' } | { by: 'drawing'; /** PNG, base64. */ png: string };

/** A form signed on paper. */
export interface PaperForm {
  /** `YYYY-MM-DD`; absent when the paper has no date: it stays unknown. */
  signedOn?: string;
  scan: { contentType: 'application/pdf' | 'image/jpeg' | 'image/png'; /** Base64, 5 MiB at most. */ data: string };
  problems: ('missing-page' | 'missing-date' | 'unreadable')[];
  /** The code on the paper is this member's; anything else is refused, nothing is filed. */
  code: 'same' | 'other' | 'unreadable';
}

/** What was answered and how it was signed. */
export interface SigningInput extends SigningSetup {
  answers: { rules: Record<string, Answer>; participation: Record<string, Answer> };
  /** The signer's name, exactly as typed or, with a button, as shown. */
  name: string;
  mark: SignatureMark;
  /** The signer agreed to sign on a screen (K16); always with `mode: 'screen'`. */
  electronic?: true;
  /** A minor beside their guardian: asked alone, signed by their own name; `talk` is for the leader and nobody else. */
  assent?: { name: string; answer: 'yes' | 'no' | 'talk' };
  paper?: PaperForm;
}

export interface SigningResult {
  signing: string;
  signed: string;
  /** What was saved for each document. `ended`: a paper entered after something newer, which ended it. */
  rules: 'active' | 'proposed' | 'ended';
  participation: 'active' | 'proposed' | 'rejected' | 'ended';
}

/** What staff add after the screen came back. */
export interface SigningClose {
  /** The user saw the person sign. */
  witness?: true;
  copyGiven?: 'printed' | 'portal' | 'email' | 'declined';
}

/** Asks the host for a one-time link by which the member signs on another device. */
export interface HandOverRequest {
  signing: string;
  group: string;
  patient: string;
  language: string;
  setup: SigningSetup;
}

/** What the host does for a hand-over; each is optional. */
export interface SigningHost {
  /** Gives the address to open on the member's own device: token and page are the host's. */
  handOver?: (request: HandOverRequest) => Promise<{ link: string }>;
  /** True once staff have shown that it is them. Without it the host's page decides how the screen comes back. */
  confirmStaff?: () => Promise<boolean>;
}

/** What the portal does for signing: all methods reject with PortalError. Members, guardians, intake and leaders. */
export interface SigningDesk extends SigningHost {
  /**
   * Everything the form needs, before anything is typed. Reads only.
   * Errors: `unsupported` (the types this server can't keep: it is no record store; `fhirVersion`), `not-found`
   * (`group`, `patient`: not in the group, `language`, `version`), `not-allowed` (`user`).
   */
  openSigning(query: SigningQuery, options?: Options): Promise<SigningForm>;
  /**
   * Saves a signing at once (in waves where the server takes no transactions, the Consents last): two responses, two Consents, the signed copy, the Provenance, and
   * ends what it takes the place of. Then reads back. The same form sent twice adds nothing.
   * Errors: `invalid` (`answers.rules.come` and the like, `name`, `mark`, `documents.rules`: a draft or no longer the current text,
   * `paper.scan`, `paper.signedOn`, `paper.code`, `interpreter.id`, `assent.name`), `conflict`, and those of opening. One that names `signing` came after the server had
   * taken it, or (`partial`, with the types it has not) a part of it: it may be signed.
   */
  sign(form: SigningForm, input: SigningInput, options?: Options): Promise<SigningResult>;
  /**
   * Keeps answers so far on the server, unsigned: one QuestionnaireResponse `in-progress`; any device can go on with it.
   * Errors: `conflict` when another device saved meanwhile, `invalid` (`answers`).
   */
  saveDraft(
    form: SigningForm,
    draft: Pick<SigningInput, 'answers' | 'signer'>,
    options?: Options,
  ): Promise<SigningDraft>;
  /** What became of a form that is signed on another device; undefined while nothing is saved. */
  findSigned(form: SigningForm, options?: Options): Promise<SigningResult | undefined>;
  /**
   * Adds the witness and how the copy was given to the signing's Provenance (If-Match). Intake and leaders.
   * Errors: `not-found` before it is signed, `conflict`.
   */
  closeSigning(form: SigningForm, close: SigningClose, options?: Options): Promise<void>;
}
