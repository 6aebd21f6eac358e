/** Which sessions are held: the coming six weeks, the last two, and what leaders change about them. @module */
import type { TemplateResult } from 'lit';
import type { GroupSession, MemberList, SessionChange } from '../../src/book-types.ts';
import { addDays } from '../../src/readiness/time.ts';
import type { Book } from './book.ts';
import { instantAt } from './days.ts';
import { complete, newForm, notSaved, send, typed, type Form } from './form.ts';
import { whyNot, type Mode } from './session-panel.ts';
import { sessionsPart, type SessionsView } from './session-rows.ts';

export interface Sessions {
  /** Reads the sessions around the day of the list. */
  read: (list: MemberList) => void;
  render: (list: MemberList) => TemplateResult;
}

/** A change as it was asked for, to be asked for again in the same words. */
interface Asked {
  call: () => Promise<SessionChange>;
  said: (change: SessionChange) => string;
  /** Start of the session to go back to. */
  at?: string;
}

/** Two sessions back, also where there is one a month. */
const daysBack = 63;
const daysAhead = 42;

export function sessionsOf(book: Book): Sessions {
  const { page, portal, group } = book;
  const { words } = page;
  const view: SessionsView = { leads: portal.user.role === 'leader', code: '', rests: [], notice: '', last: '' };
  let reading = Promise.resolve();

  async function readOnce({ day }: MemberList): Promise<void> {
    try {
      const range = { group, from: addDays(day, -daysBack), until: addDays(day, daysAhead) };
      const sessions = await portal.schedule(range, { signal: book.signal });
      if (book.signal.aborted) return;
      Object.assign(view, { sessions, code: '' });
      const { open } = view;
      if (open?.session && !open.form.busy) {
        // what is asked is about the session as it is now
        const now = sessions.find(({ start }) => start === open.session?.start);
        if (now) open.session = now;
        else show(undefined, '#sessions-title', words.sessionGone);
      }
    } catch (error) {
      if (book.signal.aborted) return;
      view.code = page.failed(error);
    }
    page.draw();
  }
  const read = (list: MemberList): void => {
    reading = reading.then(() => readOnce(list));
  };
  const has = (at: string): boolean => !!view.sessions?.some(({ start }) => start === at);

  function show(open: SessionsView['open'], focus: string, notice = ''): void {
    view.open = open;
    view.notice = notice;
    if (notice) page.say(notice);
    if (focus) page.focus(focus);
    page.draw();
  }

  function close(): void {
    view.last = view.open?.session?.start ?? '';
    show(undefined, view.last ? '[data-last-session]' : '#sessions-several');
  }

  /** Ends in three ways: made for all; for some only, with the rest to be tried again; or not at all, and the form stays. */
  async function change(form: Form, wanted: Asked): Promise<void> {
    page.say(words.saving);
    const answer = await send(book, form, () => all(wanted));
    if (typeof answer === 'string') page.say(notSaved(answer, words));
    else settle(wanted, answer);
  }

  async function all({ call }: Asked): Promise<SessionChange> {
    const answer = await book.save(call);
    await reading;
    return answer;
  }

  function settle(wanted: Asked, answer: SessionChange): void {
    const { at = '', said } = wanted;
    const others = view.rests.filter((rest) => rest.asked !== wanted);
    if (answer.failed.length) {
      view.rests = [
        { asked: wanted, change: answer, fault: '', busy: false, again: () => void again(wanted) },
        ...others,
      ];
      show(undefined, '.again');
      return page.say(`${words.partly(answer)} ${whyNot(answer, words)}`);
    }
    view.rests = others;
    view.last = at;
    show(undefined, has(at) ? '[data-last-session]' : '#sessions-title', said(answer));
  }

  /** What is changed already is left alone. */
  async function again(wanted: Asked): Promise<void> {
    const rest = view.rests.find(({ asked }) => asked === wanted);
    if (!rest || rest.busy) return;
    rest.busy = true;
    page.say(words.saving);
    page.draw();
    try {
      settle(wanted, await all(wanted));
    } catch (error) {
      rest.fault = page.failed(error);
      page.say(notSaved(rest.fault, words));
    }
    rest.busy = false;
    page.draw();
  }

  async function reread(list: MemberList): Promise<void> {
    page.say(words.loading);
    read(list);
    await reading;
    page.say('');
    if (!view.code) page.focus('#sessions-title');
  }

  function choose(session: GroupSession, mode: Mode): void {
    const { start } = session;
    const values = mode === 'move' ? { start, to: start.slice(0, 10), time: start.slice(11, 16) } : { start };
    const form = newForm(words, 'session', values, words.wrong.session);
    show({ mode, session, form }, mode === 'move' ? '#session-to' : mode === 'menu' ? '' : '#session-ask');
  }

  async function cancelRange(form: Form): Promise<void> {
    const { from = '', until = '' } = form.values;
    await change(form, {
      call: () => portal.cancelSessions({ group, from, until }),
      said: words.cancelledRange,
    });
    // the days are what was wrong: back to them
    if (Object.keys(form.errors).length) show({ mode: 'several', form }, `#session-${Object.keys(form.errors)[0]}`);
  }

  function submit({ timeZone }: MemberList['group']): void {
    if (!view.open) return;
    const { mode, form, session: { start } = { start: '' } } = view.open;
    const { to = '', time = '' } = form.values;
    if (mode === 'several') {
      if (complete(book, form, ['from', 'until'])) show({ mode: 'range', form }, '#session-ask');
    } else if (mode === 'range') {
      void cancelRange(form);
    } else if (mode === 'cancel') {
      void change(form, { call: () => portal.cancelSessions({ group, start }), said: words.cancelledFor, at: start });
    } else if (mode === 'restore') {
      void change(form, { call: () => portal.restoreSession({ group, start }), said: words.restoredFor, at: start });
    } else if (complete(book, form, ['to', 'time'])) {
      const at = instantAt(to, time, timeZone);
      void change(form, { call: () => portal.moveSession({ group, start, to: at }), said: words.movedFor, at });
    }
  }

  return {
    read,
    render: (list) =>
      sessionsPart({ ...view, leads: view.leads && !list.readOnly }, list, page, {
        toggle(session) {
          if (view.open?.form.busy) return;
          if (view.open?.session?.start === session.start) close();
          else choose(session, 'menu');
        },
        choose,
        several() {
          if (view.open?.form.busy) return;
          const form = newForm(words, 'session', { from: '', until: '' }, words.wrong.session);
          show({ mode: 'several', form }, '#session-from');
        },
        close,
        submit: () => submit(list.group),
        type: (name) => (control) => {
          if (view.open) typed(view.open.form, name, control);
          page.draw();
        },
        reread: () => void reread(list),
      }),
  };
}
