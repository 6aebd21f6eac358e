/** Every table of words the widgets say has its Spanish, of the same shape, and nothing in it was left in English. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { agreementWords } from '../../../widgets/strings/agreement.ts';
import { staffWords as agreementStaff } from '../../../widgets/strings/agreement-staff.ts';
import { attendanceSpeech } from '../../../widgets/strings/attendance.ts';
import { afterSpeech } from '../../../widgets/strings/attendance-after.ts';
import { rowSpeech } from '../../../widgets/strings/attendance-rows.ts';
import { commonSpeech } from '../../../widgets/strings/common.ts';
import { decisionWords } from '../../../widgets/strings/decisions.ts';
import { deviceWords } from '../../../widgets/strings/devices.ts';
import { gridSpeech } from '../../../widgets/strings/grid.ts';
import { en as guardianEn } from '../../../widgets/strings/guardian.ts';
import { es as guardianEs } from '../../../widgets/strings/guardian-es.ts';
import { membersSpeech } from '../../../widgets/strings/members.ts';
import { en as mineEn } from '../../../widgets/strings/mine.ts';
import { es as mineEs } from '../../../widgets/strings/mine-es.ts';
import { paperScreenWords } from '../../../widgets/strings/paper.ts';
import { pictureSpeech } from '../../../widgets/strings/picture.ts';
import { preparationWords } from '../../../widgets/strings/preparation.ts';
import { staffWords, topics } from '../../../widgets/strings/preparation-staff.ts';
import { readinessSpeech } from '../../../widgets/strings/readiness.ts';
import { rosterSpeech } from '../../../widgets/strings/roster.ts';
import { leaderSpeech } from '../../../widgets/strings/roster-leader.ts';
import { panelSpeech } from '../../../widgets/strings/row-panel.ts';
import { wordsIn } from '../../../widgets/strings/signed.ts';
import { firstSpeech } from '../../../widgets/strings/signed-first.ts';
import { speech, type Speech } from '../../../widgets/strings/speech.ts';

type Said = (language: string) => unknown;
const fetched =
  <Words>(one: Speech<Words>): Said =>
  async (language) => {
    await one.ready(language);
    return one.in(language);
  };

/** By the file that has the English. */
const tables: Record<string, Said> = {
  agreement: agreementWords,
  'agreement-staff': agreementStaff,
  attendance: fetched(attendanceSpeech),
  'attendance-after': fetched(afterSpeech),
  'attendance-rows': fetched(rowSpeech),
  common: fetched(commonSpeech),
  decisions: decisionWords,
  devices: deviceWords,
  grid: fetched(gridSpeech),
  guardian: (language) => (language.startsWith('es') ? guardianEs : guardianEn),
  members: fetched(membersSpeech),
  mine: (language) => (language.startsWith('es') ? mineEs : mineEn),
  paper: paperScreenWords,
  picture: fetched(pictureSpeech),
  preparation: preparationWords,
  'preparation-staff': (language) => ({ ...staffWords(language), topics: topics(language) }),
  readiness: fetched(readinessSpeech),
  roster: fetched(rosterSpeech),
  'roster-leader': fetched(leaderSpeech),
  'row-panel': fetched(panelSpeech),
  signed: wordsIn,
  'signed-first': fetched(firstSpeech),
};

/** `[path, word]` of everything that is a word, and of what makes one. */
function leaves(words: unknown, path = ''): [string, unknown][] {
  if (words === null || typeof words !== 'object') return [[path, words]];
  return Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
    leaves(value, path ? `${path}.${key}` : key),
  );
}
/** The same in both languages, rightly. */
const same = new Set(['No', 'no', 'H', 'ltr', 'original', 'English', 'Español', 'video']);
const hasLetters = (text: string): boolean => /\p{L}{2}/u.test(text);

test('every file of words is looked at here', () => {
  const files = readdirSync(new URL('../../../widgets/strings/', import.meta.url))
    .map((name) => name.replace('.ts', ''))
    .filter((name) => !name.endsWith('-es') && name !== 'speech');
  expect(files.toSorted((a, b) => a.localeCompare(b))).toEqual(
    Object.keys(tables).toSorted((a, b) => a.localeCompare(b)),
  );
});

test.each(Object.entries(tables))('%s is said in Spanish, all of it', async (_name, said) => {
  const [en, es] = [leaves(await said('en')), new Map(leaves(await said('es-MX')))];
  expect([...es.keys()].toSorted()).toEqual(en.map(([path]) => path).toSorted());
  expect(en.map(([path]) => [path, typeof es.get(path)])).toEqual(en.map(([path, word]) => [path, typeof word]));
  const isLeft = ([path, word]: [string, unknown]): boolean =>
    typeof word === 'string' && hasLetters(word) && !same.has(word) && [word, ''].includes(es.get(path) as string);
  expect(en.filter(isLeft)).toEqual([]);
});

test('no word blames: nobody is a no-show, and nothing is a fault of anybody', async () => {
  for (const said of Object.values(tables)) {
    const words = leaves(await said('es')).map(([, word]) => (typeof word === 'function' ? String(word) : word));
    expect(words.join('\n')).not.toMatch(/no[- ]show|inasistencia|injustificad|faltó|fall[óo] |incumpl|negó|rehus/i);
  }
});

test('Spanish that can’t be fetched leaves English, and is not asked for again', async () => {
  let asked = 0;
  const one = speech({ word: 'here' }, () => {
    asked++;
    return Promise.reject(new Error('offline'));
  });
  await one.ready('es');
  expect([one.in('es'), one.ready('es'), asked]).toEqual([{ word: 'here' }, undefined, 1]);
});

test('English and languages without words of ours wait for nothing', () => {
  const one = speech({ word: 'here' }, () => Promise.reject(new Error('not asked')));
  expect([one.ready('en-US'), one.ready('ar'), one.ready(''), one.in('ar')]).toEqual([
    undefined,
    undefined,
    undefined,
    { word: 'here' },
  ]);
});
