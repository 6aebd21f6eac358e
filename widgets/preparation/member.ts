/** The member's part of `<group-preparation>`: one card at a time, each saved as it is left. Loaded when it is shown. @module */
import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { QuestionsAnswer, SectionMark } from '../../src/preparation-types.ts';
import { createAloud } from '../agreement/aloud.ts';
import { styles as frame } from '../agreement/styles.ts';
import { preparationWords } from '../strings/preparation.ts';
import { calm } from '../tokens.ts';
import { cardScreen, questionsScreen, type CardState } from './cards.ts';
import { aloudPart, printPack } from './aids.ts';
import type { Host, Screen } from './host.ts';
import { nameScreen } from './name.ts';
import { languages, openingScreen, savingPart, startScreen, thanksScreen, unopenedScreen } from './screens.ts';
import { statusOf, walking, type Session, type Walking } from './session.ts';
import { again, afterCards, back, isDone, mark, next, resume, type Walk } from './steps.ts';
import { cardStyles } from './styles.ts';
import { worries } from './worries.ts';
import { telling } from './telling.ts';
import { wordScreen } from './word.ts';

export const styles: CSSResultGroup[] = [calm, frame, cardStyles];

const isWalking = (session: Session): session is Walking => session.stage === 'walking';

/** Opens the pack and shows it. */
export function open(host: Host): Screen {
  const { portal, query, within } = host;
  const mode = within?.mode ?? 'screen';
  let session: Session = { stage: 'opening' };
  /** Counts openings: what belongs to an earlier one is dropped. */
  let turn = 0;
  let sending: Promise<void> | undefined;
  const aloud = createAloud(() => host.draw());

  const words = () => (session.stage === 'walking' ? session.words : preparationWords(host.language));
  const set = (now: Session): void => {
    session = now;
    host.draw();
  };
  const update = (more: Partial<Walking>): void => {
    if (session.stage === 'walking') set({ ...session, ...more });
  };

  async function start(language?: string): Promise<void> {
    const mine = ++turn;
    // what is on its way arrives first, or the answer would not know of it
    await sending;
    if (mine !== turn) return;
    set({ stage: 'opening' });
    worry.forget();
    from = undefined;
    try {
      const opened = await portal.openPreparation({ ...query, ...(language !== undefined && { language }) });
      if (mine === turn) set(walking(opened, preparationWords(opened.pack.language)));
    } catch (error) {
      if (mine === turn) set({ stage: 'unopened', code: host.failed(error) });
    }
  }

  /** Saves what was marked, one save after the other; what is marked meanwhile goes with the next. */
  async function keep(mine: number): Promise<void> {
    if (session.stage !== 'walking') return;
    const { opened, said } = session;
    update({ saving: 'saving' });
    try {
      await portal.savePreparation(opened, { sections: said, mode, status: 'in-progress' });
    } catch (error) {
      const code = host.failed(error);
      if (mine === turn) update({ saving: { code } });
      return;
    }
    if (mine !== turn || !isWalking(session)) return;
    if (session.said !== said) return keep(mine);
    // completing says for itself what became of it
    if (!session.finishing) update({ saving: 'saved' });
  }
  const save = (): void => {
    if (sending) return;
    const now = keep(turn).finally(() => {
      sending = undefined;
    });
    sending = now;
  };

  /** One thing that is saved by itself; on success the member goes on. */
  async function send(what: Promise<unknown>, failed: (code: string) => void): Promise<void> {
    const mine = turn;
    try {
      await what;
      if (mine !== turn || session.stage !== 'walking') return;
      host.emit('group-preparation-saved', { group: query.group });
      update({ saving: 'saved', finishing: false, word: {}, name: { text: '' } });
      go((s) => next(s.steps, s.walk));
    } catch (error) {
      const code = host.failed(error);
      if (mine === turn) failed(code);
    }
  }

  function finish(questions: QuestionsAnswer): void {
    if (session.stage !== 'walking' || session.finishing) return;
    const { opened, said, walk } = session;
    update({ finishing: true, saving: 'saving', walk: { ...walk, questions } });
    const complete = async () => {
      await sending;
      await portal.savePreparation(opened, { sections: said, questions, mode, status: 'completed' });
    };
    void send(complete(), (code) => update({ finishing: false, saving: { code } }));
  }

  function go(move: (session: Walking) => Walk): void {
    if (session.stage !== 'walking') return;
    aloud.stop();
    host.focus('#heading');
    const walk = move(session);
    if (within && session.steps[walk.at]?.kind === 'thanks') within.done();
    else update({ walk });
  }

  const cards = {
    mark: (section: string, said: SectionMark): void => {
      if (session.stage !== 'walking') return;
      update({ said: { ...session.said, [section]: said } });
      go((s) => mark(s.steps, s.walk, section, said));
      save();
    },
    answer: finish,
    back: () => go((s) => back(s.walk)),
  };
  const print = (): void => {
    const mine = turn;
    if (isWalking(session))
      void printPack(session.opened.pack, words()).catch(() => mine === turn && update({ unprinted: true }));
  };
  /** The screen the member came from, when they look at their worries by themselves. */
  let from: number | undefined;
  const leave = (move: typeof next) => () => {
    go((s) => (from === undefined ? move(s.steps, s.walk) : { ...s.walk, at: from }));
    from = undefined;
  };
  const worry = worries(host, { back: leave((_steps, walk) => back(walk)), next: leave(next) });
  const aids = {
    print,
    worries: () =>
      go(({ steps, walk }) => {
        from = walk.at;
        return { ...walk, at: steps.findIndex(({ kind }) => kind === 'worries') };
      }),
  };
  const skip = () => go((s) => next(s.steps, s.walk));
  const starting = {
    start: () =>
      go((s) => (isDone(s.steps, s.walk, s.opened.completed) ? afterCards(s.steps, s.walk) : resume(s.steps, s.walk))),
    again: () => go((s) => again(s.steps)),
    ...aids,
    speak: (language: string): void => {
      host.focus('#heading');
      void start(language);
    },
  };
  const { word, name } = telling(host, {
    current: () => (isWalking(session) ? session : undefined),
    update,
    send,
    skip,
  });

  /** Sends again whatever was not saved. */
  function retry(): void {
    if (session.stage !== 'walking') return;
    const { steps, walk } = session;
    const kind = steps[walk.at]?.kind;
    if (kind === 'word') word.next();
    else if (kind === 'name') name.save();
    else if (kind === 'questions' && walk.questions) finish(walk.questions);
    else save();
  }

  function step(now: Walking): TemplateResult | typeof nothing {
    const { steps, walk, opened } = now;
    const state: CardState = {
      pack: opened.pack,
      steps,
      walk,
      words: now.words,
      busy: now.finishing,
      foot: savingPart(now, retry, () => starting.speak(opened.pack.language)),
    };
    const here = steps[walk.at];
    switch (here?.kind) {
      case 'start':
        return startScreen(now, state, starting);
      case 'card':
        return html`${cardScreen({ ...state, aloud: aloudPart(opened.pack, here.section, { aloud, words: now.words }) }, here.section, cards)}
        ${languages(now, starting.speak)}`;
      case 'worries':
        return worry.screen(state, opened);
      case 'questions':
        return questionsScreen(state, cards);
      case 'word':
        return wordScreen(state, now.word, word);
      case 'name':
        return nameScreen(state, now.name, name);
      case 'thanks':
        return thanksScreen(now, aids);
      default:
        return nothing;
    }
  }

  void start(within?.language);
  return {
    language: () => words().language,
    busy: () => session.stage === 'walking' && (session.finishing || !!session.word.busy || !!session.name.busy),
    close: () => {
      aloud.close();
      turn++;
      session = { stage: 'opening' };
    },
    status: () => (session.stage === 'walking' ? statusOf(session) : ''),
    render: () => {
      if (session.stage === 'opening') return openingScreen(words());
      if (session.stage === 'unopened') {
        return unopenedScreen(words(), session.code, () => {
          host.focus('#heading');
          void start(within?.language);
        });
      }
      // a fresh screen for each step: nothing of the one before may carry over, not even to a screen reader
      return html`${keyed(session.walk.at, step(session))}`;
    },
  };
}
