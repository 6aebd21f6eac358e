/** Adding somebody: find them, check two identifiers, one press saves. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { ContactWay, FoundPerson, GroupMember, MemberList, NewMember } from '../../src/book-types.ts';
import { isListed, type Book, type Page } from './book.ts';
import { bornWords } from './days.ts';
import { buttonsPart, errorPart, faultPart, fieldPart, sending } from './fields.ts';
import { complete, newForm, notSaved, send, typed, type Control, type Form } from './form.ts';

export interface Adding {
  /** Nothing while it is closed. */
  render: (list: MemberList) => TemplateResult | typeof nothing;
  isOpen: () => boolean;
  open: () => void;
  /** Somebody who was in the group before: the person is found already, and checked like anybody. */
  again: (list: MemberList, member: GroupMember) => void;
}

export function addingTo(book: Book): Adding {
  const { page, portal, group } = book;
  const { words } = page;
  let finding: Form | undefined;
  let person: FoundPerson | undefined;
  let details: Form | undefined;
  /** Name they had in the group before. */
  let nameBefore = '';

  const firstField = (): string => (page.picker() ? '#add-patient' : '#add-identifier');
  const isBusy = (): boolean => !!(finding?.busy || details?.busy);

  function open(): void {
    finding = newForm(words, 'add', { identifier: '' }, {});
    person = details = undefined;
    nameBefore = '';
    page.focus(firstField());
    page.draw();
  }

  function close(): void {
    finding = person = details = undefined;
    page.focus('#add');
    page.draw();
  }

  /** Says at `field` why there is nobody to be added. */
  async function look(field: 'identifier' | 'patient', call: () => Promise<FoundPerson>): Promise<void> {
    const form = finding;
    if (!form) return;
    page.say(words.looking);
    const found = await send(book, form, call);
    page.say('');
    if (typeof found === 'object' && !isListed(book, found.patient)) {
      person = found;
      page.focus('#add-title');
    } else {
      const said = typeof found === 'object' ? words.wrong.add.patient : words.unfound[field][found];
      form.errors = said ? { [field]: said } : {};
      form.fault = typeof found === 'object' || said ? '' : found;
      if (said) page.focus(field === 'patient' ? firstField() : '#add-identifier');
    }
    page.draw();
  }

  function find(form: Form): void {
    if (!complete(book, form, ['identifier'])) return;
    const identifier = form.values['identifier']?.trim() ?? '';
    void look('identifier', () => portal.findPerson({ identifier }));
  }

  async function pick(form: Form): Promise<void> {
    const picker = page.picker();
    if (!picker || form.busy) return;
    const patient = await picker().catch((error: unknown) => {
      const { code, fields } = book.failed(error);
      // of an EHR beside: their number is nobody's here, or several people's
      const said = fields.includes('identifier') && code !== 'invalid' && words.unfound.identifier[code];
      Object.assign(form, said ? { errors: { patient: said } } : { fault: code });
    });
    // closed, or somebody was found by number, while the picker was open
    if (form !== finding || person) return;
    if (patient === undefined) page.focus('#add-patient');
    else void look('patient', () => portal.findPerson({ patient }));
    page.draw();
  }

  function check(isThem: boolean): void {
    if (isThem) {
      const start = book.list?.day ?? '';
      details = newForm(words, 'add', { start, displayName: nameBefore, way: '', message: '' }, words.wrong.add);
      page.focus('#add-start');
    } else {
      person = undefined;
      nameBefore = '';
      page.focus('#add-identifier');
    }
    page.draw();
  }

  async function save(form: Form, { patient }: FoundPerson): Promise<void> {
    if (!complete(book, form, form.values['way'] ? ['start', 'message'] : ['start'])) return;
    page.say(words.saving);
    const added = await send(book, form, () =>
      book.save(() => portal.addMember({ group }, memberOf(patient, form.values))),
    );
    if (typeof added === 'string') return page.say(notSaved(added, words));
    close();
    page.saved('added');
    page.say(words.added(added.name, book.list?.group.name ?? ''));
  }

  const type = (form: Form, name: string) => (control: Control) => {
    typed(form, name, control);
    page.draw();
  };

  function findPart(form: Form): TemplateResult {
    return html`${
      page.picker()
        ? html`<p>
            <button
              id="add-patient"
              type="button"
              aria-describedby=${form.errors['patient'] ? 'add-patient-error' : nothing}
              @click=${() => void pick(form)}
            >
              ${words.pick}
            </button>
          </p>`
        : nothing
    }
    ${errorPart(form, 'patient')}
    ${fieldPart(form, 'identifier', { label: words.identifier, type: 'text', change: type(form, 'identifier') })}
    ${faultPart(form, '')} ${buttonsPart(form, { label: words.find, busy: words.looking, close })}`;
  }

  function checkPart(found: FoundPerson): TemplateResult {
    return html`${identifiersPart(found, page)}
      <div class="actions">
        <button class="main" type="button" @click=${() => check(true)}>${words.yes}</button>
        <button type="button" @click=${() => check(false)}>${words.no}</button>
        <button class="bare" type="button" @click=${close}>${words.close}</button>
      </div>`;
  }

  function detailsPart(form: Form, found: FoundPerson, list: MemberList): TemplateResult {
    const { fullName, birthDate } = found;
    return html`<p>
        <b><bdi>${fullName}</bdi></b
        >${birthDate ? html`, <span class="born">${words.bornOn(bornWords(birthDate, page.locale()))}</span>` : nothing}
      </p>
      ${form.errors['patient'] ? html`<div id="add-patient" tabindex="-1">${errorPart(form, 'patient')}</div>` : nothing}
      <div class="fields">
        ${fieldPart(form, 'start', { label: words.start, change: type(form, 'start') })}
        ${fieldPart(form, 'displayName', {
          label: words.displayName,
          type: 'text',
          hint: words.displayNameHint,
          maxLength: 60,
          change: type(form, 'displayName'),
        })}
        ${fieldPart(form, 'way', {
          label: words.way,
          options: [['', words.skip], ...Object.entries(words.ways)],
          change: type(form, 'way'),
        })}
        ${form.values['way'] ? messagePart(form, type(form, 'message')) : nothing}
      </div>
      ${faultPart(form)} ${buttonsPart(form, { label: words.addTo(list.group.name), close })}`;
  }

  return {
    isOpen: () => finding !== undefined,
    open,
    again(list, member) {
      if (isBusy()) return;
      open();
      nameBefore = member.name;
      void look('patient', () => portal.findPerson({ patient: portal.patientOfRow(list, member.row) }));
    },
    render(list) {
      const form = details ?? finding;
      const found = person;
      if (!form) return nothing;
      const submit = (): void => {
        if (!found) find(form);
        else if (details) void save(form, found);
      };
      return html`<form class="panel" novalidate aria-labelledby="add-title" @submit=${sending(form, submit)}>
        <h3 id="add-title" tabindex="-1">${found && !details ? words.isThis : words.add}</h3>
        ${!found ? findPart(form) : details ? detailsPart(form, found, list) : checkPart(found)}
      </form>`;
    },
  };
}

