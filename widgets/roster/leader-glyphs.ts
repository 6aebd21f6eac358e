/** Shapes that only the leader's list has. Always beside a word, so hidden from readers. @module */
import { svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { drawn, glyph, type Glyph } from '../glyphs.ts';

const shapes = {
  plus: svg`<path d="M10 4v12M4 10h12"/>`,
  back: svg`<path d="M8 5L4 9l4 4"/><path d="M4 9h8a4 4 0 0 1 0 8h-2"/>`,
  calendar: svg`<rect x="3.5" y="4.5" width="13" height="12" rx="2"/><path d="M3.5 8.5h13M7 2.8v3M13 2.8v3"/>`,
  phone: svg`<path d="M5.2 3.5h2.6l1.2 3.2-1.7 1.3a9 9 0 0 0 4.7 4.7l1.3-1.7 3.2 1.2v2.6a1.7 1.7 0 0 1-1.8 1.7A12.6 12.6 0 0 1 3.5 5.3a1.7 1.7 0 0 1 1.7-1.8z"/>`,
} satisfies Record<string, SVGTemplateResult>;
/** One of these, or one that every widget has. */
export type ListGlyph = Glyph | keyof typeof shapes;

/** A 20 px glyph; `className` adds size and colour. */
export const listGlyph = (name: ListGlyph, className = ''): TemplateResult =>
  name in shapes ? drawn(shapes[name as keyof typeof shapes], className) : glyph(name as Glyph, className);
