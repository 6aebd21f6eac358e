/**
 * The form on paper: one HTML file to print, with everything a returned page must say of itself (domain.md 3.2): which
 * words, in which version and language, whose code, page x of y. No member's name is printed on it. Pure.
 * @module
 */
import { PortalError } from '../../fhir-mappings/errors.ts';
import { copyWords } from './copy-words.ts';
import type { Clause, MemberDocument } from './document.ts';
import { cssString, escaped, htmlPage, sheetStyle } from './html-page.ts';
import { paperStyle } from './paper-style.ts';
import { numbersOf, type ShownForm } from './shown.ts';
import { paperWords, type PaperWords } from './paper-words.ts';

export interface PaperFormInput extends ShownForm {
  /** As `memberCode` gives it. */
  memberCode: string;
  /** The group's neutral name. */
  group: string;
  /** 18 points in the place of 12. */
  large: boolean;
}

/**
 * A self-contained HTML document in the language of the rules: the rules, the consent to take part on a page of its own,
 * the signature, a part for staff. Throws PortalError `invalid` naming a document that is a draft: nobody may sign it.
 */
export function paperFormHtml(input: PaperFormInput): string {
  const { rules, participation } = input.documents;
  const drafts = Object.entries(input.documents).filter(([, { review }]) => review === null);
  if (drafts.length > 0) {
    const fields = drafts.map(([name]) => `documents.${name}`);
    throw new PortalError('invalid', 'A draft translation cannot be signed.', fields);
  }
  const words = paperWords(rules.language);
  const sheet: Sheet = { ...input, words, numbered: numbersOf(input) };
  return htmlPage({
    language: rules.language,
    title: words.title,
    style: `${sheetStyle}\n${paperStyle(input)}\n${pageFoot(input, words)}`,
    body: [
      documentPart(rules, sheet, true),
      documentPart(participation, sheet),
      signPart(sheet),
      staffPart(sheet),
    ].join('\n'),
  });
}

interface Sheet extends PaperFormInput {
  words: PaperWords;
  numbered: Map<Clause, number>;
}

/** `group-rules-en 2026.1`: the last part of the document's address, and its version. */
const codeOf = ({ url, version }: MemberDocument): string => `${url.split('/').findLast(Boolean) ?? url} ${version}`;

/** "español (es)" */
function languageOf({ language }: MemberDocument): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language);
  return name === undefined || name === language ? language : `${name} (${language})`;
}

/** What stands at the foot of every page, by margin boxes: browsers without them have it at the head of each part only. */
function pageFoot({ documents, memberCode }: PaperFormInput, words: PaperWords): string {
  const { rules, participation } = documents;
  const codes = [codeOf(rules), codeOf(participation), languageOf(rules)].join(' · ');
  const [before, between] = words.page.map(cssString);
  return `@page{
@bottom-left{content:${cssString(codes)} "\\a " ${cssString(`${words.memberCode} ${memberCode}`)}}
@bottom-right{content:${before} counter(page) ${between} counter(pages)}
}`;
}

function headOf(documents: readonly MemberDocument[], { words, memberCode, group }: Sheet): string {
  const codes = [...documents.map(codeOf), ...documents.slice(0, 1).map(languageOf)].join(' · ');
  const about = `${escaped(words.forGroup)} <bdi>${escaped(group)}</bdi> · ${escaped(codes)}`;
  return `<p class="head"><span>${about}</span> <span>${escaped(words.memberCode)} <b>${escaped(memberCode)}</b></span></p>`;
}

