/** Who is in, from when: four lists, and one row at a time that is being changed. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { GroupMember, MemberList, MemberPlace } from '../../src/book-types.ts';
import type { Book } from './book.ts';
import { complete, newForm, notSaved, send, typed, type Control, type Form } from './form.ts';
import { changes, conflictPart, formPart, menuPart, wantedWords, type Action } from './row-panel.ts';

/** The row that is open, as it was when it was opened: what is sent is about that state, so a change meanwhile is noticed. */
interface Open {
  key: string;
  list: MemberList;
  member: GroupMember;
  filling?: { action: Action; form: Form; conflict: boolean };
}

export interface Rows {
  render: (list: MemberList) => TemplateResult;
  /** Another list was read. */
  read: (list: MemberList) => void;
}

/** @param again opens the form to add somebody who was in the group before */
export function rowsOf(book: Book, again: (list: MemberList, member: GroupMember) => void): Rows {
  const { page, portal } = book;
  const { words } = page;
  let open: Open | undefined;
  /** What became of the row that was open. */
  let notice = '';
  /** The row to go back to. */
  let last = '';

  /** Rows are numbered anew on each list; a person and a first day stay. Never drawn. */
  const keyOf = (list: MemberList, member: GroupMember): string =>
    `${portal.patientOfRow(list, member.row)} ${member.start}`;

  function toggle(list: MemberList, member: GroupMember): void {
    if (open?.filling?.form.busy) return;
    const key = keyOf(list, member);
    open = open?.key === key ? undefined : { key, list, member };
    notice = '';
    page.draw();
  }

  function choose(at: Open, action: Action): void {
    const form = newForm(words, 'row', changes[action].opens(at.member, at.list), words.wrong[action]);
    at.filling = { action, form, conflict: false };
    page.focus(`#row-${Object.keys(form.values)[0]}`);
    page.draw();
  }

  function close(key: string): void {
    open = undefined;
    last = key;
    page.focus('[data-last]');
    page.draw();
  }

  async function save(at: Open, filling: NonNullable<Open['filling']>): Promise<void> {
    const { action, form } = filling;
    if (!complete(book, form, changes[action].required)) {
      filling.conflict = false;
      return;
    }
    page.say(words.saving);
    const values = { ...form.values };
    const saved = await send(book, form, () =>
      book.save(() => changes[action].write(portal, at.list, at.member.row, values)),
    );
    if (typeof saved === 'object') {
      page.saved('changed');
      page.say(words.changed(at.member.name, wantedWords(action, values, at.list, { words, days: book.days })));
      return close(at.key);
    }
    if (saved === 'conflict') return compare(at, filling);
    if (!form.fault) filling.conflict = false;
    page.say(notSaved(saved, words));
  }

  /** Reads what is there now and asks. Without an answer the form says that it was not saved. */
  async function compare(at: Open, filling: NonNullable<Open['filling']>): Promise<void> {
    const { form } = filling;
    const before = book.list;
    form.busy = true;
    await book.read();
    form.busy = false;
    page.draw();
    const { list } = book;
    if (!list || list === before) return page.say(notSaved('conflict', words));
    const there = find(list, at.key);
    if (!there) return lose(at);
    at.list = list;
    at.member = there;
    form.fault = '';
    filling.conflict = true;
    page.say(words.meanwhile);
    page.focus('#row-conflict');
  }

  function lose({ member }: Open): void {
    open = undefined;
    notice = words.gone(member.name);
    page.say(notice);
    page.focus('#title');
    page.draw();
  }

  const find = (list: MemberList, key: string): GroupMember | undefined =>
    list.members.find((member) => keyOf(list, member) === key);

  function panel(at: Open): TemplateResult {
    const { list, member, filling } = at;
    if (!filling) return menuPart(member, list, { words, choose: (action) => choose(at, action) });
    const acts = {
      save: () => void save(at, filling),
      close: () => close(at.key),
      type: (name: string) => (control: Control) => {
        typed(filling.form, name, control);
        page.draw();
      },
    };
    return filling.conflict
      ? conflictPart({ ...filling, member, list }, book.days, acts)
      : formPart({ ...filling, member, list }, acts);
  }

  function row(list: MemberList, member: GroupMember): TemplateResult {
    const key = keyOf(list, member);
    const { name, fullName, place } = member;
    const opened = open?.key === key ? open : undefined;
    return html`<li>
      <div class="who">
        <p class="grow">
          <b><bdi>${name}</bdi></b>
          ${fullName === name ? nothing : html`<bdi class="small quiet full">${fullName}</bdi>`}
        </p>
        <p class="small quiet when">${words.when(member, book.days)}</p>
        ${
          list.readOnly
            ? nothing
            : place === 'past'
              ? html`<button class="bare" type="button" ?data-last=${key === last} @click=${() => again(list, member)}>
                  ${words.action.again}<span class="visually-hidden"> ${name}</span>
                </button>`
              : html`<button
                  class="bare"
                  type="button"
                  aria-expanded=${opened ? 'true' : 'false'}
                  aria-controls=${opened ? 'row-panel' : nothing}
                  ?data-last=${key === last}
                  @click=${() => toggle(list, member)}
                >
                  ${words.change}<span class="visually-hidden"> ${name}</span>
                </button>`
        }
      </div>
      ${opened ? panel(opened) : nothing}
    </li>`;
  }

  function listPart(list: MemberList, place: MemberPlace): TemplateResult | typeof nothing {
    const members = list.members.filter((member) => member.place === place);
    if (!members.length && place !== 'now') return nothing;
    const title = html`<h3 class="title" id="list-${place}">${words.list(words.place[place], members.length)}</h3>`;
    const items = members.length
      ? html`<ul role="list" aria-labelledby="list-${place}">
          ${members.map((member) => row(list, member))}
        </ul>`
      : html`<p class="quiet nobody">${words.nobodyNow}</p>`;
    return place === 'past'
      ? html`<details class="part">
          <summary>${title}</summary>
          ${items}
        </details>`
      : html`<div class="part">${title}${items}</div>`;
  }

  return {
    read(list) {
      if (open && !open.filling?.form.busy && !find(list, open.key)) lose(open);
    },
    render: (list) =>
      html`${notice ? html`<p class="note">${notice}</p>` : nothing}
      ${
        list.members.length
          ? (['now', 'on-hold', 'coming', 'past'] as const).map((place) => listPart(list, place))
          : html`<p class="part quiet">${words.nobody}</p>`
      }`,
  };
}
