/** The member's own card: a little larger than staff's, one thing below the other, buttons for thumbs. @module */
import { css, type CSSResult } from 'lit';

export const mineStyles: CSSResult = css`
  .card {
    font-size: 1.0625rem;
    line-height: 1.5;
  }
  button {
    min-block-size: 44px;
  }
  .said {
    margin-block-start: 12px;
  }
  .when {
    font-size: 1.125rem;
    font-weight: 600;
  }
  .told,
  .thanks {
    display: flex;
    gap: 8px;
    align-items: flex-start;
  }
  .first.act {
    margin-block-start: 12px;
    margin-inline-start: 0;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .panel {
    display: grid;
    gap: 12px;
    padding: 16px;
    background: var(--sunken);
    border-block-start: 1px solid var(--line);
  }
  .panel > *,
  .panel form > * {
    min-inline-size: 0;
  }
  .panel form {
    display: grid;
    gap: 12px;
  }
  .panel h3 {
    font-size: 1.125rem;
    font-weight: 600;
  }
  .panel legend {
    padding: 0;
    margin-block-end: 4px;
    font-weight: 600;
  }
  .choice {
    display: flex;
    gap: 10px;
    align-items: center;
    min-block-size: 44px;
  }
  [type='radio'] {
    flex: none;
    inline-size: 1.25rem;
    block-size: 1.25rem;
    margin: 0;
    accent-color: var(--accent);
  }
  .fields {
    display: flex;
    flex-wrap: wrap;
    gap: 12px 16px;
  }
  .field {
    display: grid;
    gap: 4px;
    flex: 1 1 10rem;
    min-inline-size: 0;
    max-inline-size: 16rem;
  }
  [type='date'] {
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: 44px;
    padding: 4px 10px;
    font: inherit;
    color: var(--ink);
    background: var(--surface);
    border: 1px solid var(--edge);
    border-radius: 8px;
  }
  [aria-invalid] {
    border-color: var(--heed);
    border-width: 2px;
  }
  a {
    color: var(--accent);
  }
  @media (forced-colors: active) {
    .panel {
      border-block-end: 1px solid CanvasText;
    }
  }
  @media print {
    .panel,
    .actions {
      display: none;
    }
  }
`;
