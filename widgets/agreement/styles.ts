/** The frame of every screen and the questions; colours, type and buttons come from the shared tokens. @module */
import { css, type CSSResultGroup } from 'lit';

export const styles: CSSResultGroup = css`
  :host {
    --gutter: clamp(16px, 5%, 32px);
    overflow-wrap: break-word;
  }
  .card {
    position: relative;
    max-inline-size: 40rem;
    margin-inline: auto;
  }
  .body,
  .staff,
  .choices,
  fieldset,
  legend {
    display: grid;
    align-content: start;
    gap: 12px;
  }
  .body,
  .staff {
    padding: 28px var(--gutter) 24px;
  }
  /* The buttons stay where they are from one part to the next, as far as the screen is tall enough. */
  .body {
    min-block-size: min(27rem, 50vh);
  }
  .eyebrow,
  .quiet {
    font-size: 1rem;
  }
  .eyebrow {
    font-weight: 600;
    color: var(--quiet);
  }
  .eyebrow,
  h2 {
    margin-block-end: -4px;
  }
  /* It takes the focus only to be read; room above it brings the progress bar into view as well. */
  #heading {
    scroll-margin-block-start: 96px;
    outline: none;
  }

  .progress {
    display: flex;
    gap: 16px;
    align-items: center;
    padding: 24px var(--gutter) 0;
    line-height: 1.25;
  }
  .segments {
    display: flex;
    flex: 1;
    gap: 4px;
  }
  .segments i {
    flex: 1;
    block-size: 5px;
    border-radius: 3px;
    background: var(--line);
  }
  .segments .on {
    background: var(--accent);
  }

  legend {
    padding: 0;
    margin-block-end: 12px;
  }
  .choices,
  .note {
    margin-block-start: 12px;
  }
  .choice,
  [type='text'] {
    min-block-size: 60px;
    padding: 12px 20px;
    border: 1.5px solid var(--edge);
    border-radius: 12px;
  }
  .choice,
  .tick {
    display: flex;
    gap: 12px;
    align-items: center;
    cursor: pointer;
  }
  .choice:has(:checked) {
    border-color: var(--accent);
    box-shadow: inset 0 0 0 1px var(--accent);
    background: var(--tint);
    font-weight: 600;
  }
  .choice:has(:focus-visible) {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .choice input {
    outline: none;
  }
  .choice input,
  .tick input {
    flex: none;
    inline-size: 1.375rem;
    block-size: 1.375rem;
    margin: 0;
    accent-color: var(--accent);
  }
  .missing {
    color: var(--heed);
    font-weight: 600;
  }
  .missing + .choices {
    margin: 0;
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 12px;
    padding: 16px var(--gutter) 20px;
    border-block-start: 1px solid var(--line);
  }
  .main {
    min-inline-size: 9.5rem;
    margin-inline-start: auto;
  }
  .help {
    padding: 0 var(--gutter) 20px;
  }

  @media (forced-colors: active) {
    .segments i {
      border: 1px solid CanvasText;
    }
    .segments .on {
      forced-color-adjust: none;
      background: CanvasText;
    }
    .glyph {
      color: CanvasText;
    }
    .choice:has(:checked) {
      border: 3px solid Highlight;
    }
  }
  @media print {
    .body {
      min-block-size: 0;
    }
    .actions {
      display: none;
    }
  }
`;
