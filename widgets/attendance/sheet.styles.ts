import { css, type CSSResult } from 'lit';

/** Rows and footer of an open sheet: its bones are drawn without. Fetched with its parts. */
export const sheetStyles: CSSResult = css`
  .nobody {
    padding-block-start: 0;
  }
  legend .small {
    font-weight: 400;
    line-height: 1.1;
  }
  .slot {
    flex: none;
    inline-size: 1.75rem;
    min-block-size: 1.75rem;
    padding: 0;
    display: grid;
    place-items: center;
  }
  .slot .glyph {
    inline-size: 1rem;
    block-size: 1rem;
  }
  /* the way back only; the tick says that the record has the row */
  button.slot:not(.c-accent) {
    color: var(--quiet);
  }
  @media (hover: hover) {
    li:not(:hover, :focus-within) button.slot:not(.c-accent) {
      opacity: 0;
    }
  }
  .pick {
    display: inline-flex;
    margin-inline-start: auto;
    padding: 2px;
    gap: 2px;
    border: 1px solid var(--line);
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
    scroll-margin-block: 1rem 7rem;
  }
  .pick span {
    display: grid;
    align-content: center;
    min-block-size: 1.875rem;
    padding: 2px 10px;
    border: 1px solid transparent;
    border-radius: 6px;
    color: var(--quiet);
    text-align: center;
  }
  .pick input:checked + span {
    background: var(--surface);
    border-color: var(--edge);
    color: var(--ink);
    font-weight: 600;
    /* As wide as before it was bold, so that choosing moves nothing. */
    letter-spacing: -0.015em;
  }
  .pick label + label input:checked + span,
  .more .pick input:checked + span {
    border-color: var(--accent);
    background: var(--tint);
    color: var(--accent);
  }
  .pick input:focus-visible + span {
    outline: 3px solid var(--accent);
    outline-offset: 1px;
  }
  .more {
    display: flex;
    flex-wrap: wrap;
    justify-content: flex-end;
    align-items: center;
    gap: 4px;
    padding-block-end: 5px;
  }
  [type='number'] {
    inline-size: 4rem;
    font: inherit;
    color: var(--ink);
    background: var(--surface);
    border: 1px solid var(--edge);
    border-radius: 6px;
    padding: 3px 8px;
    min-block-size: 1.75rem;
    appearance: textfield;
    scroll-margin-block: 1rem 7rem;
  }
  [aria-invalid] {
    border-color: var(--heed);
  }
  footer {
    position: sticky;
    inset-block-end: 0;
    background: var(--surface);
    border-block-start: 1px solid var(--line);
  }
  .foot {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 8px;
    padding: 12px 16px;
  }
  .foot > div {
    flex: 1 1 7.5rem;
  }
  .count {
    display: flex;
    gap: 6px;
    align-items: center;
  }
  .whole span {
    white-space: nowrap;
  }
  .note ul {
    margin-block: 2px 8px;
  }
  .note li {
    border: 0;
    padding: 0;
  }
  @media (pointer: coarse) {
    .pick span,
    .slot {
      min-block-size: 2.75rem;
    }
  }
  /* Short names stay beside their choices. */
  @media (max-width: 22rem) {
    .who {
      gap: 0 4px;
    }
    .slot {
      inline-size: 1.5rem;
    }
    .pick span {
      padding-inline: 6px;
    }
  }
  /* Zoomed or small: the sheet needs the room more than the footer does. */
  @media (max-height: 30rem) {
    footer {
      position: static;
    }
  }
  @media (forced-colors: active) {
    .pick span {
      border-color: Canvas;
    }
    .pick input:checked + span,
    .more .pick input:checked + span,
    .pick label + label input:checked + span {
      forced-color-adjust: none;
      background: Highlight;
      border-color: Highlight;
      color: HighlightText;
    }
  }
  @media print {
    .all,
    .slot {
      display: none;
    }
    footer {
      position: static;
    }
    .pick input:checked + span {
      border: 2px solid #000;
    }
  }
`;
