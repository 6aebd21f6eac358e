/** Shapes carry the meaning in any colour, in print and in forced colours. Always beside a word, so hidden from readers. @module */
import { svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';

const shapes = {
  met: svg`<circle cx="10" cy="10" r="7.5"/><path d="M6.6 10.3l2.3 2.3 4.5-5"/>`,
  open: svg`<circle cx="10" cy="10" r="7.5"/>`,
  unknown: svg`<circle cx="10" cy="10" r="7.5" stroke-dasharray="2.2 2.8"/><path d="M8.2 8.1a1.9 1.9 0 1 1 2.6 1.9c-.6.3-.8.6-.8 1.2"/><path d="M10 13.6v.01"/>`,
  followup: svg`<path d="M5 17.5V3.5"/><path d="M5 4.2h9.2l-2 3.1 2 3.1H5"/>`,
  lapsed: svg`<circle cx="10" cy="10" r="7.5"/><path d="M6.8 13.2l6.4-6.4"/>`,
  talk: svg`<path d="M3.5 5.5a2 2 0 0 1 2-2h9a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2H9l-3.6 3v-3a2 2 0 0 1-1.9-2z"/>`,
} satisfies Record<string, SVGTemplateResult>;
export type Glyph = keyof typeof shapes;

/** A 20 px glyph; `className` adds size and colour. */
export const glyph = (name: Glyph, className = ''): TemplateResult => drawn(shapes[name], className);

/** A shape of a widget's own, in the same frame. */
export function drawn(shape: SVGTemplateResult, className = ''): TemplateResult {
  return html`<svg class="glyph ${className}" viewBox="0 0 20 20" aria-hidden="true">${shape}</svg>`;
}