/** What was filled in; contact details only when both halves are known. */
function memberOf(patient: string, values: Readonly<Record<string, string>>): NewMember {
  const { start = '', way, message } = values;
  const displayName = values['displayName']?.trim();
  return {
    patient,
    start,
    ...(displayName && { displayName }),
    ...(way && { contact: { way: way as ContactWay['way'], message: message === 'yes' } }),
  };
}

/** Staff must tell two people apart: full name and birth date, side by side. */
function identifiersPart({ fullName, birthDate }: FoundPerson, { words, locale }: Page): TemplateResult {
  return html`<dl>
    <div>
      <dt class="small quiet">${words.fullName}</dt>
      <dd><bdi>${fullName}</bdi></dd>
    </div>
    <div>
      <dt class="small quiet">${words.born}</dt>
      <dd>${birthDate ? bornWords(birthDate, locale()) : words.notKnown}</dd>
    </div>
  </dl>`;
}

/** Nothing is chosen for the member: whether a message may be left is never guessed. */
function messagePart(form: Form, change: (control: Control) => void): TemplateResult {
  const { words } = form;
  const wrong = 'message' in form.errors;
  return html`<fieldset
    class="field"
    role="radiogroup"
    aria-invalid=${wrong ? 'true' : nothing}
    aria-describedby=${wrong ? 'add-message-error' : nothing}
  >
    <legend>${words.message}</legend>
    <div class="radios">
      ${(['yes', 'no'] as const).map(
        (value) =>
          html`<label>
            <input
              id=${value === 'yes' ? 'add-message' : nothing}
              type="radio"
              name="add-message"
              .value=${value}
              .checked=${form.values['message'] === value}
              @change=${(event: Event) => change(event.target as HTMLInputElement)}
            />
            ${words[value]}
          </label>`,
      )}
    </div>
    ${errorPart(form, 'message')}
  </fieldset>`;
}
