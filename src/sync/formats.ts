/** Dates and times as a configuration says they are written: strictly, and never guessed. Pure. @module */

export const dateTokens = ['YYYY', 'MM', 'DD', 'M', 'D'] as const;
export const timeTokens = ['HH', 'hh', 'mm', 'ss', 'H', 'h', 'A'] as const;
type Token = (typeof dateTokens)[number] | (typeof timeTokens)[number];

const patterns: Record<Token, string> = {
  YYYY: '(?<Y>\\d{4})',
  MM: '(?<M>\\d{2})',
  // a system that writes 3/4/2026 writes 12/25/2026 too
  M: '(?<M>\\d{1,2})',
  DD: '(?<D>\\d{2})',
  D: '(?<D>\\d{1,2})',
  HH: '(?<H>[01]\\d|2[0-3])',
  H: '(?<H>1?\\d|0\\d|2[0-3])',
  hh: '(?<h>0[1-9]|1[0-2])',
  h: '(?<h>0?[1-9]|1[0-2])',
  mm: '(?<m>[0-5]\\d)',
  ss: '(?<s>[0-5]\\d)',
  A: '(?<a>[AaPp])\\.?[Mm]\\.?',
};

/** A format with its pattern. */
export interface Format {
  pattern: RegExp;
}

const needs = { date: ['Y', 'M', 'D'], time: ['m'] };

/** The pattern of a format; undefined for one that doesn't say a whole date, or a whole time. */
export function compile(format: string, tokens: readonly string[]): Format | undefined {
  const parts = format.match(/[A-Za-z]+|[^A-Za-z]+/g) ?? [];
  const seen = new Set<string>();
  let source = '';
  for (const part of parts) {
    if (!/^[A-Za-z]/.test(part)) {
      source += part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(/ +/g, '\\s+');
      continue;
    }
    // YYYYMMDD is one word of three
    for (let rest = part; rest !== '';) {
      const token = tokens.find((one) => rest.startsWith(one)) as Token | undefined;
      const name = token && /<(\w)>/.exec(patterns[token])?.[1];
      if (token === undefined || name === undefined || seen.has(name)) return undefined;
      seen.add(name);
      source += patterns[token];
      rest = rest.slice(token.length);
    }
  }
  const isDate = tokens.includes('YYYY');
  const isTime = seen.has('H') ? !seen.has('a') : seen.has('h') && seen.has('a');
  const whole = (isDate ? needs.date : needs.time).every((name) => seen.has(name)) && (isDate || isTime);
  if (!whole) return undefined;
  // an offset after a time settles what clocks show twice
  return { pattern: new RegExp(`^${source}${isDate ? '' : '(?:\\s*(?<o>Z|[+-]\\d\\d:\\d\\d))?'}$`) };
}

/** `YYYY-MM-DD` of a cell, or undefined when it is no day of that format. */
export function dayIn(cell: string, { pattern }: Format): string | undefined {
  const groups = pattern.exec(cell)?.groups;
  if (groups === undefined) return undefined;
  const { Y = '', M = '', D = '' } = groups;
  const day = `${Y}-${M.padStart(2, '0')}-${D.padStart(2, '0')}`;
  const time = Date.parse(`${day}T00:00:00Z`);
  const isDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(day) && day >= '1900' && day < '2200';
  return isDay ? day : undefined;
}

/** `HH:mm:ss` of a cell, with the offset where it has one. */
export function timeIn(cell: string, { pattern }: Format): { time: string; offset?: string } | undefined {
  const groups = pattern.exec(cell)?.groups;
  if (groups === undefined) return undefined;
  const { H, h, m = '00', s = '00', a, o } = groups;
  const hour = H === undefined ? (Number(h) % 12) + (/p/i.test(a ?? '') ? 12 : 0) : Number(H);
  const time = `${String(hour).padStart(2, '0')}:${m}:${s}`;
  return o === undefined ? { time } : { time, offset: o };
}
