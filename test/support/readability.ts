/**
 * How hard a text is to read, by published formulas. English: Flesch-Kincaid (1975) and Coleman-Liau (1975), with the
 * counts of `syllable`. Spanish: INFLESZ, which reads Szigriszt-Pazos' perspicuity (1993) on the scale of Barrio-Cantalejo
 * (An Sist Sanit Navar 2008;31:135-152), and Crawford (Lectura y Vida 1985;6). Formulas misjudge: readers decide (domain.md 5.1).
 * @module
 */
import { colemanLiau } from 'coleman-liau';
import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';

/** What all the formulas are made of. */
export interface Counts {
  sentence: number;
  word: number;
  syllable: number;
  /** Letters and digits. */
  letter: number;
}

type Language = 'en' | 'es';

/** Sentences of a text: they end at a full stop, question or exclamation mark. */
export const sentencesOf = (text: string): string[] =>
  text.split(/(?<=[.!?]["”»]?)\s+/).filter((s) => wordsOf(s).length > 0);
/** Words and numbers; an apostrophe or hyphen inside belongs to the word. */
export const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];

/** Counts of a text. A number has its digits' syllables, as a phone number is read: two each, which is never too few. */
export function countsOf(text: string, language: Language): Counts {
  const words = wordsOf(text);
  const syllables = (word: string) =>
    /\d/.test(word) ? 2 * word.length : language === 'es' ? syllablesEs(word) : Math.max(1, syllable(word));
  return {
    sentence: sentencesOf(text).length,
    word: words.length,
    syllable: words.reduce((sum, word) => sum + syllables(word), 0),
    letter: words.join('').match(/[\p{L}\p{N}]/gu)?.length ?? 0,
  };
}

/** US school grades of an English text. */
export const gradesEn = (counts: Counts): { fleschKincaid: number; colemanLiau: number } => ({
  fleschKincaid: fleschKincaid({ ...counts }),
  colemanLiau: colemanLiau({ ...counts }),
});

/** Ease, higher is easier: over 80 very easy, 65–80 rather easy, 55–65 normal. */
export const inflesz = ({ sentence, word, syllable: s }: Counts): number =>
  206.835 - (62.3 * s) / word - word / sentence;
/** Years of school. */
export const crawford = ({ sentence, word, syllable: s }: Counts): number =>
  (-20.5 * sentence) / word + (4.9 * s) / word - 3.407;

/**
 * Syllables of a Spanish word by the rules of the Ortografía (RAE 2010, II.3): two open vowels, or an open one beside an
 * accented closed one, are two syllables; every other run of vowels is one. No kept library counts them.
 */
export function syllablesEs(word: string): number {
  const sounds = word
    .toLowerCase()
    .normalize('NFC')
    .replaceAll(/([qg])u(?=[eiéí])/g, '$1')
    .replaceAll('h', '')
    // y is a vowel only where no vowel follows it
    .replaceAll(/y(?![aeiouáéíóúü])/g, 'i');
  const runs = sounds.match(/[aeiouáéíóúü]+/g) ?? [];
  return runs.reduce((sum, run) => sum + 1 + breaksIn(run), 0) || 1;
}

const open = /[aeoáéó]/;
function breaksIn(run: string): number {
  const vowels = run.split('');
  return vowels.slice(1).filter((vowel, i) => {
    const before = vowels[i] ?? '';
    if (open.test(before) && open.test(vowel)) return true;
    const accented = /[íú]/.test(before + vowel);
    return before === vowel || (accented && (open.test(before) || open.test(vowel)));
  }).length;
}
