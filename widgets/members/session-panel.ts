/** What leaders do with sessions, as templates: move or cancel one, cancel several, make the rest of a change. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { GroupSession, SessionChange } from '../../src/book-types.ts';
import { glyph } from '../glyphs.ts';
import type { MembersWords } from '../strings/members.ts';
import type { Days } from './days.ts';
import { buttonsPart, errorPart, faultPart, fieldPart, sending } from './fields.ts';
import { notSaved, type Control, type Form } from './form.ts';

/** `menu`, `move`, `cancel` and `restore` are about one session, `several` and then `range` about all of some days. */
export type Mode = 'menu' | 'move' | 'cancel' | 'restore' | 'several' | 'range';

export interface Open {
  mode: Mode;
  session?: GroupSession;
  form: Form;
}

export interface SessionActs {
  toggle: (session: GroupSession) => void;
  choose: (session: GroupSession, mode: Mode) => void;
  several: () => void;
  close: () => void;
  submit: () => void;
  type: (name: string) => (control: Control) => void;
  reread: () => void;
}

export function panelPart(
  { mode, session, form }: Open,
  { name, zone, days }: { name: string; zone: string; days: Days },
  acts: SessionActs,
): TemplateResult {
  const { words } = form;
  if (mode === 'menu' && session) {
    return html`<div class="panel menu" id="session-panel" role="group" aria-label=${words.actionsFor(name)}>
      ${
        session.state === 'cancelled'
          ? html`<button type="button" @click=${() => acts.choose(session, 'restore')}>${words.restoreOne}</button>`
          : html`<button type="button" @click=${() => acts.choose(session, 'move')}>${words.moveOne}</button>
              <button type="button" @click=${() => acts.choose(session, 'cancel')}>${words.cancelOne}</button>`
      }
    </div>`;
  }
  if (mode === 'move' && session) {
    return formPart(form, words.actionOn(words.moveOne, name), words.moveFor(session), acts, {
      to: { label: words.to, type: 'date' },
      time: { label: words.time(zone), type: 'time' },
    });
  }
  if (mode === 'several') {
    return formPart(form, words.cancelSeveral, words.goOn, acts, {
      from: { label: words.from, type: 'date' },
      until: { label: words.until, type: 'date' },
    });
  }
  if (mode === 'restore' && session) return askPart(form, words.restoreFor, words.restoreOne, words.keepOff, acts);
  const { from = '', until = '' } = form.values;
  return session
    ? askPart(form, words.cancelFor(session), words.cancelOne, words.keepIt, acts)
    : askPart(
        form,
        words.cancelRange(days.weekday(from), days.weekday(until)),
        words.cancelThese,
        words.keepThem,
        acts,
      );
}

function formPart(
  form: Form,
  title: string,
  label: string,
  acts: SessionActs,
  fields: Record<string, { label: string; type: 'date' | 'time' }>,
): TemplateResult {
  return html`<form
    class="panel"
    id="session-panel"
    novalidate
    aria-label=${title}
    @submit=${sending(form, acts.submit)}
  >
    ${aboutSession(form)}
    <div class="fields">
      ${Object.entries(fields).map(([name, field]) => fieldPart(form, name, { ...field, change: acts.type(name) }))}
    </div>
    ${faultPart(form)} ${buttonsPart(form, { label, close: acts.close })}
  </form>`;
}

/** A plain question in place; the answer that changes nothing is as near as the other. */
function askPart(form: Form, question: string, label: string, closing: string, acts: SessionActs): TemplateResult {
  return html`<form
    class="panel"
    id="session-panel"
    novalidate
    aria-labelledby="session-ask"
    @submit=${sending(form, acts.submit)}
  >
    <p id="session-ask" tabindex="-1"><b>${question}</b></p>
    ${aboutSession(form)} ${faultPart(form)} ${buttonsPart(form, { label, close: acts.close, closing })}
  </form>`;
}

/** What is wrong with the session itself, which is no field. */
const aboutSession = (form: Form): TemplateResult | typeof nothing =>
  form.errors['start'] ? html`<div id="session-start" tabindex="-1">${errorPart(form, 'start')}</div>` : nothing;

/** "The record can’t be reached right now." */
export const whyNot = ({ failed }: SessionChange, words: MembersWords): string =>
  [...new Set(failed.map((code) => words.failures[code] ?? ''))].join(' ');

export interface Rest {
  /** Which change this is the rest of. */
  asked: object;
  change: SessionChange;
  /** Code of a second try that failed as a whole. */
  fault: string;
  busy: boolean;
  again: () => void;
}

/** What was not changed for everybody, and why. */
export function restPart({ change, fault, busy, again }: Rest, words: MembersWords): TemplateResult {
  return html`<div class="note fault">
    ${glyph('lapsed', 'c-fault')}
    <div class="grow">
      <p><b>${words.partly(change)}</b> ${whyNot(change, words)} ${words.againIsSafe}</p>
      ${fault ? html`<p><b>${notSaved(fault, words)}</b> ${words.failures[fault]}</p>` : nothing}
      <p class="act">
        <button class="again" type="button" aria-disabled=${busy ? 'true' : nothing} @click=${again}>
          ${busy ? words.saving : words.tryAgain}
        </button>
      </p>
    </div>
  </div>`;
}
