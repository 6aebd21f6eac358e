/** Staff density: a line for each signing, opened on the card's own ground; questions on sunken ground. @module */
import { css, type CSSResult } from 'lit';

export const signedStyles: CSSResult = css`
  .part {
    border-block-start: 1px solid var(--line);
    padding: 12px 16px;
  }
  .part.list {
    padding-block-end: 0;
  }
  .line > .actions {
    margin-block-start: 12px;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .fields {
    display: flex;
    flex-wrap: wrap;
    gap: 12px 16px;
  }
  .field {
    display: grid;
    gap: 4px;
    flex: 0 1 12rem;
    min-inline-size: 0;
  }
  .part > .field > input {
    max-inline-size: 12rem;
  }
  output {
    display: block;
  }
  output:not(:empty) {
    margin-block-start: 8px;
  }
  input:not([type='radio']) {
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
  [aria-invalid] {
    border-color: var(--heed);
    border-width: 2px;
  }
  .list > ul {
    margin-block-start: 4px;
    margin-inline: -16px;
  }
  .list > ul > li + li {
    border-block-start: 1px solid var(--line);
  }
  summary {
    cursor: pointer;
  }
  .signing > summary {
    display: flex;
    gap: 12px;
    align-items: flex-start;
    padding: 9px 16px;
    list-style: none;
  }
  .signing > summary::-webkit-details-marker {
    display: none;
  }
  .signing > summary::after {
    content: '';
    flex: none;
    inline-size: 0.5rem;
    block-size: 0.5rem;
    margin: 0.35rem 0.25rem 0;
    border: solid var(--quiet);
    border-width: 0 2px 2px 0;
    rotate: 45deg;
  }
  .signing[open] > summary::after {
    rotate: 225deg;
    margin-block-start: 0.6rem;
  }
  summary:focus-visible {
    outline-offset: -3px;
  }
  summary b {
    font-weight: 600;
  }
  .standing {
    display: block;
    color: var(--quiet);
    font-size: 0.8125rem;
  }
  .opened {
    display: grid;
    gap: 12px;
    padding: 4px 16px 16px;
  }
  .opened > * {
    min-inline-size: 0;
  }
  .opened > button {
    justify-self: start;
  }
  .facts {
    display: grid;
    gap: 8px 16px;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 13rem), 1fr));
  }
  h3:not(.title),
  h4,
  h5 {
    margin: 0;
    font-size: 0.9375rem;
    font-weight: 600;
  }
  h5 {
    margin-block: 12px 2px;
  }
  .document {
    padding-block-start: 12px;
    border-block-start: 1px solid var(--line);
  }
  .answers {
    margin-block-start: 8px;
  }
  .answers > summary {
    color: var(--accent);
    font-weight: 600;
    padding-block: 4px;
  }
  .answers li {
    padding-block: 4px;
  }
  .answer {
    color: var(--quiet);
  }
  .answer.open {
    color: var(--heed);
    font-weight: 600;
  }
  .copy {
    inline-size: 100%;
    block-size: min(30rem, 80vh);
    border: 1px solid var(--line);
    border-radius: 8px;
    background: #fff;
  }
  a {
    color: var(--accent);
  }
  .panel {
    display: grid;
    gap: 12px;
    padding: 12px 16px 16px;
    background: var(--sunken);
    border-block-start: 1px solid var(--line);
  }
  .opened .panel,
  .opened .note {
    margin-inline: -16px;
  }
  .opened > :is(.panel, .note):last-child {
    margin-block-end: -16px;
  }
  .panel .note {
    margin-inline: -16px;
  }
  legend {
    padding: 0;
    margin-block-end: 4px;
    font-weight: 600;
  }
  .choice {
    display: grid;
    grid-template-columns: 1.125rem 1fr;
    gap: 0 8px;
    align-items: center;
  }
  .choice label {
    min-block-size: 1.75rem;
    display: flex;
    align-items: center;
  }
  .choice > p {
    grid-column: 2;
  }
  [type='radio'] {
    inline-size: 1.125rem;
    block-size: 1.125rem;
    margin: 0;
    accent-color: var(--accent);
  }
  .references {
    overflow-wrap: anywhere;
    margin-block: 4px;
  }
  @media (pointer: coarse) {
    button,
    .choice label,
    .signing > summary,
    input:not([type='radio']) {
      min-block-size: 44px;
    }
  }
  @media (forced-colors: active) {
    .panel {
      border-block-end: 1px solid CanvasText;
    }
  }
  @media print {
    .panel,
    .actions,
    .copy,
    .field {
      display: none;
    }
  }
`;
