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
    margin-block: 6px 8px;
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
