import { css, type CSSResultGroup } from 'lit';

/** Eight people fit 360 × 640 without scrolling; exceptions stand out, "here" stays quiet. */
export const attendanceStyles: CSSResultGroup = css`
  .card {
    position: relative;
  }
  h2,
  p,
  .count span,
  .note li {
    unicode-bidi: plaintext;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .all {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-block-start: 12px;
  }
  .all button {
    padding-inline: 12px;
  }
  .all button.bare {
    padding-inline: 4px;
  }
  li {
    border-block-start: 1px solid var(--line);
    padding: 3px 16px;
  }
  .who {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0 8px;
    min-block-size: 2.25rem;
  }
  /* Floated, a legend is an ordinary flex item. */
  legend {
    float: inline-start;
    flex: 1 1 auto;
    padding: 0;
    display: grid;
    justify-items: start;
  }
  legend,
  b {
    font-weight: 600;
  }
  .bone {
    block-size: 1lh;
    inline-size: 55%;
    scale: 1 0.7;
  }
  .bone.pick {
    inline-size: 11rem;
    block-size: 2rem;
    border-color: transparent;
    scale: none;
    margin: 0;
  }
`;
