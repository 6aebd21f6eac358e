/** A group the record does not hold yet: one sentence, one press. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { Book } from './book.ts';
import { faultPart, sending } from './fields.ts';
import { newForm, notSaved, send } from './form.ts';

export interface Creating {
  render: () => TemplateResult;
}

export function creatingOf(book: Book): Creating {
  const { page, portal, group } = book;
  const { words } = page;
  const form = newForm(words, 'create', {}, {});

  async function create(): Promise<void> {
    page.say(words.saving);
    const done = await send(book, form, () => book.save(async () => ({ what: await portal.createGroup({ group }) })));
    page.say(typeof done === 'string' ? notSaved(done, words) : words.created);
    if (typeof done === 'object') page.focus('#title');
  }

  return {
    render: () =>
      html`<form class="part" novalidate @submit=${sending(form, () => void create())}>
        <p class="quiet">${words.notCreated}</p>
        ${faultPart(form, notSaved(form.fault, words), '')}
        <p class="act">
          <button class="main" type="submit" aria-disabled=${form.busy ? 'true' : nothing}>
            ${form.busy ? words.saving : words.create}
          </button>
        </p>
      </form>`,
  };
}
