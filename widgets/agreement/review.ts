/** Every answer in words, each with a way to change it, before anything is signed (WCAG 3.3.4). @module */
import { html, nothing, type TemplateResult } from 'lit';
import { glyph } from '../glyphs.ts';
import { foot, mainButton, progress } from './pieces.ts';
import type { Screen } from './host.ts';
import type { Filling } from './session.ts';
import { choices, toTalkAbout, type DocumentName } from './steps.ts';

export function reviewScreen(filling: Filling, screen: Screen): TemplateResult {
  const { acts, words, staff } = screen;
  const { form, steps, walk, setup } = filling;
  const talk = toTalkAbout(steps, walk.answers).length > 0;
  return html`${progress(steps, walk, words)}
    <div class="body">
      <h2 class="ask" id="heading" tabindex="-1">${words.review}</h2>
      <p class="quiet">${setup.mode === 'spoken' ? staff.readBack : words.reviewHint}</p>
      ${(['rules', 'participation'] as const).map((name) => answersOf(name, filling, screen))}
      ${talk ? html`<p class="note calm">${glyph('talk', 'c-accent')}<span>${words.reviewTalk}</span></p>` : nothing}
    </div>
    ${foot(screen, { back: acts.back, on: mainButton(words.next, acts.next), document: form.documents.rules })}`;
}

function answersOf(name: DocumentName, { form, steps, walk }: Filling, { acts, words }: Screen): TemplateResult {
  const { title, language } = form.documents[name];
  const rows = steps.flatMap((step, at) =>
    step.document === name ? choices(step).map(({ clause }) => ({ clause, at })) : [],
  );
  return html`<h3 class="document" lang=${language} dir="auto">${title}</h3>
    <dl>
      ${rows.map(({ clause, at }) => {
        const answer = walk.answers[name][clause.id];
        return html`<div class="answer">
          <dt lang=${language} dir="auto">${clause.short}</dt>
          <dd>
            <span id="answer-${at}" class=${answer === 'yes' ? '' : 'c-heed'}>${answer && words.answers[answer]}</span>
            <button
              type="button"
              class="bare"
              id="change-${at}"
              aria-describedby="answer-${at}"
              @click=${() => acts.change(at)}
            >
              ${words.change}<span class="visually-hidden" lang=${language} dir="auto"> ${clause.short}</span>
            </button>
          </dd>
        </div>`;
      })}
    </dl>`;
}
