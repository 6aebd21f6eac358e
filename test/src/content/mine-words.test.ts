/** Words of the member's own view and of a guardian's: as easy as what they sign, and nothing left out in Spanish. */
import { expect, test } from 'vitest';
import * as guardian from '../../../widgets/strings/guardian.ts';
import { es as guardianEs } from '../../../widgets/strings/guardian-es.ts';
import * as mine from '../../../widgets/strings/mine.ts';
import { es as mineEs } from '../../../widgets/strings/mine-es.ts';
import { countsOf, gradesEn, inflesz, sentencesOf, wordsOf } from '../../support/readability.ts';

/** Every sentence, those with a day or a number too. */
function sentences(words: object): string[] {
  return Object.values(words).flatMap((value: unknown): string[] => {
    if (typeof value === 'string') return [value];
    if (typeof value === 'function') return [];
    return value !== null && typeof value === 'object' ? sentences(value) : [];
  });
}
const prose = (words: object): string[] =>
  sentences(words)
    .filter((one) => wordsOf(one).length > 3)
    .map((one) => (/[.?!]$/.test(one) ? one : `${one}.`));

const views = { member: { en: mine.en, es: mineEs }, guardian: { en: guardian.en, es: guardianEs } };

test.each(Object.entries(views))(
  '%s: English is grade 6 or below, and no sentence is longer than twenty words',
  (_, { en }) => {
    const text = prose(en).join(' ');
    const { fleschKincaid, colemanLiau } = gradesEn(countsOf(text, 'en'));
    expect(fleschKincaid).toBeLessThanOrEqual(6);
    expect(colemanLiau).toBeLessThanOrEqual(6);
    for (const one of sentencesOf(text)) expect(wordsOf(one).length).toBeLessThanOrEqual(20);
  },
);

test.each(Object.entries(views))('%s: Spanish is rather easy, and says everything English says', (_, { en, es }) => {
  expect(inflesz(countsOf(prose(es).join(' '), 'es'))).toBeGreaterThan(65);
  const keys = (words: object): string[] =>
    Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
      value !== null && typeof value === 'object' ? [key, ...keys(value)] : [key],
    );
  expect(keys(es).toSorted((a, b) => a.localeCompare(b))).toEqual(keys(en).toSorted((a, b) => a.localeCompare(b)));
});

test('nothing blames, threatens or asks why', () => {
  for (const words of Object.values(views).flatMap((view) => Object.values(view)))
    expect(prose(words).join(' ')).not.toMatch(/fail|must|miss(ed)? (group|a|two)|no-show|why not|debe|falt[oó] a/i);
});
