import { css, type CSSResultGroup } from 'lit';

/** The cards, and the bones of a list. */
export const membersStyles: CSSResultGroup = css`
  .card {
    position: relative;
    container-type: inline-size;
  }
  .card + .card {
    margin-block-start: 16px;
  }
  /* Each sentence keeps its own direction, the card the page's. */
  h2,
  h3,
  h4,
  p,
  legend,
  dd {
    unicode-bidi: plaintext;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  h4 {
    margin: 0;
    font-size: inherit;
  }
  /* They take the focus only to be read. */
  h2,
  h3,
  h4,
  #session-ask {
    outline: none;
  }
  h3,
  h4,
  b,
  legend,
  .field label {
    font-weight: 600;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 12px;
    align-items: center;
  }
  .head .lead {
    flex-basis: auto;
  }
  .head button {
    padding-inline: 12px;
  }
  .part {
    border-block-start: 1px solid var(--line);
  }
  li {
    padding: 8px 16px;
    scroll-margin-block: 16px;
  }
  li + li {
    border-block-start: 1px solid var(--line);
  }
  .who {
    display: grid;
    grid-template-columns: 1fr auto;
    column-gap: 12px;
    align-items: center;
    min-block-size: 2rem;
  }
  .act {
    margin-block-start: 8px;
  }
  .bone {
    block-size: 1lh;
    max-inline-size: 55%;
    scale: 1 0.7;
  }
  .bone.lead {
    inline-size: 55%;
  }
`;