function documentPart(document: MemberDocument, sheet: Sheet, first = false): string {
  const { words } = sheet;
  const { language, title, intro, statements, rules, clauses, review } = document;
  const help = first ? `<p class="help">${escaped(statements.help)}</p>` : '';
  const reviewed =
    typeof review === 'object' && review !== null
      ? `<p class="small">${escaped(`${words.reviewedBy} ${review.name}, ${review.role}, ${review.date}`)}</p>`
      : '';
  const inRules = rules.map((rule) => {
    const items = itemsOf(rule.clauses, sheet);
    return items.length === 0 ? '' : `<h2 dir="auto">${escaped(rule.title)}</h2>\n${listOf(items)}`;
  });
  return `<section class="part" lang="${escaped(language)}">
${headOf([document], sheet)}
<h1 dir="auto">${escaped(title)}</h1>
<p dir="auto">${escaped(intro)}</p>
<p class="how">${escaped(words.how)}</p>
${help}
${inRules.join('\n')}
${listOf(itemsOf(clauses, sheet), rules.length > 0)}
${reviewed}
</section>`;
}

const listOf = (items: readonly string[], apart = false): string =>
  items.length === 0 ? '' : `<ul${apart ? ' class="apart"' : ''}>${items.join('\n')}</ul>`;

const choices = ['yes', 'no', 'talk'] as const;

/** A clause is not torn from its boxes at the end of a page. */
function itemsOf(clauses: readonly Clause[], { words, numbered }: Sheet): string[] {
  return clauses.flatMap((clause) => {
    const number = numbered.get(clause);
    if (number === undefined) return [];
    const boxes = clause.kind === 'choice' ? choices.map((code) => words.answers[code]) : [words.answers.read];
    return [
      `<li><b class="number">${number}</b><div><p dir="auto">${escaped(clause.text)}</p>${boxesOf(boxes)}</div></li>`,
    ];
  });
}

const box = (word: string): string => `<span class="choice"><i class="box"></i>${escaped(word)}</span>`;
const boxesOf = (list: readonly string[]): string => `<p class="boxes">${list.map(box).join(' ')}</p>`;
const line = (label: string, hint = ''): string =>
  `<p class="line"><span>${escaped(label)}</span><i class="rule"></i>${hint ? `<small>${escaped(hint)}</small>` : ''}</p>`;

const bases = ['parent', 'court-order', 'health-care-proxy', 'other'] as const;
const ways = ['in-person', 'video', 'phone'] as const;

/** One signature under the statements of both documents, each named with its version. */
function signPart(sheet: Sheet): string {
  const { words, documents } = sheet;
  const copy = copyWords(documents.rules.language);
  const statements = [documents.rules, documents.participation].map(
    (d) =>
      `<p class="statement" lang="${escaped(d.language)}" dir="auto"><b>${escaped(d.title)}, ${escaped(d.version)}</b><br>${escaped(d.statements.sign)}</p>`,
  );
  return `<section class="sign">
${headOf([documents.rules, documents.participation], sheet)}
<h1>${escaped(words.sign)}</h1>
<p>${escaped(words.signHint)}</p>
${statements.join('\n')}
${boxesOf([words.asMember])}
<p class="boxes">${box(words.forMember)}</p>
<p class="boxes under">${bases.map((b) => box(copy.basis[b])).join(' ')}</p>
${line(words.signature)}
${line(words.printedName)}
${line(words.date, words.dateParts)}
</section>`;
}

/** What staff note by hand until they record it; initials, no names. */
function staffPart({ words, documents }: Sheet): string {
  const { staff } = words;
  const { known, way } = copyWords(documents.rules.language);
  const template = Object.values(documents).some((d) => d.template === true)
    ? `<p class="small">${escaped(staff.template)}</p>`
    : '';
  return `<section class="staff">
<h2>${escaped(staff.title)}</h2>
<p>${escaped(staff.known)}</p>
${boxesOf([known['two-identifiers'], known['known-to-staff']])}
${line(staff.interpreter)}
<p class="boxes">${ways.map((w) => box(way[w])).join(' ')}</p>
<p class="boxes"><span>${escaped(staff.copy)}:</span> ${staff.copies.map(box).join(' ')}</p>
<p class="boxes">${box(staff.saw)}</p>
${line(staff.initials)}
${template}
</section>`;
}
