/** One shape per outcome, 16 × 16: read by shape first, in any colour. Always beside hidden or visible words. @module */
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Outcome } from '../../src/readiness/summary.ts';

const ring = svg`<circle cx="8" cy="8" r="5.4"/>`;
const dash = svg`<path d="M4 8h8"/>`;
const shapes: Record<Outcome, SVGTemplateResult> = {
  present: svg`<circle class="full" cx="8" cy="8" r="6.2"/>`,
  'present-late': svg`<path class="full" d="M8 8V1.8A6.2 6.2 0 1 1 1.8 8z"/>`,
  'present-arrival-unknown': svg`<path class="full" d="M8 2.6a5.4 5.4 0 0 0 0 10.8z"/>${ring}`,
  'absent-with-notice': ring,
  'absent-without-notice': svg`${ring}<path d="M4.2 11.8l7.6-7.6"/>`,
  'absent-notice-unknown': svg`${ring}<circle class="full" cx="8" cy="8" r="1.5"/>`,
  'turned-away': svg`<path d="M3 3.2h7v9.6H3zM7.5 8h6m-2.2-2.2L13.5 8l-2.2 2.2"/>`,
  'session-cancelled': dash,
  'excused-by-clinic': dash,
  'not-recorded': svg`<circle cx="8" cy="8" r="5.4" stroke-dasharray="1.5 2.4"/>`,
};

/** Outcomes in the order a key lists them; neighbours may share a shape. */
export const outcomes = Object.keys(shapes) as Outcome[];

/** True when the two look alike on the strip, so that one key entry must name both. */
export const alike = (a: Outcome, b: Outcome): boolean => shapes[a] === shapes[b];

/** The mark of one outcome, hidden from readers. */
export function mark(outcome: Outcome): TemplateResult {
  return html`<svg class="mark" viewBox="0 0 16 16" aria-hidden="true">${shapes[outcome]}</svg>`;
}
