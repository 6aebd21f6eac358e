/** What the cards add to the frame of the member's screens, which the agreement has too. @module */
import { css, type CSSResultGroup } from 'lit';

export const cardStyles: CSSResultGroup = css`
  .marks {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    margin-block-start: 12px;
  }
  .marks .main {
    margin: 0;
  }
  .marks.equal button {
    flex: 1 1 14rem;
  }
  .said {
    margin-block-start: 12px;
  }
  .said + .marks {
    margin-block-start: 0;
  }
  .three {
    display: flex;
    flex-wrap: wrap;
    gap: 16px 28px;
    margin-block: 8px;
    color: var(--accent);
    font-size: 1rem;
    font-weight: 600;
  }
  .three li {
    display: grid;
    justify-items: center;
    gap: 4px;
    text-align: center;
    flex: 1 1 7rem;
  }
  .three .glyph {
    inline-size: 3.5rem;
    block-size: 3.5rem;
  }
  .four {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    max-inline-size: 26rem;
  }
  .full {
    fill: currentColor;
  }
  .aids {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
  }
  .aids button {
    padding-inline: 0;
    font-size: 1rem;
  }
  .actions {
    align-items: center;
  }
  .saved {
    flex: 1 1 12rem;
    font-size: 1rem;
  }
  .saved .glyph {
    vertical-align: -0.2em;
  }
  .field {
    font-weight: 600;
  }
  [type='text'] {
    font: inherit;
    color: var(--ink);
    background: var(--surface);
    inline-size: 100%;
  }
  fieldset + fieldset {
    margin-block-start: 20px;
  }
  .note .bare,
  .languages .bare {
    padding-inline: 0;
  }
  .second {
    font-size: 1.1875rem;
    font-weight: 600;
  }
  .languages {
    padding: 0 var(--gutter) 20px;
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
  }
  .languages button {
    font-size: 1rem;
    min-block-size: 44px;
    padding-block: 8px;
  }
  .talk {
    display: grid;
    gap: 4px;
    padding-inline-start: 1.25em;
    list-style: disc;
  }
`;
