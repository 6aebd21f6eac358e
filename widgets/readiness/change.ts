/** "I changed my mind": what can be taken back, whom to tell, and how the member lets us know. Loaded with the member's own view. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { GroupSummary } from '../../src/portal-types.ts';
import { wordOf, type WordState } from '../preparation/word.ts';
import { preparationWords } from '../strings/preparation.ts';
import type { MineHost } from './mine.ts';

export interface Change {
  part: (group: GroupSummary, signed: TemplateResult | typeof nothing) => TemplateResult;
  close: () => void;
}

/** @param signed shows what was signed, where it can be taken back */
export function changePanel(
  host: MineHost,
  acts: { signed: () => void; close: () => void; said: (text: string) => void },
): Change {
  const { words } = host;
  let word: (WordState & { fault?: string }) | undefined;
  let refused = false;
  const set = (now: typeof word): void => {
    word = now;
    host.draw();
  };

  async function save(now: WordState): Promise<void> {
    if (now.busy) return;
    const way = wordOf(now);
    if ('missing' in way) {
      host.focus(`[name=${way.missing}]`);
      return set({ ...now, missing: way.missing });
    }
    const { missing: _missing, ...said } = now;
    const sending = { ...said, busy: true };
    set(sending);
    try {
      await host.portal.saveContact(host.query, way, { signal: host.signal });
    } catch (error) {
      if (host.signal.aborted || word !== sending) return;
      host.focus('#word-fault');
      return set({ ...said, fault: host.failed(error) });
    }
    if (word !== sending) return;
    word = undefined;
    host.emit('group-preparation-saved', { group: host.query.group });
    acts.said(words.savedWord);
  }

  async function open(): Promise<void> {
    refused = !(await host.portal.keeps({ signal: host.signal }).catch(() => true));
    if (host.signal.aborted) return;
    host.focus(refused ? '#word-fault' : '[name=way]');
    set(refused ? undefined : {});
  }

  const more = preparationWords(words.language);
  const faultPart = (code: string): TemplateResult =>
    html`<div class="note fault" id="word-fault" tabindex="-1"><p>${more.failure[code] ?? more.failed}</p></div>`;

  function wordPart(now: WordState & { fault?: string }): TemplateResult {
    const choose = (name: 'way' | 'message', title: string, options: Record<string, string>, missing: string) =>
      html`<fieldset aria-describedby=${now.missing === name ? `${name}-missing` : nothing}>
        <legend>${title}</legend>
        ${Object.entries(options).map(
          ([value, label]) =>
            html`<label class="choice">
              <input
                type="radio"
                name=${name}
                .checked=${now[name] === value}
                @change=${() => {
                  if (now.busy) return;
                  const { missing: _missing, fault: _fault, ...before } = now;
                  set({ ...before, [name]: value });
                }}
              />
              <span>${label}</span>
            </label>`,
        )}
        ${now.missing === name ? html`<p class="small c-heed" id="${name}-missing">${missing}</p>` : nothing}
      </fieldset>`;
    return html`<form
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        void save(now);
      }}
    >
      ${choose('way', more.word, more.ways, more.wayMissing)}
      ${choose('message', more.message, more.messages, more.messageMissing)}
      ${now.fault ? faultPart(now.fault) : nothing}
      <div class="actions">
        <button class="main" type="submit" aria-disabled=${now.busy ? 'true' : nothing}>
          ${now.busy ? words.sending : words.save}
        </button>
      </div>
    </form>`;
  }

  return {
    close: () => {
      word = undefined;
      refused = false;
    },
    part: ({ leaders, contact }, signed) =>
      html`<div class="panel">
        <h3 id="changed-title" tabindex="-1">${words.changedTitle}</h3>
        ${words.changedText.map((text) => html`<p>${text}</p>`)}
        <ul class="reach" role="list">
          <li>${words.reach(leaders)}</li>
          ${contact?.phone ? html`<li>${words.phone}: <a href="tel:${contact.phone.replaceAll(/[^\d+]/g, '')}">${contact.phone}</a></li>` : nothing}
          ${contact?.email ? html`<li>${words.email}: <a href="mailto:${contact.email}">${contact.email}</a></li>` : nothing}
        </ul>
        <div class="actions">
          <button
            type="button"
            id="take-back"
            aria-expanded=${signed === nothing ? 'false' : 'true'}
            @click=${acts.signed}
          >
            ${words.takeBack}
          </button>
          <button
            type="button"
            id="change-word"
            aria-expanded=${word ? 'true' : 'false'}
            @click=${() => {
              if (word?.busy) return;
              if (word) set(undefined);
              else void open();
            }}
          >
            ${words.changeWord}
          </button>
          <button type="button" class="bare" @click=${acts.close}>${words.close}</button>
        </div>
        ${refused ? faultPart('unsupported') : word ? wordPart(word) : nothing} ${signed}
      </div>`,
  };
}
