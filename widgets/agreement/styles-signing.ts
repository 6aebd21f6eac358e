/** What only some screens have: the consent sheet, the review, the signature, the staff screens. @module */
import { css, type CSSResultGroup } from 'lit';

export const signingStyles: CSSResultGroup = css`
  .sheet,
  .answer {
    border-block-end: 1px solid var(--line);
  }
  .sheet li,
  dl {
    border-block-start: 1px solid var(--line);
  }
  .sheet li {
    padding-block: 12px;
  }
  .version,
  .document {
    font-size: 1rem;
    color: var(--quiet);
  }
  .document {
    margin-block: 12px -4px;
  }
  b {
    font-weight: 600;
  }

  .answer {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
    align-items: center;
    padding-block: 4px;
    font-size: 1.0625rem;
  }
  dt {
    flex: 999 1 16em;
  }
  dt::first-letter,
  .talk li::first-letter {
    text-transform: uppercase;
  }
  /* Beside the phrase, at its end; below it, across the whole width, where that is too narrow. */
  dd {
    display: flex;
    flex: 1 1 auto;
    gap: 4px;
    align-items: center;
    justify-content: space-between;
    font-weight: 600;
  }
  button.bare {
    min-block-size: 44px;
    padding: 4px 8px;
    font-size: 1rem;
  }

  .tick {
    align-items: flex-start;
    padding-block: 8px;
  }
  .tick input {
    margin-block-start: 3px;
  }
  .name {
    display: grid;
    gap: 4px;
  }
  .name label {
    font-weight: 600;
  }
  [type='text'] {
    inline-size: 100%;
    background: var(--surface);
    color: var(--ink);
    font: inherit;
    font-size: 1.375rem;
  }

  .thanks {
    align-items: center;
  }
  .talk {
    padding-inline-start: 16px;
    border-inline-start: 3px solid var(--heed);
  }
  .talk li {
    margin-block-start: 8px;
    font-weight: 600;
    line-height: 1.35;
  }

  .staff,
  .staff .eyebrow,
  .staff .quiet,
  .staff .version {
    font-size: 0.9375rem;
    line-height: 1.4;
  }
  .staff .choices {
    gap: 8px;
  }
  .staff .choice,
  .staff button {
    min-block-size: 44px;
    padding-block: 8px;
    font-size: 1rem;
  }
  .staff legend {
    margin: 0;
    font-weight: 600;
  }
  .end {
    flex-wrap: wrap;
    align-items: flex-end;
  }
  .end .grow {
    flex-basis: 15em;
  }
  .bone {
    block-size: 32px;
  }
  .bone.half {
    inline-size: 50%;
  }
  .bone.third {
    inline-size: 30%;
  }
`;
