/** Entering a signing in error: why, in two plain choices, and what the records office needs afterwards. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { SignedForm, SignedHistory, VoidedSigning, VoidReason } from '../../src/signed-types.ts';
import { glyph } from '../glyphs.ts';
import { buttonsPart, choicePart, faultPart } from './asking.ts';
import type { Page } from './opened.ts';
import type { Saying } from './view.ts';

export interface Voiding {
  part: (form: SignedForm, history: SignedHistory, saying: Saying) => TemplateResult | typeof nothing;
}

interface Form {
  signing: string;
  reason: VoidReason | undefined;
  error: string;
  fault: string;
  busy: boolean;
}

export function voiding(page: Page): Voiding {
  let form: Form | undefined;
  const done = new Map<string, VoidedSigning>();

  const close = (signing: string): void => {
    form = undefined;
    page.focus(`#void-open-${page.row(signing)}`);
    page.draw();
  };

  async function send(now: Form, { words }: Saying): Promise<void> {
    const { signing, reason, busy } = now;
    if (busy) return;
    now.error = '';
    now.fault = '';
    if (reason === undefined) {
      now.error = words.missingReason;
      page.focus('#void-reason-wrong-member');
      page.draw();
      return;
    }
    now.busy = true;
    page.say(words.saving);
    page.draw();
    try {
      done.set(signing, await page.portal.voidSigning(page.query, signing, { reason }, { signal: page.signal }));
    } catch (error) {
      if (page.signal.aborted) return;
      now.fault = page.failed(error);
      page.say('');
      return;
    } finally {
      now.busy = false;
      page.draw();
    }
    form = undefined;
    page.tell('group-agreement-voided');
    page.say(words.marked);
    page.focus(`#voided-${page.row(signing)}`);
    page.draw();
  }

  /** What is left to do by people: it stays until the row's portal or member changes. */
  function donePart(signing: string, { references, replaced }: VoidedSigning, { words }: Saying): TemplateResult {
    return html`<div class="note calm">
      ${glyph('met', 'c-accent')}
      <div class="grow">
        <p id="voided-${page.row(signing)}" tabindex="-1"><b>${words.marked}</b></p>
        <p>${words.office}</p>
        <ul class="references small" role="list">
          ${references.map((one) => html`<li><code>${one}</code></li>`)}
        </ul>
        ${replaced > 0 ? html`<p>${words.older}</p>` : nothing}
      </div>
    </div>`;
  }

  function formPart(now: Form, saying: Saying): TemplateResult {
    const { words } = saying;
    return html`<form
      class="panel"
      novalidate
      aria-labelledby="void-title"
      @submit=${(event: Event) => {
        event.preventDefault();
        void send(now, saying);
      }}
    >
      <h4 id="void-title" tabindex="-1">${words.voidTitle}</h4>
      <p>${words.voidAll}</p>
      ${choicePart<VoidReason>({
        id: 'void-reason',
        legend: words.why,
        options: [
          ['wrong-member', words.wrongMember, words.wrongMemberHint],
          ['correction', words.correction, words.correctionHint],
        ],
        chosen: now.reason,
        ...(now.error && { error: now.error }),
        choose: (reason) => {
          now.reason = reason;
          now.error = '';
          page.draw();
        },
      })}
      ${faultPart(words, now.fault)}
      ${buttonsPart(words, { label: words.mark, busy: now.busy, cancel: () => close(now.signing) })}
    </form>`;
  }

  return {
    part({ signing, voided, signed }, { may }, saying) {
      const { words, short } = saying;
      const result = done.get(signing);
      if (result) return donePart(signing, result, saying);
      if (form?.signing === signing) return formPart(form, saying);
      if (voided || !may.includes('void')) return nothing;
      return html`<button
        class="bare"
        type="button"
        id="void-open-${page.row(signing)}"
        @click=${() => {
          form = { signing, reason: undefined, error: '', fault: '', busy: false };
          page.focus('#void-title');
          page.draw();
        }}
      >
        ${words.void}<span class="visually-hidden">${words.ofSigning(short(signed))}</span>
      </button>`;
    },
  };
}
