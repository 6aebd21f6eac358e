/** Words of a tag: English at hand, Spanish fetched where the page speaks it. @module */

export interface Speech<Words> {
  /** Words of this language where they are here, else English. */
  in: (language: string) => Words;
  /** Fetches them. Nothing to wait for where they are here; where they can't be had, English stays. */
  ready: (language: string) => Promise<void> | undefined;
}

const isSpanish = (language: string): boolean => /^es\b/i.test(language);

export function speech<Words>(en: Words, fetch: () => Promise<Words>): Speech<Words> {
  let es: Words | undefined;
  let asked: Promise<void> | undefined;
  return {
    in: (language) => (es && isSpanish(language) ? es : en),
    ready(language) {
      if (es || !isSpanish(language)) return undefined;
      return (asked ??= fetch().then(
        (words) => void (es = words),
        () => void (es = en),
      ));
    },
  };
}
