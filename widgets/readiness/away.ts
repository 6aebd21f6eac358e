/** "I can't come": one session or a span of days, and nothing else (domain.md 1.10). Loaded with the member's own view. @module */
import { html, nothing, type TemplateResult } from 'lit';
import { isPortalError } from '../../fhir-mappings/errors.ts';
import type { NewNote } from '../../src/preparation-types.ts';
import { preparationWords } from '../strings/preparation.ts';
import type { MineView } from './mine-view.ts';
import type { MineHost } from './mine.ts';

interface Form {
  which: 'one' | 'days' | undefined;
  from: string;
  until: string;
  /** Of what would be sent, kept until it changes: sending it twice is then harmless. */
  id: string;
  error: { at: 'which' | 'from' | 'until'; text: string } | undefined;
  fault: string;
  busy: boolean;
}

export interface Away {
  isOpen: () => boolean;
  /** Says instead that nothing can be kept, where that is so. */
  open: (next: NonNullable<MineView['next']>) => Promise<void>;
  close: () => void;
  part: (next: NonNullable<MineView['next']>, today: string) => TemplateResult | typeof nothing;
}

/** @param done told once it is saved and read back */
export function awayForm(host: MineHost, done: () => void): Away {
  const { words } = host;
  let form: Form | undefined;
  let refused = false;

  const set = (more: Partial<Form>): void => {
    if (!form || form.busy) return;
    form = { ...form, error: undefined, fault: '', id: crypto.randomUUID(), ...more };
    host.draw();
  };
  const wrong = (now: Form, at: 'which' | 'from' | 'until', text: string): void => {
    form = { ...now, error: { at, text } };
    host.focus(at === 'which' ? '#away-one' : `#away-${at}`);
    host.draw();
  };

  async function send(now: Form, start: string | undefined, today: string): Promise<void> {
    if (now.busy) return;
    const note = noteOf(now, start);
    if ('missing' in note) return wrong(now, note.missing, words.missing[note.missing]);
    if (now.which === 'days' && now.until < now.from) return wrong(now, 'until', words.wrongOrder);
    if (now.which === 'days' && now.until < today) return wrong(now, 'until', words.over);
    const sending = { ...now, busy: true, fault: '', error: undefined };
    form = sending;
    host.draw();
    try {
      await host.portal.addNote(host.query, note, { signal: host.signal });
    } catch (error) {
      if (host.signal.aborted || form !== sending) return;
      form = { ...sending, busy: false };
      const fields = isPortalError(error) ? error.fields : [];
      const code = host.failed(error);
      if (code === 'invalid' && fields.includes('away.end')) return wrong(form, 'until', words.tooLong);
      form = { ...form, fault: code };
      host.focus('#away-fault');
      host.draw();
      return;
    }
    if (form !== sending) return;
    form = undefined;
    done();
  }

  const field = (now: Form, name: 'from' | 'until', today: string): TemplateResult => {
    const error = now.error?.at === name ? now.error.text : '';
    return html`<div class="field">
      <label for="away-${name}">${words[name]}</label>
      <input
        id="away-${name}"
        type="date"
        min=${(name === 'until' && now.from) || today}
        autocomplete="off"
        aria-describedby=${error ? `away-${name}-error` : nothing}
        aria-invalid=${error ? 'true' : nothing}
        .value=${now[name]}
        @input=${(event: Event) => set({ [name]: (event.target as HTMLInputElement).value })}
      />
      ${error ? html`<p class="small c-heed" id="away-${name}-error">${error}</p>` : nothing}
    </div>`;
  };
  const radio = (now: Form, which: 'one' | 'days', label: string): TemplateResult =>
    html`<label class="choice">
      <input
        type="radio"
        name="away"
        id="away-${which}"
        .checked=${now.which === which}
        @change=${() => set({ which })}
      />
      <span>${label}</span>
    </label>`;

  return {
    isOpen: () => form !== undefined || refused,
    async open(next) {
      refused = !(await host.portal.keeps({ signal: host.signal }).catch(() => true));
      if (host.signal.aborted) return;
      form = refused
        ? undefined
        : {
            which: next.start === undefined ? 'days' : undefined,
            from: '',
            until: '',
            id: crypto.randomUUID(),
            error: undefined,
            fault: '',
            busy: false,
          };
      host.focus(refused ? '#away-fault' : '#away-title');
      host.draw();
    },
    close() {
      form = undefined;
      refused = false;
    },
    part(next, today) {
      const now = form;
      const { failure, failed } = preparationWords(words.language);
      const fault = (code: string): TemplateResult =>
        html`<div class="note fault" id="away-fault" tabindex="-1"><p>${failure[code] ?? failed}</p></div>`;
      if (refused) return html`<div class="panel">${fault('unsupported')}</div>`;
      if (!now) return nothing;
      return html`<form
        class="panel"
        novalidate
        aria-labelledby="away-title"
        @submit=${(event: Event) => {
          event.preventDefault();
          void send(now, next.start, today);
        }}
      >
        <h3 id="away-title" tabindex="-1">${words.awayTitle}</h3>
        <p class="quiet">${words.noReason}</p>
        ${
          next.start === undefined
            ? nothing
            : html`<fieldset
                aria-labelledby="away-title"
                aria-describedby=${now.error?.at === 'which' ? 'away-which-error' : nothing}
              >
                ${radio(now, 'one', words.thisOne(next.when))} ${radio(now, 'days', words.moreDays)}
                ${now.error?.at === 'which' ? html`<p class="small c-heed" id="away-which-error">${now.error.text}</p>` : nothing}
              </fieldset>`
        }
        ${now.which === 'days' ? html`<div class="fields">${field(now, 'from', today)} ${field(now, 'until', today)}</div>` : nothing}
        <p class="small quiet">${words.crisis}</p>
        ${now.fault ? fault(now.fault) : nothing}
        <div class="actions">
          <button class="main" type="submit" aria-disabled=${now.busy ? 'true' : nothing}>
            ${now.busy ? words.sending : words.tell}
          </button>
          <button
            type="button"
            aria-disabled=${now.busy ? 'true' : nothing}
            @click=${() => {
              if (now.busy) return;
              form = undefined;
              host.focus('#cant-come');
              host.draw();
            }}
          >
            ${words.cancel}
          </button>
        </div>
      </form>`;
    },
  };
}

/** What is sent, or what was not chosen yet. */
function noteOf(
  { which, from, until, id }: Form,
  start: string | undefined,
): NewNote | { missing: 'which' | 'from' | 'until' } {
  if (which === undefined) return { missing: 'which' };
  if (which === 'one' && start !== undefined)
    return { id, kind: 'absence-notice', session: start, channel: 'portal', reached: 'left-word' };
  if (!from) return { missing: 'from' };
  return until ? { id, kind: 'planned-absence', away: { start: from, end: until } } : { missing: 'until' };
}
