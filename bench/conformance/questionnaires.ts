/** The documents members sign or read, as Questionnaires: linkIds are the ids of rules and clauses (design 3a). @module */
import { answerCodes, codeSystem } from '../../fhir-mappings/codes.ts';
import type { Clause, MemberDocument } from '../../src/content/document.ts';
import { head, type Conformance, type Version } from './shape.ts';
import { codesOf, publishedCodes } from './terminology.ts';

interface Item {
  linkId: string;
  [element: string]: unknown;
}

const display = (code: string) => publishedCodes().find((c) => c.code === code)?.display;
const options = (codes: readonly string[]) =>
  codes.map((code) => ({ valueCoding: { system: codeSystem, code, display: display(code) } }));
/** R5 calls a question with codes `coding`. */
const coded = (version: Version) => (version === 'r4' ? 'choice' : 'coding');

function clauseItem(version: Version, clause: Clause): Item {
  return {
    linkId: clause.id,
    text: clause.text,
    type: coded(version),
    // a clause about video is shown only where a group meets by video
    required: clause.video === undefined,
    repeats: false,
    answerOption: options(clause.kind === 'choice' ? answerCodes.filter((code) => code !== 'read') : ['read']),
  };
}

const questionnaireHead = (document: MemberDocument): Conformance => ({
  ...head('Questionnaire', document.url.split('/').at(-1) ?? '', {
    url: document.url,
    version: document.version,
    title: document.title,
    description: document.intro,
  }),
  language: document.language,
  subjectType: ['Patient'],
  effectivePeriod: { start: document.effective },
});

/** A document as a Questionnaire: an item per rule with its clauses, and one per clause that belongs to no rule. */
export function questionnaireOf(document: MemberDocument, version: Version): Conformance {
  return {
    ...questionnaireHead(document),
    item: [
      ...document.rules.map((r) => ({
        linkId: r.id,
        text: r.title,
        type: 'group',
        required: true,
        repeats: false,
        item: r.clauses.map((c) => clauseItem(version, c)),
      })),
      ...document.clauses.map((c) => clauseItem(version, c)),
    ],
  };
}

/** The preparation pack: a section is marked read, or to be talked about; nothing is required, for a pack is read in parts. */
export function preparationQuestionnaire(document: MemberDocument, version: Version): Conformance {
  const question = (linkId: string, text: string, codes: readonly string[], repeats = false): Item => ({
    linkId,
    text,
    type: coded(version),
    required: false,
    repeats,
    answerOption: options(codes),
  });
  return {
    ...questionnaireHead(document),
    item: [
      ...document.rules.map((section) => ({
        ...question(section.id, section.title, codesOf('section-marks'), true),
        item: section.clauses.map(({ id, text }) => ({ linkId: id, text, type: 'display' })),
      })),
      question('questions', 'Questions', codesOf('question-answers')),
      {
        linkId: 'contact',
        text: 'How you will tell us',
        type: 'group',
        required: false,
        repeats: false,
        item: [
          question('contact-way', 'Way', codesOf('contact-ways')),
          {
            linkId: 'contact-message',
            text: 'We may leave a message',
            type: 'boolean',
            required: false,
            repeats: false,
          },
        ],
      },
    ],
  };
}

/** Worries a member ticks, each to be talked about early on; none is required, and each can be taken back. */
export const worriesQuestionnaire = (document: MemberDocument, version: Version): Conformance => ({
  ...questionnaireHead(document),
  item: document.rules.map(({ id, title }) => ({
    linkId: id,
    text: title,
    type: coded(version),
    required: false,
    repeats: true,
    answerOption: options(codesOf('section-marks')),
  })),
});
