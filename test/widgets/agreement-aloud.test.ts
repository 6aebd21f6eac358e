import { afterEach, expect, test, vi } from 'vitest';
import { createAloud, type Speech } from '../../widgets/agreement/aloud.ts';

type Voice = Partial<SpeechSynthesisVoice>;
const english: Voice = { lang: 'en-US', localService: true, name: 'on this machine' };
const british: Voice = { lang: 'en-GB', localService: true };
const spanish: Voice = { lang: 'es_MX', localService: true };
const remote: Voice = { lang: 'es-US', localService: false, default: true };

/** The Chromium of these tests has no voices, so the speech is a fake; utterances are events' targets as the real ones. */
function fake(voices: Voice[]) {
  const target = new EventTarget();
  const spoken: (EventTarget & { text: string; voice: Voice; lang: string })[] = [];
  const cancel = vi.fn<() => void>();
  const speech = {
    synthesis: Object.assign(target, {
      getVoices: () => voices,
      speak: (part: EventTarget) => spoken.push(part as never),
      cancel,
    }),
    utterance: (text: string) => Object.assign(new EventTarget(), { text }),
  } as unknown as Speech;
  const onChange = vi.fn<() => void>();
  const aloud = createAloud(onChange, speech);
  open.push(aloud);
  return { aloud, spoken, cancel, onChange, target };
}
const open: { close(): void }[] = [];
afterEach(() => open.splice(0).forEach((aloud) => aloud.close()));

test.each([
  ['en', [english], true],
  ['en-GB', [english], true],
  ['es', [spanish], true],
  ['es-US', [remote], false],
  ['es', [english, remote], false],
  ['en', [], false],
  ['en', [{ lang: 'en-US' }], false],
  ['est', [spanish], false],
])('%s can be read with %o: %s', (language, voices, can) => {
  const { aloud, spoken } = fake(voices);
  expect(aloud.canRead(language)).toBe(can);
  aloud.read('One. Two.', language);
  expect(spoken.length > 0).toBe(can);
  expect(aloud.isReading()).toBe(can);
});

test('the text is read by sentence, whole, with a local voice of its language', () => {
  const { aloud, spoken } = fake([remote, british, english, spanish]);
  aloud.read('Come to each session if you can. Group works best\nwhen people are there.', 'en-US');
  expect(spoken.map(({ text }) => text.replace(/\s+/g, ' ')).join(' ')).toBe(
    'Come to each session if you can. Group works best when people are there.',
  );
  expect(spoken.length).toBeGreaterThan(1);
  expect(new Set(spoken.map(({ voice }) => voice))).toEqual(new Set([english]));
  expect(spoken[0]?.lang).toBe('en-US');
});

test('it is over with the last sentence, not before', () => {
  const { aloud, spoken, onChange } = fake([english]);
  aloud.read('One is here. Two is here.', 'en');
  expect(onChange).toHaveBeenCalledTimes(1);
  spoken[0]?.dispatchEvent(new Event('end'));
  expect(aloud.isReading()).toBe(true);
  spoken[1]?.dispatchEvent(new Event('end'));
  expect(aloud.isReading()).toBe(false);
  expect(onChange).toHaveBeenCalledTimes(2);
});

test('another text replaces it, and late events of the first change nothing', () => {
  const { aloud, spoken, cancel } = fake([english]);
  aloud.read('One.', 'en');
  aloud.read('Two.', 'en');
  expect(cancel).toHaveBeenCalledTimes(1);
  spoken[0]?.dispatchEvent(new Event('error'));
  spoken[0]?.dispatchEvent(new Event('end'));
  expect(aloud.isReading()).toBe(true);
  expect(cancel).toHaveBeenCalledTimes(1);
});

test('a failure ends it, with the sentences that wait', () => {
  const { aloud, spoken, cancel } = fake([english]);
  aloud.read('One is here. Two is here.', 'en');
  spoken[0]?.dispatchEvent(new Event('error'));
  expect(aloud.isReading()).toBe(false);
  expect(cancel).toHaveBeenCalledTimes(1);
});

test.each([
  ['stop', (aloud: { stop(): void }) => aloud.stop()],
  ['leaving the page', () => window.dispatchEvent(new Event('pagehide'))],
  ['closing', (aloud: { close(): void }) => aloud.close()],
])('%s is silence at once; a page’s own speech is left alone', (_, quiet) => {
  const { aloud, cancel, onChange } = fake([english]);
  quiet(aloud);
  expect(cancel).not.toHaveBeenCalled();
  const after = fake([english]);
  after.aloud.read('One.', 'en');
  quiet(after.aloud);
  expect(after.cancel).toHaveBeenCalledTimes(1);
  expect(after.aloud.isReading()).toBe(false);
  expect(after.onChange).toHaveBeenCalledTimes(2);
  expect(onChange).not.toHaveBeenCalled();
});

test('voices that come late are told, and not after closing', () => {
  const voices: Voice[] = [];
  const { aloud, onChange, target } = fake(voices);
  expect(aloud.canRead('en')).toBe(false);
  voices.push(english);
  target.dispatchEvent(new Event('voiceschanged'));
  expect(onChange).toHaveBeenCalledTimes(1);
  expect(aloud.canRead('en')).toBe(true);
  aloud.close();
  target.dispatchEvent(new Event('voiceschanged'));
  expect(onChange).toHaveBeenCalledTimes(1);
});

test('nothing to read is read by nobody, and a browser without speech reads nothing', () => {
  const { aloud, spoken } = fake([english]);
  aloud.read(' \n', 'en');
  expect([spoken.length, aloud.isReading()]).toEqual([0, false]);
  const speechless = createAloud(() => {}, undefined);
  open.push(speechless);
  speechless.read('One.', 'xx');
  expect([speechless.canRead('xx'), speechless.isReading()]).toEqual([false, false]);
});

test('this browser’s own speech is asked as it is', () => {
  const aloud = createAloud(() => {});
  open.push(aloud);
  const local = speechSynthesis.getVoices().some(({ localService, lang }) => localService && /^en\b/.test(lang));
  expect(aloud.canRead('en')).toBe(local);
});
