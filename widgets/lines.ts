/** The lines of the cards one reads: readiness and roster. @module */
import { css, type CSSResultGroup } from 'lit';

/** One column for glyphs, one for words: every line of a card that is read starts at the same edge. */
export const lines: CSSResultGroup = css`
  .card {
    position: relative;
  }
  /* Each sentence keeps its own direction, the card the page's. */
  h2,
  h3,
  p {
    unicode-bidi: plaintext;
    text-align: -webkit-match-parent;
    text-align: match-parent;
  }
  .line {
    display: grid;
    grid-template-columns: 1.75rem 1fr;
    column-gap: 12px;
  }
  .line > * {
    grid-column: 2;
    justify-self: start;
  }
  .line > .glyph {
    grid-column: 1;
    justify-self: center;
  }
  .line.bare {
    display: block;
  }
  .top {
    margin-block-start: 8px;
  }
  .top > .lead {
    padding-block: 0.17rem;
  }
`;
