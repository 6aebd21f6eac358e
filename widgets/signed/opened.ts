/** The card, open: its parts and how they are drawn. Loaded when somebody's signed documents are first shown. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { Portal } from '../../src/portal-types.ts';
import type { SignedForm, SignedHistory } from '../../src/signed-types.ts';
import { glyph } from '../glyphs.ts';
import { wordsIn, type Words } from '../strings/signed.ts';
import { copiesOf } from './copy.ts';
import { documentPart, factsPart, voidedPart } from './details.ts';
import { besideGaps, dayWordsOf, leadOf, rowLine, sayingOf, standingIn, type Saying } from './view.ts';
import { voiding } from './void.ts';
import { withdrawing } from './withdraw.ts';
export { signedStyles } from './group-signed.styles.ts';

/** What the parts need of the element they are drawn in. */
export interface Page {
  portal: Portal;
  query: { group: string; patient: string };
  /** Aborted when another member or portal is shown. */
  signal: AbortSignal;
  draw: () => void;
  /** Politely. */
  say: (text: string) => void;
  /** Once it is drawn. */
  focus: (selector: string) => void;
  /** A name for the ids of a row: never the signing's own, which is the record's. */
  row: (signing: string) => string;
  failed: (error: unknown) => string;
  tell: (event: 'group-agreement-withdrawn' | 'group-agreement-voided') => void;
}

/** "Try again", and whether it is. */
export interface Again {
  trying: boolean;
  again: () => void;
}

export interface Opened {
  words: Words;
  /** The top line. */
  lead: (history: SignedHistory) => string;
  render: (history: SignedHistory, again: Again) => TemplateResult;
  failed: (code: string, again: Again) => TemplateResult;
  close: () => void;
}

/** @param locale of the page: English, or Spanish where its words come */
export async function opened(host: Omit<Page, 'row'>, locale: string): Promise<Opened> {
  const words = await wordsIn(locale);
  const rows: string[] = [];
  const page: Page = {
    ...host,
    row(signing) {
      if (!rows.includes(signing)) rows.push(signing);
      return String(rows.indexOf(signing));
    },
  };
  const copies = copiesOf(page);
  const withdraw = withdrawing(page);
  const voids = voiding(page);
  /** Asked about; empty for no day. */
  let day = '';

  const againPart = ({ trying, again }: Again): TemplateResult =>
    html`<button class="again" type="button" aria-disabled=${trying ? 'true' : nothing} @click=${again}>
      ${trying ? words.trying : words.tryAgain}
    </button>`;

  function dayPart(history: SignedHistory, saying: Saying): TemplateResult {
    return html`<div class="part">
      <div class="field">
        <label for="day">${words.dayLabel}</label>
        <input
          id="day"
          type="date"
          max=${history.today}
          autocomplete="off"
          .value=${day}
          @input=${({ target }: Event) => {
            const { value } = target as HTMLInputElement;
            day = value;
            page.draw();
          }}
        />
      </div>
      <output for="day">${day ? dayWordsOf(history, day, saying) : nothing}</output>
    </div>`;
  }

  function rowPart(form: SignedForm, history: SignedHistory, saying: Saying): TemplateResult {
    const line = rowLine(form, saying);
    return html`<li>
      <details class="signing">
        <summary>
          ${glyph(line.glyph, line.tone)}
          <span class="grow"
            ><b>${line.day}</b> ${line.lines.map((one) => html`<span class="standing">${one}</span>`)}</span
          >
        </summary>
        <div class="opened">
          ${voidedPart(form, saying)} ${form.voided ? nothing : factsPart(form, saying)} ${copies.part(form, saying)}
          ${form.documents.map((one) => documentPart(one, saying))} ${voids.part(form, history, saying)}
        </div>
      </details>
    </li>`;
  }

  function leadPart(history: SignedHistory, saying: Saying, again: Again): TemplateResult {
    const lead = leadOf(history, saying);
    const gaps = besideGaps(history, words);
    const isUnknown = lead.glyph === 'unknown';
    const offers = history.may.includes('withdraw') && standingIn(history).length > 0 && !withdraw.isOpen();
    return html`<div class="pad">
      <h2 class="title" id="title" tabindex="-1">${words.title(history.group.name)}</h2>
      <div class="line top">
        ${glyph(lead.glyph, `big ${lead.tone}`)}
        <p class="lead" part="lead">${lead.text}</p>
        ${lead.under.map((one) => html`<p class="quiet small">${one}</p>`)}
        ${isUnknown ? nothing : gaps.map((one) => html`<p class="quiet small">${one}</p>`)}
        ${Object.entries(history.onFile ?? {}).map(
          ([kind, { day: on }]) =>
            html`<p class="quiet small">
              ${words.onFile(kind === 'agreement' ? 'rules' : 'participation', on ? saying.days.short(on) : '')}
            </p>`,
        )}
        ${
          isUnknown || gaps.length > 0 || offers
            ? html`<div class="actions">
                ${isUnknown || gaps.length > 0 ? againPart(again) : nothing}
                ${
                  offers
                    ? html`<button type="button" id="withdraw" @click=${() => withdraw.open(history)}>
                        ${words.withdraw}
                      </button>`
                    : nothing
                }
              </div>`
            : nothing
        }
      </div>
    </div>`;
  }

  return {
    words,
    lead: (history) => leadOf(history, sayingOf(history, words)).text,
    render(history, again) {
      const saying = sayingOf(history, words);
      return html`${leadPart(history, saying, again)} ${withdraw.part(history, saying)}
      ${history.signings.length > 0 || history.now.missing.length > 0 ? dayPart(history, saying) : nothing}
      ${
        history.signings.length > 0
          ? html`<div class="part list">
              <h3 class="title">${words.history}</h3>
              <ul role="list">
                ${history.signings.map((form) => rowPart(form, history, saying))}
              </ul>
            </div>`
          : nothing
      }`;
    },
    failed: (code, again) =>
      html`<div class="pad">
        <div class="line">
          ${glyph('unknown', 'big quiet')}
          <h2 class="lead" id="title" tabindex="-1">${words.cantTell}</h2>
          <p class="quiet small">${words.failures[code]}</p>
          <div class="actions">${againPart(again)}</div>
        </div>
      </div>`,
    close: () => copies.close(),
  };
}
