/** The attendance picture of one member: counts, the strip of sessions, what stands beside it. Loaded with the first answer. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { MemberPreparation } from '../../src/portal-types.ts';
import type { AttendanceSummary, Ratio } from '../../src/readiness/summary.ts';
import type { Readiness } from '../../src/readiness/types.ts';
import { pictureSpeech, type PictureWords } from '../strings/picture.ts';
import { datesIn } from './dates.ts';
import { mark } from './marks.ts';
import { keyOf, strip, type StripMark } from './strip.ts';

export { pictureSpeech };

interface Counts {
  /** "Attended 8 of 11" */
  heading: string;
  /** "73%", or empty. */
  percent: string;
  /** "3 more not recorded · session 9 next" */
  beside: string;
}

export type AttendanceView =
  | { kind: 'hidden' }
  | (Counts & {
      kind: 'counts';
      marks: StripMark[];
      over: string;
      key: ReturnType<typeof keyOf>;
      /** "On time", "6 of 7 (86%)" */
      facts: { term: string; said: string }[];
    });

/** Nothing where it could not be read, or there is nothing to show. */
export function pictureOf(
  { group, readiness }: MemberPreparation,
  locale: string,
  words: PictureWords,
): AttendanceView | undefined {
  const { attendance, missing, sessions, preparation } = readiness;
  const open = preparation !== 'unknown' && preparation !== 'not-applicable';
  if (missing.some(({ fact }) => fact === 'seats' || fact === 'attendance')) return undefined;
  if (!attendance) return open ? { kind: 'hidden' } : undefined;
  const marks = strip(sessions ?? [], datesIn(group.timeZone, locale, readiness.asOf), words);
  if (!open && !marks.length) return undefined;
  return {
    kind: 'counts',
    ...counts(attendance, open, words),
    marks,
    over: words.oldestFirst(marks.length, sessions?.length ?? 0),
    key: keyOf(marks, words),
    facts: marks.length ? factsOf(readiness, attendance, group, words) : [],
  };
}

/** Counts first; a percent only beside them and never from fewer than four (domain.md 4.6). */
function counts(
  { rate, notRecorded, memberSessionNumber }: AttendanceSummary,
  open: boolean,
  words: PictureWords,
): Counts {
  if (!rate.denominator) {
    const beside = notRecorded ? words.notRecorded(notRecorded) : words.noSessions;
    return { heading: words.attendance, percent: '', beside };
  }
  return {
    heading: words.attended(rate.numerator, rate.denominator),
    percent: percentOf(rate),
    beside: [
      ...(notRecorded ? [words.moreNotRecorded(notRecorded)] : []),
      ...(open ? [words.sessionNext(memberSessionNumber)] : []),
    ].join(' · '),
  };
}

const percentOf = ({ percent }: Ratio): string => (percent === null ? '' : `${percent}%`);

/** Lateness, notice and how far into the commitment: each only where there is something to count. */
function factsOf(
  { sessions = [], commitmentWeek }: Readiness,
  { attended, punctuality, notice, sessionsIntoCommitment }: AttendanceSummary,
  { commitment }: MemberPreparation['group'],
  words: PictureWords,
): { term: string; said: string }[] {
  const said = (counted: string, ratio: Ratio): string =>
    ratio.percent === null ? counted : `${counted} (${percentOf(ratio)})`;
  const facts: { term: string; said: string }[] = [];
  if (punctuality.denominator)
    facts.push({
      term: words.onTime,
      said: said(words.of(punctuality.numerator, punctuality.denominator), punctuality),
    });
  else if (attended) facts.push({ term: words.onTime, said: words.arrivalsUnknown });
  const unknown = sessions.filter(({ outcome }) => outcome === 'absent-notice-unknown').length;
  const more = unknown ? [words.noticeUnknown(unknown)] : [];
  if (notice.denominator || unknown) {
    const counted = words.ofAbsences(notice.numerator, notice.denominator);
    facts.push({
      term: words.told,
      said: [...(notice.denominator ? [said(counted, notice)] : []), ...more].join(', '),
    });
  }
  if (commitment?.kind === 'weeks' && commitmentWeek !== undefined) {
    const over = commitmentWeek > commitment.count;
    facts.push({
      term: words.commitment,
      said: over ? words.weeksOver(commitment.count) : words.week(commitmentWeek, commitment.count),
    });
  } else if (commitment?.kind !== 'weeks')
    facts.push({ term: words.commitment, said: words.held(sessionsIntoCommitment, commitment?.count) });
  return facts;
}

export interface PictureActs {
  /** Prints it for the member; left out where it can't be. */
  print?: () => void;
}

export function picturePart(view: AttendanceView, words: PictureWords, { print }: PictureActs = {}): TemplateResult {
  if (view.kind === 'hidden') return html`<p class="part quiet small">${words.hidden}</p>`;
  return html`<div class="part">
    <div class="heads">
      <h3 class="title">
        <span>${view.heading}</span>${view.percent ? html`<span class="percent"> ${view.percent}</span>` : nothing}
      </h3>
      <p class="small quiet">${view.beside}</p>
    </div>
    ${
      view.marks.length
        ? html`<ol class="marks" role="list" aria-label=${view.over}>
              ${view.marks.map(
                ({ outcome, spoken, month }) =>
                  html`<li>
                    <span class="month" aria-hidden="true">${month}</span>${mark(outcome)}
                    <span class="visually-hidden">${spoken}</span>
                  </li>`,
              )}
            </ol>
            <ul class="key small quiet" role="list" aria-label=${words.key}>
              ${view.key.map((entry) => html`<li>${mark(entry.outcome)} ${entry.words}</li>`)}
            </ul>
            <dl class="facts small" aria-label=${words.facts}>
              ${view.facts.map(
                ({ term, said }) =>
                  html`<div>
                    <dt class="quiet">${term}</dt>
                    <dd>${said}</dd>
                  </div>`,
              )}
            </dl>
            ${print ? html`<p class="act"><button type="button" class="bare" @click=${print}>${words.print}</button></p>` : nothing}`
        : nothing
    }
  </div>`;
}
