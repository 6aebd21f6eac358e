import { expect, test } from 'vitest';
import { deviceWords } from '../../../widgets/strings/devices.ts';
import { countsOf, crawford, gradesEn, inflesz, sentencesOf, wordsOf } from '../../support/readability.ts';

/** What a member reads as sentences; the rest are names of buttons. */
function running(language: string): string {
  const { drawMore, cannotDraw, idle } = deviceWords(language);
  return [drawMore, cannotDraw, idle.title, idle.text, idle.cleared].join(' ');
}

test('the words around the screen are easy in English and Spanish', () => {
  const [english, spanish] = [running('en'), running('es')];
  for (const text of [english, spanish]) {
    expect(Math.max(...sentencesOf(text).map((sentence) => wordsOf(sentence).length))).toBeLessThanOrEqual(12);
  }
  const { fleschKincaid, colemanLiau } = gradesEn(countsOf(english, 'en'));
  expect(Math.max(fleschKincaid, colemanLiau)).toBeLessThanOrEqual(6);
  expect(inflesz(countsOf(spanish, 'es'))).toBeGreaterThanOrEqual(60);
  expect(crawford(countsOf(spanish, 'es'))).toBeLessThanOrEqual(6);
});

test('no countdown: no number in any of them', () => {
  for (const language of ['en', 'es-MX']) expect(JSON.stringify(deviceWords(language))).not.toMatch(/\d/);
});

test('a region has its language’s words; another language has English ones, none empty', () => {
  expect(deviceWords('es-MX')).toBe(deviceWords('es'));
  expect(deviceWords('fr')).toBe(deviceWords('en'));
  expect(deviceWords('es').read).not.toBe(deviceWords('en').read);
  expect(JSON.stringify([deviceWords('en'), deviceWords('es')])).not.toContain('""');
});
