/** The leader's part of `<group-preparation>`: what was talked about, and the three decisions. Loaded when it is shown. @module */
import { html, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import type { LeaderDecision, NewNote } from '../../src/preparation-types.ts';
import { glyph } from '../glyphs.ts';
import { decisionWords } from '../strings/decisions.ts';
import { once } from './cards.ts';
import type { Host, Screen } from './host.ts';
import { leaderParts, type LeaderActs } from './leader-parts.ts';
import { lengthOf, opened, type LeaderSession, type Opened } from './leader-session.ts';
import { leaderStyles } from './leader-styles.ts';

export const styles: CSSResultGroup[] = [leaderStyles];

/** Opens what waits for the leader, and shows it. */
export function open(host: Host): Screen {
  const { portal, query } = host;
  const words = decisionWords(host.language);
  let session: LeaderSession = { stage: 'opening' };
  let turn = 0;
  /** One UUID for each thing to send, kept until it is saved: sending it twice is then harmless. */
  const ids = new Map<string, string>();

  const set = (now: LeaderSession): void => {
    session = now;
    host.draw();
  };
  const update = (more: Partial<Opened>): void => {
    if (session.stage === 'open') set({ ...session, ...more });
  };

  async function load(saved = false): Promise<void> {
    const mine = ++turn;
    if (session.stage !== 'open') set({ stage: 'opening' });
    try {
      const of = await portal.openDecisions(query);
      if (mine !== turn) return;
      ids.clear();
      set(opened(of, saved));
    } catch (error) {
      const code = host.failed(error);
      if (mine === turn) set({ stage: 'unopened', code });
    }
  }

  /** Sends one thing, says so, and looks at what is left. */
  async function send(
    key: string,
    what: (id: string, of: Opened['of']) => Promise<void>,
    done: () => void,
  ): Promise<void> {
    if (session.stage !== 'open' || session.sending !== undefined) return;
    const mine = turn;
    const { of } = session;
    const id = ids.get(key) ?? crypto.randomUUID();
    ids.set(key, id);
    update({ sending: key, code: undefined, saved: undefined });
    try {
      await what(id, of);
    } catch (error) {
      const code = host.failed(error);
      if (mine === turn) {
        host.focus('#failed');
        update({ sending: undefined, code });
      }
      return;
    }
    if (mine !== turn) return;
    host.focus('#title');
    done();
  }
  const note = (key: string, noteOf: (id: string, of: Opened['of']) => NewNote): void =>
    void send(
      key,
      (id, of) => portal.addNote(query, noteOf(id, of)),
      () => {
        host.emit('group-preparation-saved', { group: query.group });
        void load(true);
      },
    );
  const decide = (key: string, decisionOf: (id: string, of: Opened['of']) => LeaderDecision): void => {
    let made: LeaderDecision['decision'] | undefined;
    void send(
      key,
      (id, of) => {
        const decision = decisionOf(id, of);
        made = decision.decision;
        return portal.decide(query, decision);
      },
      () => {
        if (made) host.emit('group-decision-recorded', { group: query.group, decision: made });
        // whoever left has no list any more
        if (made === 'not-this-group' && session.stage === 'open') set({ stage: 'left', group: session.of.group.name });
        else void load(true);
      },
    );
  };

  const acts: LeaderActs = {
    talked: () => {
      if (session.stage !== 'open') return;
      const expectedLength = lengthOf(session.length);
      if (expectedLength === 'wrong') {
        host.focus('#length');
        return update({ length: { ...session.length, wrong: true } });
      }
      note('commitment', (id) => ({ id, kind: 'commitment-talk', ...(expectedLength && { expectedLength }) }));
    },
    typeLength: (length) => {
      // another length is another note
      ids.delete('commitment');
      if (session.stage === 'open') update({ length: { ...session.length, ...length, wrong: false } });
    },
    tick: ({ key, document, clause }) =>
      note(key, (id, of) => ({ id, kind: 'talked-about', of, document: document.key, clauses: [clause] })),
    ask: (asking) => {
      if (session.stage !== 'open') return;
      host.focus(asking ? '#asked' : '#title');
      update({ asking, code: undefined, saved: undefined });
    },
    confirm: () => {
      if (session.stage !== 'open' || !session.asking) return;
      const { asking } = session;
      if (asking.about === 'sessions')
        return decide('sessions', (id, of) => ({
          id,
          of,
          decision: 'exception',
          sessions: (of.sessions ?? []).map((s) => s.key),
        }));
      const { decision, key: document } = asking;
      decide(`${document} ${decision}`, (id, of) =>
        decision === 'not-this-group' ? { id, of, decision } : { id, of, decision, document },
      );
    },
  };

  const failure = (code: string) => words.failure[code] ?? '';
  const again = once(() => {
    host.focus('#title');
    void load();
  });

  function problem({ code }: Opened): TemplateResult | typeof nothing {
    if (code === undefined) return nothing;
    return html`<div class="note fault" id="failed" tabindex="-1">
      ${glyph('unknown', 'c-fault')}
      <div class="grow">
        <p><b>${words.notSaved}</b> ${failure(code)}</p>
        ${
          code === 'conflict' || code === 'not-found'
            ? html`<button type="button" class="bare" @click=${again}>${words.openAgain}</button>`
            : nothing
        }
      </div>
    </div>`;
  }

  void load();
  return {
    language: () => words.language,
    busy: () => session.stage === 'open' && session.sending !== undefined,
    close: () => {
      turn++;
      session = { stage: 'opening' };
      ids.clear();
    },
    status: () => {
      if (session.stage !== 'open') return session.stage === 'opening' ? words.opening : '';
      return session.sending === undefined ? (session.saved ? words.saved : '') : words.saving;
    },
    render: () => {
      if (session.stage === 'opening') return html`<p class="pad quiet">${words.opening}</p>`;
      if (session.stage === 'left')
        return html`<div class="pad">
          <p class="title">${words.title(session.group)}</p>
          <h2 class="lead" id="title" tabindex="-1">${words.left}</h2>
          <p class="quiet">${words.leftHint}</p>
        </div>`;
      if (session.stage === 'unopened')
        return html`<div class="pad row">
          ${glyph('unknown', 'quiet')}
          <div class="grow stack">
            <h2 class="lead" id="title" tabindex="-1">${words.notOpened}</h2>
            <p class="quiet">${failure(session.code)}</p>
            <button type="button" @click=${again}>${words.tryAgain}</button>
          </div>
        </div>`;
      const { of, saved } = session;
      return html`<div class="head">
          <p class="title">${words.title(of.group.name)}</p>
          <h2 class="lead" id="title" tabindex="-1">${words.who(of.name)}</h2>
          ${saved ? html`<p class="quiet">${glyph('met', 'c-accent inline')} ${words.saved}</p>` : nothing}
        </div>
        ${problem(session)} ${leaderParts(session, words, acts)}`;
    },
  };
}
