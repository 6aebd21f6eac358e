/** What is too hard in a document, part by part (domain.md 5.1). @module */
import type { MemberDocument } from '../../../src/content/document.ts';
import { countsOf, crawford, gradesEn, inflesz, sentencesOf, wordsOf } from '../../support/readability.ts';

/** The running text of a document: sections, clauses of none, introduction, statements. Titles are no sentences. */
export function partsOf({ rules, clauses, intro, statements }: MemberDocument): Record<string, string> {
  const running = (list: readonly { text: string }[]) => list.map((c) => c.text).join(' ');
  return {
    intro,
    ...Object.fromEntries(rules.map((r) => [r.id, running(r.clauses)])),
    ...(clauses.length > 0 && { clauses: running(clauses) }),
    statements: Object.values(statements).join(' '),
  };
}

/** What is over its limit, as `myths: Flesch-Kincaid 8.2`. English: grade 6, 7 in one part; Spanish: ease 60, 6 years. */
export function hardIn(document: MemberDocument): string[] {
  const parts = partsOf(document);
  const whole = Object.values(parts).join(' ');
  return [
    ...hardFor(document.language, 'document', whole, 6),
    ...Object.entries(parts).flatMap(([name, text]) => hardFor(document.language, name, text, 7)),
  ];
}

function hardFor(language: string, name: string, text: string, grade: number): string[] {
  const isSpanish = language === 'es';
  const counts = countsOf(text, isSpanish ? 'es' : 'en');
  const longest = Math.max(...sentencesOf(text).map((s) => wordsOf(s).length));
  const { fleschKincaid, colemanLiau } = gradesEn(counts);
  const measures: [string, number, boolean][] = [
    ['words a sentence', counts.word / counts.sentence, counts.word / counts.sentence > 12],
    ['words in one sentence', longest, longest > 20],
    ...(isSpanish
      ? ([
          ['INFLESZ', inflesz(counts), inflesz(counts) < 60],
          ['Crawford', crawford(counts), crawford(counts) > 6],
        ] satisfies [string, number, boolean][])
      : ([
          ['Flesch-Kincaid', fleschKincaid, fleschKincaid > grade],
          ['Coleman-Liau', colemanLiau, colemanLiau > grade],
        ] satisfies [string, number, boolean][])),
  ];
  return measures.flatMap(([measure, value, isHard]) => (isHard ? [`${name}: ${measure} ${value.toFixed(1)}`] : []));
}
