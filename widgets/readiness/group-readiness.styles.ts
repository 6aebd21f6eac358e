import { css, type CSSResultGroup } from 'lit';

export const readinessStyles: CSSResultGroup = css`
  .steps {
    margin-block-start: 12px;
    padding-block-start: 7px;
    border-block-start: 1px solid var(--line);
  }
  .steps .line {
    padding-block: 5px;
  }
  .act {
    margin-block-start: 12px;
    margin-inline-start: calc(1.75rem + 12px);
  }
  .note.line {
    padding-inline-start: 13px;
  }
  .note b {
    font-weight: 600;
  }
  .part {
    border-block-start: 1px solid var(--line);
    padding: 12px 16px 16px;
  }
  .line > .act {
    margin: 8px 0 0;
  }
  .heads {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
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
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
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
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
    margin-block-start: 8px;
  }
  .facts > div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 5px;
  }
  .facts > div > * {
    unicode-bidi: plaintext;
  }
  .part > .act {
    margin-block-start: 4px;
    margin-inline-start: -4px;
  }
  .bone {
    block-size: 1lh;
    justify-self: auto;
    inline-size: 85%;
    scale: 1 0.7;
  }
  .bone.title,
  .bone.lead {
    inline-size: 55%;
  }
  .bone.big {
    inline-size: 1.75rem;
    block-size: 1.75rem;
    border-radius: 50%;
    scale: 0.9;
    grid-row: 1;
  }
  .bone.lead {
    margin-block: 0.17rem;
  }
  .bone.marks {
    block-size: 2rem;
  }
  .bone.more {
    block-size: 4rem;
  }
  @media print {
    .act {
      display: none;
    }
  }
`;
