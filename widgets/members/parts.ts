/** What stands around the lists: the head, what could not be read, the bones of what comes. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { MemberList } from '../../src/book-types.ts';
import { glyph } from '../glyphs.ts';
import type { MembersWords } from '../strings/members.ts';

/** Which group, and the one thing that is done most; `add` is absent while it can't be done. */
export function headPart({ group }: MemberList, add: (() => void) | undefined, words: MembersWords): TemplateResult {
  return html`<div class="pad head">
    <h2 class="lead grow" id="title" tabindex="-1">${words.title(group.name)}</h2>
    ${add ? html`<button class="soft" id="add" type="button" @click=${add}>${words.add}</button>` : nothing}
  </div>`;
}

/** What was read before stays, and says so. */
export function oldPart(
  said: string,
  code: string,
  { again, words }: { again: () => void; words: MembersWords },
): TemplateResult {
  return html`<div class="note fault">
    ${glyph('unknown', 'c-fault')}
    <div class="grow">
      <p>${said} ${words.failures[code]}</p>
      <p class="act"><button type="button" @click=${again}>${words.tryAgain}</button></p>
    </div>
  </div>`;
}
