/** The leader's part: one thing below the other, each with its mark. @module */
import { css, type CSSResultGroup } from 'lit';

export const leaderStyles: CSSResultGroup = css`
  .card {
    position: relative;
    overflow-wrap: break-word;
  }
  .head {
    padding: 16px 16px 12px;
  }
  #title,
  #asked {
    outline: none;
  }
  h3,
  h4 {
    margin: 0;
    font-size: 1rem;
    font-weight: 600;
  }
  .part {
    padding: 14px 16px;
    border-block-start: 1px solid var(--line);
  }
  .stack {
    display: grid;
    gap: 8px;
    justify-items: start;
  }
  .stack > * {
    max-inline-size: 100%;
  }
  .list {
    inline-size: 100%;
  }
  .list li {
    display: flex;
    flex-wrap: wrap;
    gap: 6px 12px;
    align-items: center;
    padding-block: 6px;
  }
  .list li + li {
    border-block-start: 1px solid var(--line);
  }
  .list .grow {
    flex: 1 1 11rem;
  }
  .list .small {
    display: block;
  }
  .choices,
  .length {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: center;
  }
  .length legend {
    padding: 0;
    margin-block-end: 4px;
  }
  .length [type='text'] {
    font: inherit;
    color: var(--ink);
    background: var(--surface);
    border: 1px solid var(--edge);
    border-radius: 8px;
    inline-size: 4.5rem;
    min-block-size: 36px;
    padding: 6px 10px;
  }
  .unit {
    display: flex;
    gap: 6px;
    align-items: center;
    min-block-size: 36px;
  }
  .unit input {
    inline-size: 1.125rem;
    block-size: 1.125rem;
    margin: 0;
    accent-color: var(--accent);
  }
  .confirm {
    inline-size: 100%;
    padding: 12px;
    border: 1px solid var(--edge);
    border-radius: 8px;
    background: var(--sunken);
  }
  .wrong {
    color: var(--heed);
    font-weight: 600;
  }
  .note .bare {
    padding-inline: 0;
  }
`;
