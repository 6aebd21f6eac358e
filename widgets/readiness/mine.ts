/** The member's own view: what is left, when group is, and what they can do. Loaded where the user is a member. @module */
import { html, nothing, type CSSResult, type TemplateResult } from 'lit';
import type { MemberPreparation, Portal } from '../../src/portal-types.ts';
import type { GroupEvents } from '../events.ts';
import { glyph } from '../glyphs.ts';
import { en, type MineWords } from '../strings/mine.ts';
import { awayForm } from './away.ts';
import { changePanel } from './change.ts';
import { againButton, failedPart, topPart, type Again } from './mine-parts.ts';
import { mineOf, type MineView } from './mine-view.ts';
import { mineStyles } from './mine.styles.ts';
import { picturePart, pictureOf } from './picture.ts';

/** The element, as the member's view sees it. */
export interface MineHost {
  portal: Portal;
  query: { group: string; patient: string };
  words: MineWords;
  /** Aborted when somebody else is shown. */
  signal: AbortSignal;
  draw: () => void;
  /** Politely. */
  say: (text: string) => void;
  /** Once it is drawn. */
  focus: (selector: string) => void;
  failed: (error: unknown) => string;
  emit: <K extends keyof GroupEvents>(name: K, detail: GroupEvents[K]) => void;
}

export interface Mine {
  styles: CSSResult;
  words: { readNow: string; cantTell: string };
  /** The top line. */
  lead: (preparation: MemberPreparation) => string;
  render: (preparation: MemberPreparation, again: Again) => TemplateResult;
  failed: (code: string, again: Again) => TemplateResult;
  close: () => void;
}

/** @param language of the page: English, or Spanish where its words come */
export async function openOwn(of: Omit<MineHost, 'words'>, language: string): Promise<Mine> {
  const words = /^es\b/i.test(language) ? (await import('../strings/mine-es.ts')).es : en;
  const host: MineHost = { ...of, words };
  let open: '' | 'signed' | 'changed' | 'take-back' = '';
  let thanks = '';
  let unloaded = false;

  const thank = (text: string): void => {
    thanks = text;
    host.say(text);
    host.focus('#thanks');
    host.draw();
  };
  const away = awayForm(host, () => thank(words.thanksAway));
  const show = (what: typeof open, focus: string): void => {
    open = what;
    thanks = '';
    unloaded = false;
    host.focus(focus);
    if (what === 'signed' || what === 'take-back') void loadSigned();
    host.draw();
  };
  const change = changePanel(host, {
    signed: () =>
      show(open === 'take-back' ? 'changed' : 'take-back', open === 'take-back' ? '#take-back' : '#signed-part'),
    close: () => {
      change.close();
      show('', '#changed');
    },
    said: (text) => {
      open = '';
      thank(text);
    },
  });

  async function loadSigned(): Promise<void> {
    try {
      await import('../signed/define.ts');
    } catch {
      unloaded = true;
      host.draw();
    }
  }

  const signedPart = (): TemplateResult =>
    html`<div id="signed-part" tabindex="-1">
      ${
        unloaded
          ? html`<p>${words.notLoaded}</p>`
          : html`<group-signed
              group=${host.query.group}
              .portal=${host.portal}
              .patient=${host.query.patient}
            ></group-signed>`
      }
    </div>`;

  const openForm = (): void => host.emit('group-agreement-requested', { group: host.query.group });
  const zone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;
  function nextPart(view: NonNullable<MineView['next']>, today: string): TemplateResult {
    return html`<div class="part">
        <h3 class="title">${words.next}</h3>
        <p class="when">${view.when}</p>
        ${view.own ? html`<p class="quiet">${view.own}</p>` : nothing}
        ${view.told.map((text) => html`<p class="told">${glyph('met', 'c-accent')} ${text}</p>`)}
        ${
          away.isOpen()
            ? nothing
            : html`<p class="first act">
                <button
                  type="button"
                  id="cant-come"
                  @click=${() => {
                    thanks = '';
                    void away.open(view);
                  }}
                >
                  ${words.cantCome}
                </button>
              </p>`
        }
      </div>
      ${away.part(view, today)}`;
  }

  /** A toggle keeps its place and says what it opened. */
  const toggle = (what: 'signed' | 'changed', focus: string): TemplateResult => {
    const isOpen = open === what || (what === 'changed' && open === 'take-back');
    return html`<button
      type="button"
      id=${what}
      aria-expanded=${isOpen ? 'true' : 'false'}
      @click=${() => show(isOpen ? '' : what, isOpen ? `#${what}` : focus)}
    >
      ${words[what]}
    </button>`;
  };

  return {
    styles: mineStyles,
    words,
    lead: (preparation) => mineOf(preparation, words, zone()).lead,
    render(preparation, again) {
      const view = mineOf(preparation, words, zone());
      const picture = pictureOf(preparation, words.language, words.picture);
      const print = (): void => {
        void import('./print.ts').then(
          ({ printAttendance }) => printAttendance(preparation, words.language, words.picture),
          () => host.say(words.notLoaded),
        );
      };
      return html`${topPart(view, words, { ...again, open: openForm })}
        ${thanks ? html`<p class="part thanks" id="thanks" tabindex="-1">${glyph('met', 'c-accent')} ${thanks}</p>` : nothing}
        ${view.next ? nextPart(view.next, preparation.readiness.asOf.slice(0, 10)) : nothing}
        ${
          view.gap
            ? html`<div class="part">
                <p>${words.someMissing}</p>
                <p class="first act">${againButton(words, again)}</p>
              </div>`
            : nothing
        }
        ${picture?.kind === 'counts' ? picturePart(picture, words.picture, { print }) : nothing}
        <div class="part actions">${toggle('signed', '#signed-part')} ${toggle('changed', '#changed-title')}</div>
        ${open === 'signed' ? html`<div class="panel">${signedPart()}</div>` : nothing}
        ${
          open === 'changed' || open === 'take-back'
            ? change.part(preparation.group, open === 'take-back' ? signedPart() : nothing)
            : nothing
        }`;
    },
    failed: (code, again) => failedPart(code, words, again),
    close: () => {
      open = '';
      thanks = '';
      away.close();
      change.close();
    },
  };
}
