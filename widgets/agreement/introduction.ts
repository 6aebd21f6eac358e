/** The introduction within signing: the cards of `<group-preparation>`, then the rules. Loaded when it is needed. @module */
import { html, type TemplateResult } from 'lit';
import type { Screen as Cards } from '../preparation/host.ts';
import type { Host, Screen } from './host.ts';
import { idleScreen } from './leaving.ts';
import { mainButton } from './pieces.ts';
import { openingScreen } from './start.ts';
import { filling, type Introducing } from './session.ts';

export interface Introduction {
  draw(session: Introducing, screen: Screen): TemplateResult;
  status(): string;
  /** Lets go of everything it knew. */
  close(): void;
}

/** One at a time; a session that was replaced closes its cards. */
export function introduction(host: Host): Introduction {
  let of: unknown;
  let cards: Cards | undefined;
  let failed = '';

  const close = (): void => {
    cards?.close();
    cards = undefined;
    of = undefined;
    failed = '';
  };
  const current = (): Introducing | undefined => (host.session.stage === 'introducing' ? host.session : undefined);

  function done(): void {
    const session = current();
    close();
    if (!session) return;
    const { form, setup, place, answers, sameName } = session;
    host.focus('#heading');
    host.session = { ...filling(form, setup, { place, answers }), ...(sameName && { sameName }) };
  }

  async function load({ form, setup }: Introducing): Promise<void> {
    const { portal } = host;
    of = form;
    if (!portal) return;
    try {
      const { open, styles } = await import('../preparation/member.ts');
      if (of !== form) return;
      host.adopt(styles);
      const query = { group: form.group.key, patient: form.patient };
      cards = open({
        portal,
        query,
        language: form.documents.rules.language,
        draw: () => of === form && host.redraw(),
        focus: (selector) => host.focus(selector),
        failed: (error) => host.failed(error),
        emit: (name, detail) => host.emit(name, detail),
        within: {
          language: form.documents.rules.language,
          mode: setup.mode === 'spoken' ? 'spoken' : 'screen',
          done,
          named: (shared) => {
            const session = current();
            if (session && shared) host.session = { ...session, sameName: true };
          },
        },
      });
    } catch {
      failed = 'offline';
    }
    host.redraw();
  }

  const failedScreen = (session: Introducing, { acts, words }: Pick<Screen, 'acts' | 'words'>) =>
    html`<div class="body"><p class="note fault" role="alert">${words.failure[failed]}</p></div>
      <div class="actions">
        <button type="button" id="stop" @click=${acts.stop}>${words.stop}</button>
        ${mainButton(words.tryAgain, () => {
          failed = '';
          void load(session);
        })}
      </div>`;

  return {
    close,
    status: () => cards?.status() ?? '',
    draw(session, screen) {
      const { acts, words } = screen;
      if (of !== session.form) {
        close();
        void load(session);
      }
      if (session.idle) return idleScreen({ acts, words });
      if (failed) return failedScreen(session, { acts, words });
      if (!cards) return openingScreen(screen);
      return html`${cards.render()}
        <p class="help"><button type="button" class="bare" id="stop" @click=${acts.stop}>${words.stop}</button></p>`;
    },
  };
}
