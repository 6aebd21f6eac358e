/**
 * The signed copy: one HTML file with everything in it, no script, no request, right to print (design 3). Pure: the
 * same signing gives the same bytes for ever.
 * @module
 */
import type { Agreement, AgreementPart } from '../../fhir-mappings/records/agreement.ts';
import type { Signing } from '../../fhir-mappings/records/signing.ts';
import { copyWords, type CopyWords } from './copy-words.ts';
import type { MemberDocument } from './document.ts';
import { escaped, htmlPage, sheetStyle } from './html-page.ts';

/** One signed document with the words it was signed over. */
export interface SignedDocument {
  agreement: Agreement;
  document: MemberDocument;
}

export interface CopyInput {
  /** In the order they were shown. */
  documents: readonly SignedDocument[];
  signing: Signing;
  /** IANA zone in which the time of the signing is said. */
  timeZone: string;
}

/** A self-contained HTML document in the language of the first document. */
export function signedCopyHtml(input: CopyInput): string {
  const { documents, signing } = input;
  const language = documents[0]?.document.language ?? 'en';
  const words = copyWords(language);
  const parts = documents.map((one) => documentPart(one, words));
  const mark = signatureOf(signing);
  const drawn = mark.image
    ? `<img alt="${escaped(words.drawn)}" src="data:image/png;base64,${mark.image}">`
    : `<p class="name" dir="auto">${escaped(mark.text)}</p>`;
  const facts = factsOf(input, words).map(
    ([name, value]) => `<dt>${escaped(name)}</dt><dd dir="auto">${escaped(value)}</dd>`,
  );
  const body = `${parts.join('\n')}
<section>
<h2>${escaped(words.signature)}</h2>
${drawn}
</section>
<section>
<h2>${escaped(words.details)}</h2>
<dl>${facts.join('')}</dl>
<p>${escaped(words.closing)}</p>
</section>`;
  return htmlPage({ language, title: words.title, style: `${sheetStyle}\n${style}`, body });
}

/** The same in plain text, for a server that takes nothing else. */
export function signedCopyText(input: CopyInput): string {
  const words = copyWords(input.documents[0]?.document.language ?? 'en');
  const lines = input.documents.flatMap(({ agreement, document }) => [
    document.title.toUpperCase(),
    '',
    ...agreement.parts.flatMap((part) => ['', ...linesOf(part, words)]),
    '',
    statementOf(agreement, document),
    '',
  ]);
  const { text } = signatureOf(input.signing);
  const facts = factsOf(input, words).map(([name, value]) => `${name}: ${value}`);
  return [...lines, `${words.signature}: ${text || words.drawn}`, '', ...facts, '', words.closing, ''].join('\n');
}

function documentPart({ agreement, document }: SignedDocument, words: CopyWords): string {
  const parts = agreement.parts.map((part) =>
    'clauses' in part
      ? `<h3>${escaped(part.text)}</h3><ul>${part.clauses.map((c) => clauseItem(c, words)).join('')}</ul>`
      : `<ul>${clauseItem(part, words)}</ul>`,
  );
  return `<section lang="${escaped(document.language)}">
<h1>${escaped(document.title)}</h1>
<p>${escaped(document.intro)}</p>
${parts.join('\n')}
<p class="statement">${escaped(statementOf(agreement, document))}</p>
</section>`;
}

type Clause = Extract<AgreementPart, { answer: string }>;
const clauseItem = ({ text, answer }: Clause, { answers }: CopyWords): string =>
  `<li><p>${escaped(text)}</p><p class="answer">${escaped(answers[answer])}</p></li>`;

const linesOf = (part: AgreementPart, words: CopyWords): string[] =>
  'clauses' in part
    ? [part.text, ...part.clauses.flatMap((c) => linesOf(c, words))]
    : [`- ${part.text}`, `  ${words.answers[part.answer]}`];

/** What was signed, and on a screen that this was agreed to. */
const statementOf = ({ mode }: Agreement, { statements }: MemberDocument): string =>
  mode === 'screen' ? `${statements.sign} ${statements.electronic}` : statements.sign;

/** The typed name, or the drawing. */
function signatureOf({ mark }: Signing): { text: string; image?: string } {
  if (mark.format === 'image/png') return { text: '', image: mark.data };
  const bytes = Uint8Array.from(atob(mark.data), (c) => c.charCodeAt(0));
  return { text: new TextDecoder().decode(bytes) };
}

/** Who signed, when, how and over what, in the words of the language. */
function factsOf({ documents, signing, timeZone }: CopyInput, words: CopyWords): [name: string, value: string][] {
  const { signer, interpreter, witness, identityCheck } = signing;
  const language = documents[0]?.document.language ?? 'en';
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long', timeZone });
  const when = moment.format(new Date(signing.signed));
  const [first] = documents;
  return [
    [words.signedBy, signer.name],
    ...(signer.basis ? [[words.signedFor, words.basis[signer.basis]] as [string, string]] : []),
    [words.signedAt, signing.signedUnknown ? words.undated(when) : when],
    [words.zone, `${timeZone} (${signing.signed})`],
    ...(first ? [[words.how, words.mode[first.agreement.mode]] as [string, string]] : []),
    ...(interpreter
      ? [[words.interpreter, `${interpreter.id}, ${words.way[interpreter.way]}`] as [string, string]]
      : []),
    [words.howKnown, words.known[identityCheck]],
    ...(witness ? [[words.witness, words.witnessed] as [string, string]] : []),
    ...documents.flatMap(({ agreement, document }): [string, string][] => [
      [words.version, `${document.title}, ${document.version} (${document.language})`],
      ...(typeof document.review === 'object' && document.review !== null
        ? ([[words.reviewedBy, `${document.review.name}, ${document.review.role}, ${document.review.date}`]] as [
            string,
            string,
          ][])
        : []),
      [words.textHash, agreement.textHash],
    ]),
    [words.signing, signing.signing],
  ];
}

/** A clause is not torn from its answer at the end of a page. */
const style = `
ul{list-style:none;margin:0;padding:0}
li{padding:.4rem 0;border-block-end:1px solid #999;break-inside:avoid}
section{margin-block-end:2rem}
.answer{font-weight:700}
.statement{margin-block-start:1rem;padding-inline-start:.75rem;border-inline-start:3px solid #000}
.name{font-size:16pt;border-block-end:1px solid #000;display:inline-block;min-width:16rem}
img{max-width:100%;height:auto;border:1px solid #999}
dl{display:grid;grid-template-columns:minmax(8rem,auto) 1fr;gap:.25rem 1rem;margin:0}
dt{font-weight:700}
dd{margin:0}
h1,h2,h3{break-after:avoid}
@page{margin:2cm;@bottom-right{content:counter(page) " / " counter(pages)}}
@media print{main{max-width:none;padding:0}}
@media (max-width:30rem){dl{display:block}dd{margin-block-end:.5rem}}
`.trim();
