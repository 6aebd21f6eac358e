import { css, type CSSResult } from 'lit';

/** What comes with or after the marks: other outcomes, times, the record of a row, lines for notes, undo. */
export const afterStyles: CSSResult = css`
  .pick.wrap {
    flex-wrap: wrap;
    justify-content: flex-end;
  }
  .more p {
    flex: 1 1 auto;
    text-align: end;
  }
  .whole {
    font-weight: 600;
  }
  .after {
    flex: 1 0 100%;
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    margin-inline-start: -8px;
  }
  .panel b,
  .panel span,
  .more > span,
  .more label {
    unicode-bidi: plaintext;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .clock {
    display: inline-flex;
    align-items: center;
    gap: 4px;
  }
  details {
    padding: 6px 16px;
    border-block-start: 1px solid var(--line);
  }
  summary {
    min-block-size: 1.5rem;
    align-content: center;
    color: var(--quiet);
    cursor: pointer;
  }
  details > button {
    margin-block: 6px;
  }
  .panel {
    padding: 8px 12px;
    border: 1px solid var(--line);
    margin-block-end: 6px;
    border-radius: 8px;
    background: var(--sunken);
  }
  .panel ol {
    margin: 0 0 8px;
    padding: 0;
    list-style: none;
  }
  .panel > ol li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    padding: 2px 0;
    border: 0;
  }
  .panel > div {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
  }
  .times {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    border: 0;
    margin: 8px 0 0;
    padding: 0;
  }
  .times label {
    display: block;
  }
  [type='time'] {
    font: inherit;
    color: var(--ink);
    background: var(--surface);
    border: 1px solid var(--edge);
    border-radius: 6px;
    padding: 3px 8px;
    min-block-size: 2.25rem;
  }
  .overdue {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 6px;
    padding-block: 4px;
    border-block-start: 1px solid var(--line);
  }
  .lines {
    padding: 12px 16px;
    border-block-start: 1px solid var(--line);
  }
  .lines h3 {
    margin: 0;
    font-size: 1em;
  }
  .lines li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 8px;
    padding-inline: 0;
  }
  .lines b {
    flex: 0 0 5.5rem;
    overflow-wrap: anywhere;
  }
  @media print {
    .after,
    .overdue,
    .lines,
    details,
    .panel,
    .times {
      display: none;
    }
  }
`;
