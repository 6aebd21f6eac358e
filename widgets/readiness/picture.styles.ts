/** How the attendance of one member is drawn. It comes with the first answer. @module */
import { css, type CSSResult } from 'lit';

export const pictureStyles: CSSResult = css`
  .heads,
  .key,
  .facts,
  .facts > div {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
  }
  .heads {
    row-gap: 0;
    align-items: baseline;
    justify-content: space-between;
  }
  .percent {
    font-weight: 400;
  }
  .marks {
    display: grid;
    grid-auto-flow: column;
    grid-auto-columns: minmax(0, 1.5rem);
    margin-block: 6px 8px;
  }
  .marks li {
    display: grid;
    grid-template-rows: 1rem 1rem;
    justify-items: start;
    align-items: center;
  }
  .month {
    inline-size: 0;
    font-size: 0.6875rem;
    line-height: 1rem;
    white-space: nowrap;
    color: var(--quiet);
  }
  .marks .mark {
    grid-row: 2;
    inline-size: min(1rem, 80%);
  }
  .mark {
    inline-size: 1rem;
    block-size: 1rem;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
  }
  .mark .full {
    fill: currentColor;
    stroke: none;
  }
  .key li {
    display: flex;
    gap: 5px;
    align-items: center;
  }
  .key .mark {
    inline-size: 0.8125rem;
    block-size: 0.8125rem;
  }
  .facts {
    column-gap: 16px;
    margin-block-start: 8px;
  }
  .facts > div {
    gap: 0 5px;
  }
  .facts > div > * {
    unicode-bidi: plaintext;
  }
`;
