import { css, type CSSResult } from 'lit';

/** Names first, days quiet, one row at a time opens on sunken ground. Comes with the book, after the cards' own. */
export const bookStyles: CSSResult = css`
  .part > .title,
  summary {
    padding: 12px 16px 4px;
  }
  .title {
    font-size: 0.8125rem;
  }
  summary {
    padding-block: 8px;
    cursor: pointer;
    color: var(--quiet);
  }
  summary .title {
    display: inline-block;
  }
  p.part,
  form.part,
  .part.row {
    padding: 12px 16px 16px;
  }
  .nobody {
    padding: 0 16px 12px;
  }
  .who > button {
    grid-area: 1 / 2 / span 2;
    min-block-size: 1.875rem;
    padding-block: 2px;
    margin-inline-end: -4px;
    font-weight: 400;
  }
  .full {
    display: block;
    line-height: 1.25;
  }
  .who p:has(+ .state)::first-letter {
    text-transform: uppercase;
  }
  .state .glyph {
    inline-size: 1rem;
    block-size: 1rem;
    vertical-align: -0.2em;
  }
  .born {
    white-space: nowrap;
  }
  /* Where there is room the days stand in a column of their own. */
  @container (min-inline-size: 32rem) {
    .who:has(.when) {
      grid-template-columns: 1fr auto auto;
    }
    .when + button {
      grid-area: 1 / 3;
    }
  }
  .panel {
    display: grid;
    gap: 12px;
    padding: 12px 16px 16px;
    background: var(--sunken);
    border-block-start: 1px solid var(--line);
  }
  li .panel {
    margin: 8px -16px -8px;
  }
  .menu {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .fields,
  dl {
    display: flex;
    flex-wrap: wrap;
    gap: 12px 16px;
    align-items: flex-start;
  }
  .field {
    display: grid;
    gap: 4px;
    flex: 1 1 14rem;
    max-inline-size: 22rem;
  }
  .field label {
    justify-self: start;
  }
  input:not([type='radio']),
  select {
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: 36px;
    padding: 4px 10px;
    font: inherit;
    color: var(--ink);
    background: var(--surface);
    border: 1px solid var(--edge);
    border-radius: 8px;
  }
  [aria-invalid]:not(fieldset) {
    border-color: var(--heed);
    border-width: 2px;
  }
  legend {
    padding: 0;
    margin-block-end: 4px;
  }
  .radios {
    display: flex;
    gap: 4px 20px;
  }
  .radios label {
    display: flex;
    gap: 8px;
    align-items: center;
    min-block-size: 1.75rem;
    font-weight: 400;
  }
  [type='radio'] {
    inline-size: 1.125rem;
    block-size: 1.125rem;
    margin: 0;
    accent-color: var(--accent);
  }
  dl > div {
    flex: 0 1 auto;
  }
  dd {
    font-weight: 600;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .panel .note {
    margin-inline: -16px;
  }
  @media (pointer: coarse) {
    button,
    .who > button,
    .radios label,
    input:not([type='radio']),
    select,
    summary {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .panel {
      border-block-end: 1px solid CanvasText;
    }
  }
  @media print {
    .panel {
      display: none;
    }
  }
`;
