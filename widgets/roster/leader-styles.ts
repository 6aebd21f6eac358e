import { css, type CSSResultGroup } from 'lit';

/** Dense enough that a header and eight names stand on a phone without scrolling. */
export const leaderStyles: CSSResultGroup = css`
  legend,
  summary,
  .form label > span,
  .form small {
    unicode-bidi: plaintext;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .card:focus {
    outline: none;
  }
  .top-line {
    padding: 12px 16px;
  }
  .hide {
    white-space: nowrap;
  }
  kbd {
    font: inherit;
  }
  .counts {
    margin-block-start: 8px;
  }
  .count {
    white-space: nowrap;
  }
  .who {
    display: block;
    padding: 0;
  }
  .person {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    align-items: center;
    justify-content: space-between;
    padding-inline: 16px;
    min-block-size: 38px;
  }
  .person > .name {
    color: var(--ink);
    font-weight: 600;
    padding-inline: 0;
    min-inline-size: 44px;
    text-align: start;
    overflow-wrap: anywhere;
  }
  .person > .name[aria-expanded='true'] {
    color: var(--accent);
  }
  .lines {
    display: flex;
    flex-wrap: wrap;
    gap: 0 10px;
    justify-content: flex-end;
    margin-inline-start: auto;
    padding-block: 3px;
  }
  .known {
    display: inline-flex;
    gap: 5px;
    align-items: center;
  }
  .c-quiet {
    color: var(--quiet);
  }
  .known .glyph {
    inline-size: 1.125rem;
    block-size: 1.125rem;
  }
  .panel {
    background: var(--sunken);
    border-block-start: 1px solid var(--line);
    padding: 12px 16px 16px;
  }
  .panel:focus {
    outline: none;
  }
  .raise {
    background: var(--sunken);
    border-block-start: 1px solid var(--line);
    padding: 12px 16px;
  }
  /* the buttons go below the words where there is no room for both */
  .raise .row {
    display: grid;
    grid-template-columns: 1.25rem 1fr;
    column-gap: 12px;
    padding-block: 2px;
    align-items: center;
  }
  .raise .glyph {
    align-self: start;
    margin-block-start: 0.1lh;
  }
  .said {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    align-items: center;
  }
  .said > :first-child {
    flex: 1 1 11rem;
    min-inline-size: 0;
  }
  .outcome {
    margin-block: 8px 12px;
  }
  .closing {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    justify-content: flex-end;
    margin-inline-start: auto;
  }
  .raise bdi {
    font-weight: 600;
  }
  .raise button {
    flex: none;
    text-align: end;
  }
  .refused {
    display: block;
  }
  .foot {
    border-block-start: 1px solid var(--line);
    padding: 10px 16px 12px;
    display: grid;
    gap: 6px;
  }
  .ends {
    align-items: center;
  }
  summary {
    min-block-size: 24px;
    cursor: pointer;
  }
  details p {
    margin-block-start: 4px;
  }
  .inline {
    inline-size: 1rem;
    block-size: 1rem;
    vertical-align: -0.2em;
  }
  a {
    color: var(--accent);
  }
  .cover {
    display: grid;
    gap: 12px;
    justify-items: center;
    align-content: center;
    min-block-size: 12rem;
    padding: 16px;
  }
  .facts,
  .form {
    display: grid;
    gap: 10px;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  fieldset {
    display: grid;
    gap: 4px;
  }
  legend,
  .form label > span {
    font-weight: 600;
    padding: 0;
  }
  .options {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 14px;
  }
  .options label {
    display: inline-flex;
    gap: 6px;
    align-items: center;
    min-block-size: 28px;
  }
  input {
    font: inherit;
    color: inherit;
    background: var(--surface);
    border: 1px solid var(--edge);
    border-radius: 8px;
    padding: 6px 8px;
  }
  input[type='radio'] {
    margin: 0;
    inline-size: 1.125rem;
    block-size: 1.125rem;
    accent-color: var(--accent);
  }
  .days {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
  }
  .days label,
  .field {
    display: grid;
    gap: 2px;
    justify-items: start;
  }
  .wrong {
    color: var(--fault);
  }
  @media (forced-colors: active) {
    .person > .name {
      padding-inline: 8px;
      margin-block: 3px;
      min-block-size: 30px;
    }
  }
  @media (pointer: coarse) {
    .person > .name,
    .raise button {
      min-block-size: 2.75rem;
    }
    .options label {
      min-block-size: 2.75rem;
    }
  }
  @media print {
    .person > .name {
      display: inline;
    }
    .foot,
    .panel {
      display: none;
    }
  }
`;
