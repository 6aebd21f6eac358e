/** The parts of the card as templates; each draws what `view.ts` decided and decides nothing. @module */
import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../glyphs.ts';
import type { ReadinessWords } from '../strings/readiness.ts';
import type { Note } from './reasons.ts';
import type { Line } from './view.ts';

type Part = TemplateResult | typeof nothing;

const tones = { accent: 'c-accent', heed: 'c-heed', quiet: 'quiet' };
const under = (text: string): Part => (text ? html`<p class="quiet small">${text}</p>` : nothing);

/** The answer, with the line that carries its date and whose turn it is. */
export function leadPart(line: Line): TemplateResult {
  return html`<div class="line top ${line.glyph ? '' : 'bare'}">
    ${line.glyph ? glyph(line.glyph, `big ${tones[line.tone]}`) : nothing}
    <p class="lead" part="lead">${line.text}</p>
    ${under(line.under)}
  </div>`;
}

export function stepsPart(lines: readonly Line[], words: ReadinessWords): Part {
  if (!lines.length) return nothing;
  return html`<ul class="steps" role="list">
    ${lines.map(
      (line) =>
        html`<li class="line">
          ${line.glyph ? glyph(line.glyph, tones[line.tone]) : nothing}
          <p>
            ${line.text}${line.glyph ? html`<span class="visually-hidden">: ${words.step[line.glyph]}</span>` : nothing}
          </p>
          ${under(line.under)}
        </li>`,
    )}
  </ul>`;
}

export function notesPart(notes: readonly Note[], words: ReadinessWords): Part {
  if (!notes.length) return nothing;
  return html`<ul role="list" aria-label=${words.followUps}>
    ${notes.map(
      (note) =>
        html`<li class="note line">
          ${glyph('followup', 'c-heed')}
          <p><b>${note.text}</b></p>
          <p class="small">${note.under}</p>
        </li>`,
    )}
  </ul>`;
}

/** The half that could not be read, with its own way to ask again. */
export function gapPart(line: Line, again: TemplateResult): TemplateResult {
  return html`<div class="part line">
    ${glyph('unknown', 'quiet')}
    <p>${line.text}</p>
    ${under(line.under)}
    <p class="act">${again}</p>
  </div>`;
}

/** As high as the commonest card, so that nothing below it jumps. */
export function skeleton(loading: string): TemplateResult {
  const bone = (kind: string): TemplateResult => html`<div class="bone ${kind}"></div>`;
  return html`<div class="pad">
      <p class="visually-hidden" id="title">${loading}</p>
      ${bone('title')}
      <div class="line top">${bone('glyph big')} ${bone('lead')} ${bone('small')}</div>
    </div>
    <div class="part">${bone('title')} ${bone('marks')} ${bone('small')} ${bone('more')}</div>`;
}
