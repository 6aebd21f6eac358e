/** Taking back what was signed: one screen, what and when, one button. Never argued with, never blocked. @module */
import { html, nothing, type TemplateResult } from 'lit';
import { isPortalError } from '../../fhir-mappings/errors.ts';
import type { DocumentName, SignedHistory } from '../../src/signed-types.ts';
import { instantAt } from '../members/days.ts';
import { buttonsPart, choicePart, faultPart } from './asking.ts';
import type { Page } from './opened.ts';
import { representativeIn, standingIn, type Saying } from './view.ts';

export interface Withdrawing {
  isOpen: () => boolean;
  open: (history: SignedHistory) => void;
  part: (history: SignedHistory, saying: Saying) => TemplateResult | typeof nothing;
}

interface Form {
  /** What stood when the form was opened. */
  documents: DocumentName[];
  which: DocumentName | 'both';
  representative: string | undefined;
  by: 'member' | 'representative';
  when: 'now' | 'earlier';
  day: string;
  time: string;
  /** Those the record has already. */
  done: DocumentName[];
  error: string;
  fault: string;
  busy: boolean;
}

export function withdrawing(page: Page): Withdrawing {
  let form: Form | undefined;
  const close = (): void => {
    form = undefined;
    page.focus('#withdraw');
    page.draw();
  };

  async function send(now: Form, saying: Saying): Promise<void> {
    const { words } = saying;
    if (now.busy) return;
    now.error = '';
    now.fault = '';
    if (now.when === 'earlier' && !(now.day && now.time)) {
      now.error = words.missingWhen;
      page.focus(now.day ? '#withdraw-time' : '#withdraw-day');
      page.draw();
      return;
    }
    const when = now.when === 'earlier' ? { when: instantAt(now.day, now.time, saying.timeZone) } : {};
    const by = now.by === 'representative' ? { by: now.by } : {};
    const wanted = now.which === 'both' ? now.documents : [now.which];
    now.busy = true;
    page.say(words.saving);
    page.draw();
    const taken: DocumentName[] = [];
    try {
      for (const document of wanted.filter((one) => !now.done.includes(one))) {
        if (await takeBack({ ...page.query, ...when, ...by, document })) taken.push(document);
        now.done.push(document);
      }
    } catch (error) {
      if (page.signal.aborted) return;
      const fields = isPortalError(error) ? error.fields : [];
      const code = page.failed(error);
      page.say('');
      if (code === 'invalid' && fields.includes('when')) {
        now.error = words.wrongWhen;
        page.focus('#withdraw-day');
      } else now.fault = code;
      return;
    } finally {
      now.busy = false;
      if (taken.length > 0) page.tell('group-agreement-withdrawn');
      page.draw();
    }
    form = undefined;
    page.say(taken.length > 0 ? words.withdrawn(now.done) : words.notInForce);
    page.focus('#title');
    page.draw();
  }

  /** False when it was not in force any more: somebody was faster, or the answer to the first try was lost. */
  async function takeBack(query: Parameters<Page['portal']['withdraw']>[0]): Promise<boolean> {
    try {
      await page.portal.withdraw(query, { signal: page.signal });
      return true;
    } catch (error) {
      if (isPortalError(error) && error.code === 'not-found' && error.fields.includes('document')) return false;
      throw error;
    }
  }

  /** Takes an answer over and draws. */
  const set = (now: Form, change: Partial<Form>): void => {
    Object.assign(now, change);
    page.draw();
  };

  function whenPart(now: Form, { today }: SignedHistory, { words, zone }: Saying): TemplateResult {
    const error = now.error ? 'withdraw-when-error' : nothing;
    const field = (name: 'day' | 'time', type: string, label: string, max?: string): TemplateResult =>
      html`<div class="field">
        <label for="withdraw-${name}">${label}</label>
        <input
          id="withdraw-${name}"
          type=${type}
          max=${max ?? nothing}
          autocomplete="off"
          aria-describedby=${error}
          aria-invalid=${now.error ? 'true' : nothing}
          .value=${now[name]}
          @input=${(event: Event) => set(now, { [name]: (event.target as HTMLInputElement).value, error: '' })}
        />
      </div>`;
    return html`${choicePart({
      id: 'withdraw-when',
      legend: words.when,
      options: [
        ['now', words.now],
        ['earlier', words.earlier],
      ],
      chosen: now.when,
      ...(now.error && { error: now.error }),
      choose: (when: Form['when']) => set(now, { when, error: '' }),
    })}
    ${
      now.when === 'earlier'
        ? html`<div class="fields">${field('day', 'date', words.date, today)} ${field('time', 'time', words.time)}</div>
            <p class="small quiet">${zone}</p>`
        : nothing
    }`;
  }

  return {
    isOpen: () => form !== undefined,
    open(history) {
      const documents = standingIn(history);
      const representative = representativeIn(history);
      form = {
        documents,
        which: documents.length > 1 ? 'both' : (documents[0] ?? 'rules'),
        representative,
        by: 'member',
        when: 'now',
        day: history.today,
        time: '',
        done: [],
        error: '',
        fault: '',
        busy: false,
      };
      page.focus('#withdraw-title');
      page.draw();
    },
    part(history, saying) {
      const now = form;
      if (!now) return nothing;
      const { words } = saying;
      const { documents, representative } = now;
      return html`<form
        class="panel"
        novalidate
        aria-labelledby="withdraw-title"
        @submit=${(event: Event) => {
          event.preventDefault();
          void send(now, saying);
        }}
      >
        <h3 id="withdraw-title" tabindex="-1">${words.withdrawTitle}</h3>
        ${
          documents.length > 1
            ? choicePart({
                id: 'withdraw-which',
                legend: words.which,
                options: [
                  ['both', words.both],
                  ...documents.map((one): [Form['which'], string] => [one, words.option(one)]),
                ],
                chosen: now.which,
                choose: (which: Form['which']) => set(now, { which }),
              })
            : html`<p>${words.only(now.which === 'both' ? 'rules' : now.which)}</p>`
        }
        ${whenPart(now, history, saying)}
        ${
          representative !== undefined && history.may.includes('void')
            ? choicePart({
                id: 'withdraw-by',
                legend: words.whose,
                options: [
                  ['member', words.theMember],
                  ['representative', words.theRepresentative(representative)],
                ],
                chosen: now.by,
                choose: (by: Form['by']) => set(now, { by }),
              })
            : nothing
        }
        <p class="small quiet">${words.kept}</p>
        ${now.done.length > 0 ? html`<p>${now.done.map((one) => words.partly(one)).join(' ')}</p>` : nothing}
        ${faultPart(words, now.fault)} ${buttonsPart(words, { label: words.record, busy: now.busy, cancel: close })}
      </form>`;
    },
  };
}
