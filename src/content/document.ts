/** The one shape of what members sign or read (design 3a). A clinic may bring its own as JSON. @module */
import * as z from 'zod/mini';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { address, date, parse } from '../../fhir-mappings/records/primitives.ts';
import { fiveRules } from './versions.ts';

const id = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/));
/** Text in NFC, so that equal words have equal bytes. */
const text = z.string().check(
  z.minLength(1),
  z.maxLength(4000),
  z.refine((value) => value === value.normalize('NFC'), 'not in NFC'),
);

const clause = z.strictObject({
  id,
  text,
  /** Phrase that fits in a sentence and in a list: "wants to talk about avoiding contact outside group". */
  short: text,
  /** `choice` is answered yes, no or talk; `information` is only read. */
  kind: z.enum(['choice', 'information']),
  /** Shown only in groups that meet by video. */
  video: z.optional(z.literal(true)),
});

export const memberDocument = z
  .strictObject({
    url: address,
    version: z.string().check(z.regex(/^[^|\s]+$/)),
    language: z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/)),
    title: text,
    intro: text,
    /** First day in force, in the group's time zone. */
    effective: date,
    change: z.enum(['material', 'editorial']),
    rules: z.array(z.strictObject({ id, title: text, clauses: z.array(clause).check(z.minLength(1)) })),
    /** Clauses that belong to no rule. */
    clauses: z.array(clause),
    statements: z.strictObject({ sign: text, electronic: text, help: text }),
    /** Who reviewed a translation for signing: null means a draft, which cannot be signed; `original` is no translation. */
    review: z.union([z.literal('original'), z.strictObject({ name: text, role: text, date: date }), z.null()]),
    /** Sample words: a clinic must approve or replace them before real use. */
    template: z.optional(z.literal(true)),
  })
  .check((context) => {
    for (const path of repeatedIds(context.value)) {
      context.issues.push({ code: 'custom', message: 'an id twice', path: [...path], input: context.value });
    }
  });
export type MemberDocument = z.infer<typeof memberDocument>;
export type Clause = z.infer<typeof clause>;

/** Checks a clinic's own document; throws PortalError `invalid` with the path of each fault, such as `rules[1].clauses[0].id`. */
export const parseDocument = (value: unknown): MemberDocument => parse(memberDocument, value);

/** What a document is used for; each use asks more of it than the shape does. */
export const documentKinds = ['rules', 'participation', 'preparation'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** Checks a document for its use: the shape, and what the record needs of such a document. Throws as parseDocument does. */
export function parseDocumentFor(kind: DocumentKind, value: unknown): MemberDocument {
  const document = parseDocument(value);
  const faults = faultsFor[kind](document);
  if (faults.length > 0) throw new PortalError('invalid', 'Some fields are not valid.', faults);
  return document;
}

/** Answers are kept by id, and an id is a linkId in one response: rules and clauses share one list of names (FHIR que-2). */
function repeatedIds({ rules, clauses }: Pick<MemberDocument, 'rules' | 'clauses'>): (string | number)[][] {
  const seen = new Set<string>();
  const isRepeated = (name: string) => seen.size === seen.add(name).size;
  const inList = (list: readonly { id: string }[], path: (string | number)[]) =>
    list.flatMap((item, i) => (isRepeated(item.id) ? [[...path, i, 'id']] : []));
  return [
    ...inList(rules, ['rules']),
    ...rules.flatMap((rule, i) => inList(rule.clauses, ['rules', i, 'clauses'])),
    ...inList(clauses, ['clauses']),
  ];
}

/** Items of a preparation response that are no section of the pack. */
const reserved = ['questions', 'contact', 'contact-way', 'contact-message'];

/** A rule that is missing is named as `rules.attendance`: there is no place to point to. */
const faultsFor: Record<DocumentKind, (document: MemberDocument) => string[]> = {
  rules: ({ rules }) =>
    fiveRules.flatMap((name) => {
      const at = rules.findIndex((rule) => rule.id === name);
      if (at < 0) return [`rules.${name}`];
      // a rule that nobody can answer would count as agreed
      return rules[at]?.clauses.some(isChoice) === true ? [] : [`rules[${at}].clauses`];
    }),
  participation: (document) => {
    const [first, ...more] = placed(document).filter(({ clause: c }) => isChoice(c));
    return first === undefined ? ['clauses'] : more.map(({ path }) => `${path}.kind`);
  },
  preparation: (document) => [
    ...(document.rules.length === 0 ? ['rules'] : []),
    ...document.rules.flatMap((rule, i) => (reserved.includes(rule.id) ? [`rules[${i}].id`] : [])),
    ...placed(document).flatMap(({ clause: c, path }) => (isChoice(c) ? [`${path}.kind`] : [])),
  ],
};

const isChoice = ({ kind }: Clause) => kind === 'choice';

const placed = ({ rules, clauses }: MemberDocument): { clause: Clause; path: string }[] => [
  ...rules.flatMap((rule, i) => rule.clauses.map((c, j) => ({ clause: c, path: `rules[${i}].clauses[${j}]` }))),
  ...clauses.map((c, i) => ({ clause: c, path: `clauses[${i}]` })),
];
