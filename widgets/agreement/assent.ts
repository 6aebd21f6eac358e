/** A minor beside their guardian, asked alone: the guardian does not see the answer (domain.md G12). @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { Screen } from './host.ts';
import { foot, mainButton, progress, radios } from './pieces.ts';
import type { Filling } from './session.ts';

export function assentScreen(filling: Filling, screen: Screen): TemplateResult {
  const { acts, words } = screen;
  const { form, steps, walk, assent, missing } = filling;
  if (assent.sealed) return sealedScreen(filling, screen);
  const answers = [
    ['yes', words.answers.yes],
    ['no', words.answers.no],
    ['talk', words.answers.talk],
    ['later', words.assentLater],
  ] as const;
  const named = missing === 'assent-name';
  return html`${progress(steps, walk, words)}
    <div class="body">
      <h2 class="ask" id="heading" tabindex="-1">${words.assent}</h2>
      <p class="quiet">${words.assentHint(form.memberName)}</p>
      <fieldset aria-describedby=${missing === 'assent' ? 'missing-assent' : nothing}>
        <legend><h3 class="ask">${words.assentAsk}</h3></legend>
        ${missing === 'assent' ? html`<p class="missing" id="missing-assent">${words.answerMissing}</p>` : nothing}
        ${radios('assent', answers, assent.answer, (answer) => acts.assent({ answer }))}
      </fieldset>
      ${
        assent.answer === 'yes'
          ? html`<div class="name">
              <label for="assent-name">${words.assentName}</label>
              ${named ? html`<p class="missing" id="missing-assent-name">${words.assentNameMissing}</p>` : nothing}
              <input
                id="assent-name"
                type="text"
                dir="auto"
                autocomplete="off"
                spellcheck="false"
                aria-describedby=${named ? 'missing-assent-name' : nothing}
                aria-invalid=${named ? 'true' : nothing}
                .value=${assent.name}
                @input=${(event: Event) => acts.assent({ name: (event.target as HTMLInputElement).value })}
              />
            </div>`
          : nothing
      }
      <p class="quiet">${words.assentDone}</p>
    </div>
    ${foot(screen, { back: acts.back, on: mainButton(words.next, acts.next), document: form.documents.rules })}`;
}

/** Left and come back to, perhaps by the guardian: that there is an answer, never which. */
function sealedScreen({ form, steps, walk }: Filling, screen: Screen): TemplateResult {
  const { acts, words } = screen;
  return html`${progress(steps, walk, words)}
    <div class="body">
      <h2 class="ask" id="heading" tabindex="-1">${words.assent}</h2>
      <p class="quiet">${words.assentHint(form.memberName)}</p>
      <p>${words.assentSealed}</p>
      <p><button type="button" @click=${acts.assentAgain}>${words.assentAgain}</button></p>
    </div>
    ${foot(screen, { back: acts.back, on: mainButton(words.next, acts.next), document: form.documents.rules })}`;
}
