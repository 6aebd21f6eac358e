import { expect, test } from 'vitest';
import type { MemberDocument } from '../../../src/content/document.ts';
import { countsOf, crawford, gradesEn, inflesz, sentencesOf, syllablesEs } from '../../support/readability.ts';
import { english, named, spanish } from './all.ts';
import { hardIn, partsOf } from './limits.ts';

test.each(named)('%s is easy enough, as a whole and in every part', (_name, document) => {
  expect(hardIn(document)).toEqual([]);
});

test('every clause of a pack fits a phone without much scrolling', () => {
  const long = [english.preparation, spanish.preparation].flatMap((pack) =>
    pack.rules.flatMap((r) => r.clauses.filter((c) => countsOf(c.text, 'en').word > 60).map((c) => c.id)),
  );
  expect(long).toEqual([]);
});

const hardEnglish =
  'Notwithstanding individual differences, interpersonal psychotherapy participants characteristically demonstrate ' +
  'considerable improvement subsequent to systematic examination of maladaptive relational patterns established during childhood.';
const hardSpanish =
  'Independientemente de las características individuales, los participantes de la psicoterapia interpersonal experimentan ' +
  'habitualmente una considerable mejoría posteriormente a la sistematización de sus comportamientos desadaptativos infantiles.';

test.each([
  ['English', english.preparation, hardEnglish, ['Flesch-Kincaid', 'Coleman-Liau']],
  ['Spanish', spanish.preparation, hardSpanish, ['INFLESZ', 'Crawford']],
] satisfies [string, MemberDocument, string, string[]][])(
  'hard words in %s are found, and where',
  (_name, easy, text, formulas) => {
    const [first, ...others] = easy.rules;
    if (first?.clauses[0] === undefined) throw new Error('no clause');
    const oneSection = { ...easy, rules: [{ ...first, clauses: [{ ...first.clauses[0], text }] }, ...others] };
    const found = hardIn(oneSection).join('\n');
    for (const formula of formulas) expect(found).toContain(`introduction: ${formula}`);
    expect(found).toContain('introduction: words in one sentence');
    expect(found).not.toContain('myths');
    const whole = hardIn({
      ...easy,
      rules: [{ ...first, clauses: [{ ...first.clauses[0], text: `${text} `.repeat(30).trim() }] }],
    });
    for (const formula of formulas) expect(whole.join('\n')).toContain(`document: ${formula}`);
  },
);

test('one long sentence among short ones is found', () => {
  const long = `You can ${'read and talk and '.repeat(6)}ask.`;
  expect(hardIn({ ...english.rules, intro: `${'You can ask. '.repeat(20)}${long}` })).toEqual([
    'document: words in one sentence 27.0',
    'intro: words in one sentence 27.0',
  ]);
});

test('all running text is measured', () => {
  expect(Object.keys(partsOf(english.preparation))).toEqual([
    'intro',
    'introduction',
    'helps',
    'how-it-works',
    'myths',
    'getting-the-most',
    'stumbling-blocks',
    'rules',
    'statements',
  ]);
  expect(Object.keys(partsOf(english.participation))).toEqual(['intro', 'clauses', 'statements']);
});

test('the English formulas give what is published for known texts', () => {
  // Green Eggs and Ham has 5.7 words a sentence and 1.02 syllables a word: grade -1.3
  const greenEggs = { sentence: 100, word: 570, syllable: 581, letter: 0 };
  expect(gradesEn(greenEggs).fleschKincaid).toBeCloseTo(-1.3, 1);
  // "The Australian platypus is seemingly …", 13 words with 24 syllables: grade 11.3
  expect(gradesEn({ sentence: 1, word: 13, syllable: 24, letter: 0 }).fleschKincaid).toBeCloseTo(11.3, 1);
  // the abstract of Coleman and Liau's own paper: 639 letters, 119 words, 5 sentences: grade 14.5
  expect(gradesEn({ sentence: 5, word: 119, syllable: 1, letter: 639 }).colemanLiau).toBeCloseTo(14.5, 1);
});

test('the Spanish formulas give what is published for known texts', () => {
  // the example in Crawford's article: 7 sentences and 175 syllables in 100 words, 3.7 years
  expect(crawford({ sentence: 7, word: 100, syllable: 175, letter: 0 })).toBeCloseTo(3.7, 1);
  // the Spanish text of textstat's own tests: 5 sentences, 135 words, 255 syllables
  const textstat = { sentence: 5, word: 135, syllable: 255, letter: 0 };
  expect(crawford(textstat)).toBeCloseTo(5.089, 3);
  expect(inflesz(textstat)).toBeCloseTo(62.16, 1);
});

// divisions as in the Ortografía of the RAE
const divided =
  'sol ca-sa a-é-re-o pa-ís ciu-dad a-ve-ri-guáis le-er a-ho-ra prohi-bi-do al-co-hol gui-ta-rra pin-güi-no lin-güís-ti-ca ' +
  'muy a-yu-da y es-toy cons-trui-do a-hí quie-re que cuí-da-te huér-fa-no o-ír se-sión re-ú-nan prac-ti-quéis';
test.each(divided.split(' '))('%s has its syllables', (word) => {
  expect(syllablesEs(word.replaceAll('-', ''))).toBe(word.split('-').length);
});

test('sentences and words are counted as they are read', () => {
  expect(countsOf('You do not have to. It’s one-to-one, at 988!', 'en')).toEqual({
    sentence: 2,
    word: 9,
    syllable: 16,
    letter: 30,
  });
  expect(sentencesOf('¿Puede parar? Sí. “Quiero hablar de esto”.')).toHaveLength(3);
  expect(sentencesOf('You can say, “I want to talk.” Then we talk.')).toHaveLength(2);
});
