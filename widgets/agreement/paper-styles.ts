/** What only the paper screens have: one line to a clause, three answers side by side, fields of staff size. @module */
import { css, type CSSResultGroup } from 'lit';

export const paperStyles: CSSResultGroup = css`
  .paper,
  .paper .all {
    gap: 20px;
  }
  /* A file's long name must not make the page wider than a phone. */
  .paper,
  .paper fieldset,
  .paper .field {
    grid-template-columns: minmax(0, 1fr);
  }
  .paper h3 {
    font-size: 1rem;
    line-height: 1.25;
  }
  .paper h4 {
    margin: 12px 0 4px;
    font-size: 0.9375rem;
  }
  .paper .choices {
    display: flex;
    flex-wrap: wrap;
    margin-block-start: 0;
  }
  .paper .choice {
    padding-inline: 14px;
  }
  .paper .choice input,
  .paper .tick input {
    inline-size: 1.25rem;
    block-size: 1.25rem;
    margin: 0;
  }
  .paper .tick {
    padding-block: 4px;
  }
  .paper section > .quiet {
    margin-block: 4px 8px;
  }
  .paper legend {
    margin-block-end: 4px;
  }
  .paper fieldset {
    gap: 8px;
  }
  .paper .note {
    margin-block-start: 0;
  }
  .code {
    justify-self: start;
    margin-block: 8px 4px;
    padding: 2px 8px;
    border: 1px solid var(--edge);
    border-radius: 6px;
    font-size: 1.125rem;
    letter-spacing: 0.06em;
    white-space: nowrap;
  }
  .facts {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 4px 16px;
    border: 0;
  }
  .facts dt {
    color: var(--quiet);
  }
  .facts dt::first-letter {
    text-transform: none;
  }
  .facts dd {
    display: block;
  }
  .paper ol {
    list-style: decimal;
    padding-inline-start: 1.5em;
    display: grid;
    gap: 4px;
  }
  .ends {
    flex-wrap: wrap;
    align-items: center;
  }
  .ends .soft {
    margin-inline-start: auto;
  }

  .paper .clause {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    align-items: center;
    padding-block: 4px;
    border-block-end: 1px solid var(--line);
  }
  /* Floated, a legend is an ordinary flex item. */
  .paper .clause legend {
    float: inline-start;
    display: flex;
    flex: 1 1 12em;
    gap: 8px;
    margin: 0;
    font-weight: 400;
  }
  .number {
    flex: none;
    min-inline-size: 1.5em;
    font-weight: 600;
  }
  .clause .missing {
    flex-basis: 100%;
  }
  .pick {
    display: inline-flex;
    margin-inline-start: auto;
    padding: 2px;
    gap: 2px;
    border: 1px solid var(--edge);
    border-radius: 8px;
    background: var(--sunken);
  }
  .pick label {
    position: relative;
  }
  .pick input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
    scroll-margin-block: 6rem;
  }
  .pick span {
    display: grid;
    align-content: center;
    min-block-size: 2.125rem;
    min-inline-size: 3rem;
    padding: 2px 10px;
    border: 1px solid transparent;
    border-radius: 6px;
    text-align: center;
  }
  .pick input:checked + span {
    border-color: var(--accent);
    background: var(--tint);
    color: var(--accent);
    font-weight: 600;
    /* As wide as before it was bold, so that choosing moves nothing. */
    letter-spacing: -0.02em;
  }
  .pick input:focus-visible + span {
    outline: 3px solid var(--accent);
    outline-offset: 1px;
  }

  .paper .field {
    display: grid;
    justify-items: start;
    gap: 4px;
  }
  .paper .field label:not(.tick) {
    font-weight: 600;
  }
  .paper .field input:not([type='checkbox']) {
    max-inline-size: 100%;
    min-block-size: 44px;
    font: inherit;
    font-size: 1rem;
  }
  .paper [type='date'],
  .paper [type='text'] {
    padding: 8px 12px;
    border: 1px solid var(--edge);
    border-radius: 8px;
    background: var(--surface);
    color: var(--ink);
  }
  .paper [type='file']::file-selector-button {
    min-block-size: 40px;
    margin-inline-end: 12px;
    padding: 7px 14px;
    border: 1px solid var(--edge);
    border-radius: 8px;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    font-weight: 600;
  }
  .paper :disabled {
    cursor: default;
  }
  @media (forced-colors: active) {
    .pick input:checked + span {
      border: 3px solid Highlight;
    }
  }
`;
