/**
 * Reads a text to the person with the browser's own voices, and only with those it says are on this machine
 * (`localService`): another would send the words to its maker. What a browser calls local is taken at its word.
 * @module
 */

/** The browser's speech, or a test's. */
export interface Speech {
  synthesis: Pick<SpeechSynthesis, 'getVoices' | 'speak' | 'cancel' | 'addEventListener' | 'removeEventListener'>;
  utterance: (text: string) => SpeechSynthesisUtterance;
}

/** Reads one text at a time. */
export interface Aloud {
  /** A voice for the language (BCP 47) is on this machine. Browsers may know only after a moment: `onChange` tells. */
  canRead(language: string): boolean;
  /** True from `read` until the last word, `stop`, or a failure. */
  isReading(): boolean;
  /** Reads the text instead of whatever is being read; does nothing without a voice. */
  read(text: string, language: string): void;
  /** Silence, at another screen of the form as well. */
  stop(): void;
  /** Silence for good: for `disconnectedCallback`. */
  close(): void;
}

/** Where the browser has no speech, nothing can be read. `onChange`: `canRead` or `isReading` may answer otherwise now. */
export function createAloud(onChange: () => void, speech: Speech | undefined = ofBrowser()): Aloud {
  /** What is being read; the browser may drop, and fall silent for, an utterance that nobody holds. */
  let reading: readonly SpeechSynthesisUtterance[] = [];

  const voiceFor = (language: string): SpeechSynthesisVoice | undefined => {
    const voices = speech?.synthesis.getVoices().filter((voice) => voice.localService) ?? [];
    const same = voices.filter((voice) => primary(voice.lang) === primary(language));
    return same.find((voice) => tag(voice.lang) === tag(language)) ?? same.find((voice) => voice.default) ?? same[0];
  };
  const stop = (): void => {
    if (!reading.length) return;
    reading = [];
    speech?.synthesis.cancel();
    onChange();
  };
  const read = (text: string, language: string): void => {
    stop();
    const voice = voiceFor(language);
    if (!speech || !voice) return;
    // By sentence: long utterances break off in some browsers.
    const parts = sentences(text, language).map((sentence) => {
      const part = Object.assign(speech.utterance(sentence), { voice, lang: voice.lang });
      part.addEventListener('end', () => over(part, false));
      part.addEventListener('error', () => over(part, true));
      return part;
    });
    if (!parts.length) return;
    reading = parts;
    for (const part of parts) speech.synthesis.speak(part);
    onChange();
  };
  /** Late events of an earlier text change nothing. */
  const over = (part: SpeechSynthesisUtterance, failed: boolean): void => {
    if (!reading.includes(part)) return;
    if (failed) stop();
    else if (part === reading.at(-1)) {
      reading = [];
      onChange();
    }
  };

  // Old Safari's speechSynthesis is no event target; its voices are there at once.
  speech?.synthesis.addEventListener?.('voiceschanged', onChange);
  window.addEventListener('pagehide', stop);
  return {
    canRead: (language) => voiceFor(language) !== undefined,
    isReading: () => reading.length > 0,
    read,
    stop,
    close: () => {
      stop();
      speech?.synthesis.removeEventListener?.('voiceschanged', onChange);
      window.removeEventListener('pagehide', stop);
    },
  };
}

function ofBrowser(): Speech | undefined {
  if (!('speechSynthesis' in globalThis)) return undefined;
  return { synthesis: globalThis.speechSynthesis, utterance: (text) => new SpeechSynthesisUtterance(text) };
}

const sentences = (text: string, language: string): string[] =>
  [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)]
    .map(({ segment }) => segment.trim())
    .filter(Boolean);

/** Android writes `en_US`. */
const tag = (language: string): string => language.replace('_', '-').toLowerCase();
const primary = (language: string): string => tag(language).split('-')[0] ?? '';
