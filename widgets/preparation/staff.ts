/** Staff's part of `<group-preparation>`: gone through together, or on paper. Loaded when it is shown. @module */
import { html, nothing, type CSSResultGroup } from 'lit';
import type { OpenedPreparation, SectionMark } from '../../src/preparation-types.ts';
import { isPortalError } from '../../fhir-mappings/errors.ts';
import { glyph } from '../glyphs.ts';
import { fullDay } from '../strings/common.ts';
import { staffWords } from '../strings/preparation-staff.ts';
import { preparationWords } from '../strings/preparation.ts';
import { printPack } from './aids.ts';
import { once } from './cards.ts';
import type { Host, Screen } from './host.ts';
import { leaderStyles } from './leader-styles.ts';
import { choiceScreen, headPart, paperScreen, staffStyles, type Paper } from './staff-parts.ts';

export const styles: CSSResultGroup[] = [leaderStyles, staffStyles];

type State =
  | { at: 'opening' }
  | { at: 'unopened'; code: string }
  | { at: 'choice'; opened: OpenedPreparation; unprinted?: boolean }
  | { at: 'together'; opened: OpenedPreparation; cards: Screen; shared?: boolean }
  | Paper
  | { at: 'saved'; opened: OpenedPreparation; mode: 'paper' | 'spoken'; day?: string; shared?: boolean };

/** Opens the pack for staff, who choose how it is given. */
export function open(host: Host): Screen {
  const { portal, query } = host;
  const words = staffWords(host.language);
  let state: State = { at: 'opening' };
  let turn = 0;
  const set = (now: State, focus = '#title'): void => {
    state = now;
    host.focus(focus);
    host.draw();
  };

  async function load(focus?: boolean): Promise<void> {
    const mine = ++turn;
    try {
      const opened = await portal.openPreparation(query);
      if (mine !== turn) return;
      state = { at: 'choice', opened };
    } catch (error) {
      const code = host.failed(error);
      if (mine !== turn) return;
      state = { at: 'unopened', code };
    }
    if (focus) host.focus('#title');
    host.draw();
  }

  async function together(opened: OpenedPreparation): Promise<void> {
    const mine = turn;
    const part = await import('./member.ts').catch(() => undefined);
    if (mine !== turn) return;
    if (!part) return set({ at: 'unopened', code: 'offline' });
    host.adopt?.(part.styles);
    const cards = part.open({
      ...host,
      within: {
        language: opened.pack.language,
        mode: 'spoken',
        done: () => {
          if (state.at !== 'together') return;
          const { shared } = state;
          cards.close();
          host.adopt?.(styles);
          set({ at: 'saved', opened, mode: 'spoken', ...(shared && { shared }) });
        },
        named: (shared) => {
          if (state.at === 'together') state = { ...state, shared };
        },
      },
    });
    set({ at: 'together', opened, cards }, '#heading');
  }

  async function record(paper: Paper): Promise<void> {
    if (paper.busy) return;
    const { missing: _missing, code: _code, ...said } = paper;
    if (!said.all) return set({ ...said, missing: 'all' }, '#all');
    if (said.halfDay) return set({ ...said, missing: 'day' }, '#day');
    if (!said.questions) return set({ ...said, missing: 'questions' }, '[name=questions]');
    const sections = Object.fromEntries(
      said.opened.pack.rules.map(({ id }): [string, SectionMark] => [id, said.talk.has(id) ? 'talk' : 'read']),
    );
    const sending: Paper = { ...said, busy: true };
    state = sending;
    host.draw();
    try {
      await portal.savePreparation(said.opened, {
        sections,
        questions: said.questions,
        mode: 'paper',
        ...(said.day && { paperDay: said.day }),
        status: 'completed',
      });
    } catch (error) {
      const code = host.failed(error);
      if (state !== sending) return;
      const isDay = isPortalError(error) && error.fields.includes('paperDay');
      return isDay ? set({ ...said, missing: 'day' }, '#day') : set({ ...said, code }, '#failed');
    }
    if (state !== sending) return;
    host.emit('group-preparation-saved', { group: query.group });
    set({ at: 'saved', opened: said.opened, mode: 'paper', day: said.day });
  }

  const print = (opened: OpenedPreparation): void => {
    const mine = turn;
    void printPack(opened.pack, preparationWords(opened.pack.language)).catch(() => {
      if (mine === turn && state.at === 'choice') set({ ...state, unprinted: true });
    });
  };
  const say = (more: Partial<Paper>): void => {
    if (state.at !== 'paper' || state.busy) return;
    const { missing: _missing, code: _code, ...said } = state;
    state = { ...said, ...more };
    host.draw();
  };

  const choosing = (opened: OpenedPreparation) => ({
    together: () => void together(opened),
    paper: () => set({ at: 'paper', opened, all: false, day: '', talk: new Set() }),
    print: () => print(opened),
  });
  const recording = (paper: Paper) => ({
    say,
    record: () => void record(paper),
    back: () => set({ at: 'choice', opened: paper.opened }),
  });

  const again = once(() => void load(true));
  void load();
  return {
    language: () => (state.at === 'together' ? state.cards.language() : words.language),
    busy: () => state.at === 'paper' && !!state.busy,
    close: () => {
      turn++;
      if (state.at === 'together') state.cards.close();
      state = { at: 'opening' };
    },
    status: () => (state.at === 'together' ? state.cards.status() : state.at === 'saved' ? words.saved : ''),
    render: () => {
      switch (state.at) {
        case 'opening':
          return html`<p class="pad quiet">${words.opening}</p>`;
        case 'unopened':
          return html`<div class="pad row">
            ${glyph('unknown', 'quiet')}
            <div class="grow stack">
              <h2 class="lead" id="title" tabindex="-1">${words.notOpened}</h2>
              <p class="quiet">${words.failures[state.code]}</p>
              <button type="button" @click=${again}>${words.tryAgain}</button>
            </div>
          </div>`;
        case 'choice':
          return choiceScreen(state, choosing(state.opened), words);
        case 'together':
          return state.cards.render();
        case 'paper':
          return paperScreen(state, recording(state), words);
        default:
          return html`${headPart(
              words.title(state.opened.group.name),
              words.saved,
              state.day ? words.savedDay(fullDay(state.day, words.language)) : words.savedHint[state.mode],
            )}
            <div class="pad stack">
              ${state.shared ? html`<p>${words.shared}</p>` : nothing}
              <button type="button" @click=${again}>${words.again}</button>
            </div>`;
      }
    },
  };
}
