/** What is in the record of one row: what it said before, and the way out of a wrong member. Loaded when a row is opened. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { AttendanceSheet, Portal, RowVersion, SheetRow } from '../../src/portal-types.ts';
import { attendanceSpeech } from '../strings/attendance.ts';
import { timeWords } from '../strings/common.ts';
import { panelSpeech } from '../strings/row-panel.ts';
import { momentWords } from './told.ts';

export { panelSpeech };

export interface RowPanel {
  row: string;
  render: () => TemplateResult;
}

/** The element, as the panel sees it. */
export interface PanelHost {
  portal: Portal;
  /** As it is now; undefined when another one was opened. */
  sheet: () => AttendanceSheet | undefined;
  locale: string;
  draw: () => void;
  say: (text: string) => void;
  failed: (error: unknown) => string;
  /** The record was changed: the sheet is read again, and this is closed. */
  done: () => Promise<void>;
  /** Focuses what the selector finds once it is drawn. */
  focus: (selector: string) => Promise<void>;
}

export function openRow({ row, name, conflict }: SheetRow, host: PanelHost): RowPanel {
  const words = panelSpeech.in(host.locale);
  const sheetWords = attendanceSpeech.in(host.locale);
  let versions: RowVersion[] | { code: string } | undefined;
  let step: 'look' | 'sure' | 'sending' = 'look';
  let refused = '';

  async function read(): Promise<void> {
    const sheet = host.sheet();
    if (!sheet) return;
    try {
      versions = await host.portal.rowHistory(sheet, row);
    } catch (error) {
      versions = { code: host.failed(error) };
    }
    host.draw();
  }

  const go = (to: 'look' | 'sure', selector: string): void => {
    step = to;
    refused = '';
    host.draw();
    void host.focus(selector);
  };

  async function enter(): Promise<void> {
    const sheet = host.sheet();
    if (!sheet || step === 'sending') return;
    step = 'sending';
    host.draw();
    try {
      await host.portal.voidRow(sheet, row);
    } catch (error) {
      step = 'sure';
      refused = host.failed(error);
      host.say(words.notSaved);
      return host.draw();
    }
    await host.done();
    host.say(words.entered(name));
    const index = host.sheet()?.rows.findIndex((one) => one.row === row);
    await host.focus(`[name=mark-${index}]`);
  }

  function versionPart({ said, at, by, reason }: RowVersion): TemplateResult {
    const { locale } = host;
    const { start = at, group } = host.sheet() ?? {};
    const timeZone = group?.timeZone ?? 'UTC';
    const what =
      said === 'entered-in-error'
        ? words.gone
        : said === 'not-kept'
          ? words.notKept
          : [sheetWords.said(said), said.left ? words.leftAt(timeWords(said.left, timeZone, locale)) : '']
              .filter(Boolean)
              .join(', ');
    return html`<li>
      <b>${what.charAt(0).toLocaleUpperCase(locale)}${what.slice(1)}</b>
      <span class="quiet"
        >${[
          momentWords(at, { start, timeZone, locale, words: sheetWords }),
          words.by(by),
          reason ? words.reason[reason] : '',
        ]
          .filter(Boolean)
          .join(' · ')}</span
      >
    </li>`;
  }

  function history(): TemplateResult {
    if (versions === undefined) return html`<p class="quiet">${words.reading}</p>`;
    if ('code' in versions) return html`<p class="c-fault">${words.cantRead} ${sheetWords.failures[versions.code]}</p>`;
    return html`<ol aria-label=${words.versions}>
      ${versions.map(versionPart)}
    </ol>`;
  }

  function choices(): TemplateResult {
    if (step === 'look')
      return html`<button type="button" id="wrong-member" @click=${() => go('sure', '#enter')}>
        ${conflict ? words.clearBoth : words.wrongMember}
      </button>`;
    return html`<p id="sure">${conflict ? words.sureBoth : words.sure}</p>
      ${refused ? html`<p class="c-fault">${words.notSaved} ${sheetWords.failures[refused]}</p>` : nothing}
      <button
        type="button"
        id="enter"
        aria-describedby="sure"
        aria-disabled=${step === 'sending' ? 'true' : nothing}
        @click=${() => void enter()}
      >
        ${step === 'sending' ? words.entering : words.enter}
      </button>
      <button type="button" class="bare" @click=${() => go('look', '#wrong-member')}>${words.back}</button>`;
  }

  void read();
  return {
    row,
    render: () =>
      html`<section class="panel small" aria-label=${words.title(name)}>
        ${history()}
        <div>${choices()}</div>
      </section>`,
  };
}
