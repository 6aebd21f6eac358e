/** What staff see of giving the introduction: the choice, the paper. Templates and styles; they decide nothing. @module */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { OpenedPreparation, QuestionsAnswer } from '../../src/preparation-types.ts';
import { glyph } from '../glyphs.ts';
import { shortDay } from '../strings/common.ts';
import type { PreparationStaffWords } from '../strings/preparation-staff.ts';
import { once } from './cards.ts';

export const staffStyles = css`
  .together {
    border-block-start: 1px solid var(--line);
  }
  .talks,
  .ways {
    display: grid;
    gap: 8px;
    margin-block-start: 12px;
  }
  .ways > div {
    display: grid;
    justify-items: start;
    gap: 2px;
  }
  label {
    display: flex;
    gap: 8px;
    align-items: center;
    min-block-size: 2rem;
  }
  label input {
    inline-size: 1.125rem;
    block-size: 1.125rem;
    margin: 0;
    flex: none;
    accent-color: var(--accent);
  }
  legend {
    padding: 0;
    font-weight: 600;
  }
  .day {
    display: grid;
    gap: 2px;
    justify-items: start;
  }
  .day label {
    font-weight: 600;
    min-block-size: 0;
  }
  input[type='date'] {
    font: inherit;
    color: inherit;
    background: var(--surface);
    border: 1px solid var(--edge);
    border-radius: 8px;
    padding: 6px 8px;
  }
  @media (pointer: coarse) {
    label,
    button {
      min-block-size: 44px;
    }
  }
`;

/** What was said of the paper so far: nothing is chosen ahead. */
export interface Paper {
  at: 'paper';
  opened: OpenedPreparation;
  all: boolean;
  /** `YYYY-MM-DD`, empty where nobody knows. */
  day: string;
  /** A part of a day was typed. */
  halfDay?: boolean;
  talk: ReadonlySet<string>;
  questions?: QuestionsAnswer;
  missing?: 'all' | 'day' | 'questions';
  busy?: boolean;
  code?: string;
}

export interface ChoiceActs {
  together: () => void;
  paper: () => void;
  print: () => void;
}

export interface PaperActs {
  say: (more: Partial<Paper>) => void;
  record: () => void;
  back: () => void;
}

export const headPart = (title: string, text: string, under: TemplateResult | string = ''): TemplateResult =>
  html`<div class="head">
    <p class="title">${title}</p>
    <h2 class="lead" id="title" tabindex="-1">${text}</h2>
    ${under ? html`<p class="quiet">${under}</p>` : nothing}
  </div>`;

export function choiceScreen(
  { opened, unprinted }: { opened: OpenedPreparation; unprinted?: boolean },
  acts: ChoiceActs,
  words: PreparationStaffWords,
): TemplateResult {
  const { group, completed } = opened;
  const before = completed ? words.before(shortDay(completed, group.timeZone, words.language)) : words.howHint;
  return html`${headPart(words.title(group.name), words.how, before)}
    <div class="pad ways">
      <div>
        <button type="button" @click=${once(acts.together)}>${words.together}</button>
        <p class="quiet small">${words.togetherHint}</p>
      </div>
      <div>
        <button type="button" @click=${once(acts.paper)}>${words.paper}</button>
        <p class="quiet small">${words.paperHint}</p>
        <button type="button" class="bare" @click=${once(acts.print)}>${words.print}</button>
        ${unprinted ? html`<p class="small c-heed" role="alert">${words.notPrinted}</p>` : nothing}
      </div>
    </div>`;
}

export function paperScreen(paper: Paper, acts: PaperActs, words: PreparationStaffWords): TemplateResult {
  const { opened, all, day, talk, questions, missing, busy, code } = paper;
  const idle = busy ? 'true' : nothing;
  return html`${headPart(words.title(opened.group.name), words.paperTitle)}
    <form
      class="pad stack"
      novalidate
      @submit=${(event: Event) => {
        event.preventDefault();
        acts.record();
      }}
    >
      <label>
        <input
          type="checkbox"
          id="all"
          aria-describedby=${missing === 'all' ? 'all-missing' : nothing}
          .checked=${all}
          @change=${(event: Event) => acts.say({ all: (event.target as HTMLInputElement).checked })}
        />
        ${words.all}
      </label>
      ${missing === 'all' ? html`<p class="small c-heed" id="all-missing">${words.allMissing}</p>` : nothing}
      <div class="day">
        <label for="day">${words.day}</label>
        <input
          type="date"
          id="day"
          autocomplete="off"
          min=${opened.pack.effective}
          aria-invalid=${missing === 'day' ? 'true' : nothing}
          aria-describedby="day-hint${missing === 'day' ? ' day-wrong' : ''}"
          .value=${day}
          @input=${({ target }: Event) => {
            const { value, validity } = target as HTMLInputElement;
            // a part of a day has no value: the last one stays bound, or it would be wiped while typing
            acts.say({ halfDay: validity.badInput, ...(validity.badInput ? {} : { day: value }) });
          }}
        />
        <p class="small quiet" id="day-hint">${words.dayHint}</p>
        ${missing === 'day' ? html`<p class="small c-heed" id="day-wrong">${words.dayWrong}</p>` : nothing}
      </div>
      <fieldset>
        <legend>${words.talk}</legend>
        <div class="talks">
          ${opened.pack.rules.map(
            ({ id, title }) =>
              html`<label>
                <input
                  type="checkbox"
                  .checked=${talk.has(id)}
                  @change=${(event: Event) =>
                    acts.say({
                      talk: new Set(
                        (event.target as HTMLInputElement).checked
                          ? [...talk, id]
                          : [...talk].filter((one) => one !== id),
                      ),
                    })}
                />
                <span lang=${opened.pack.language} dir="auto">${title}</span>
              </label>`,
          )}
        </div>
      </fieldset>
      <fieldset aria-describedby=${missing === 'questions' ? 'questions-missing' : nothing}>
        <legend>${words.questions}</legend>
        ${(['no-questions', 'has-questions'] as const).map(
          (answer) =>
            html`<label>
              <input
                type="radio"
                name="questions"
                .checked=${questions === answer}
                @change=${() => acts.say({ questions: answer })}
              />
              ${words.answers[answer]}
            </label>`,
        )}
        ${missing === 'questions' ? html`<p class="small c-heed" id="questions-missing">${words.questionsMissing}</p>` : nothing}
      </fieldset>
      ${
        code === undefined
          ? nothing
          : html`<div class="note fault" id="failed" tabindex="-1">
              ${glyph('unknown', 'c-fault')}
              <p><b>${words.notSaved}</b> ${words.failures[code]}</p>
            </div>`
      }
      <div class="row">
        <button class="main" part="action" type="submit" aria-disabled=${idle}>
          ${busy ? words.saving : words.record}
        </button>
        <button type="button" aria-disabled=${idle} @click=${() => busy || acts.back()}>${words.back}</button>
      </div>
    </form>`;
}
