/** What worries a member: ticked and taken back as they like, or said not to be kept. A screen of its own. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { OpenedPreparation } from '../../src/preparation-types.ts';
import { foot, once, type CardState } from './cards.ts';
import type { Host } from './host.ts';

export interface Worries {
  screen: (state: CardState, opened: OpenedPreparation) => TemplateResult;
  /** Somebody else's, or another opening. */
  forget: () => void;
}

/** @param go where Back and Next lead */
export function worries(host: Host, go: { back: () => void; next: () => void }): Worries {
  let now: { ticked: ReadonlySet<string>; busy?: boolean; code?: string } | undefined;

  async function save(opened: OpenedPreparation): Promise<void> {
    const said = now;
    if (!said || !opened.worries?.kept) return go.next();
    if (said.busy) return;
    const sending = { ticked: said.ticked, busy: true };
    now = sending;
    host.draw();
    try {
      await host.portal.saveWorries(opened, [...said.ticked]);
    } catch (error) {
      const code = host.failed(error);
      if (now !== sending) return;
      now = { ticked: said.ticked, code };
      host.draw();
      return;
    }
    if (now !== sending) return;
    // what was saved is what is shown when they come back
    now = { ticked: said.ticked };
    go.next();
  }

  return {
    forget: () => {
      now = undefined;
    },
    screen(state, opened) {
      const { words } = state;
      const kept = opened.worries?.kept === true;
      now ??= { ticked: new Set(opened.worries?.ticked) };
      const { ticked, busy, code } = now;
      const idle = busy ? 'true' : nothing;
      const tick = (id: string, on: boolean): void => {
        if (busy) return;
        now = { ticked: new Set(on ? [...ticked, id] : [...ticked].filter((one) => one !== id)) };
        host.draw();
      };
      return html`<div class="body">
          <fieldset aria-describedby="worries-hint">
            <legend><h2 class="ask" id="heading" tabindex="-1">${words.worries}</h2></legend>
            <p class="quiet" id="worries-hint">${words.worriesHint} ${kept ? words.worriesWho : words.notKept}</p>
            ${
              kept
                ? html`<div class="choices">
                    ${Object.entries(words.worry).map(
                      ([id, label]) =>
                        html`<label class="choice">
                          <input
                            type="checkbox"
                            .checked=${ticked.has(id)}
                            @change=${(event: Event) => tick(id, (event.target as HTMLInputElement).checked)}
                          />
                          ${label}
                        </label>`,
                    )}
                  </div>`
                : html`<ul class="talk">
                    ${Object.values(words.worry).map((label) => html`<li>${label}</li>`)}
                  </ul>`
            }
          </fieldset>
          ${code === undefined ? nothing : html`<p class="missing" role="alert">${words.unsaved} ${words.failure[code] ?? words.failed}</p>`}
        </div>
        ${foot(
          state,
          busy ? undefined : go.back,
          html`<button
            type="button"
            class="main"
            part="action"
            aria-disabled=${idle}
            @click=${once(() => void save(opened))}
          >
            ${words.next}
          </button>`,
        )}`;
    },
  };
}
