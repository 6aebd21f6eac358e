/** The one set of tokens and the few shapes every widget shares. A widget sets no colour, radius or space by hand. @module */
import { css, type CSSResultGroup } from 'lit';

/**
 * Hosts set `--group-<role>` anywhere above the widget and `color-scheme` to choose light or dark;
 * every role has a fallback for both. Borders, no shadows; logical properties only; no animation.
 */
export const tokens: CSSResultGroup = css`
  :host {
    --surface: var(--group-surface, light-dark(#fff, #161d1a));
    --sunken: var(--group-sunken, light-dark(#f5f7f6, #1e2723));
    --ink: var(--group-ink, light-dark(#1b2320, #edf2ef));
    --quiet: var(--group-quiet, light-dark(#55605b, #a8b4ae));
    --line: var(--group-line, light-dark(#dde3e0, #2f3a35));
    --edge: var(--group-edge, light-dark(#7d8882, #7f8c86));
    --accent: var(--group-accent, light-dark(#0a5c55, #84d3c8));
    --on-accent: var(--group-on-accent, light-dark(#fff, #06231f));
    --tint: light-dark(#e4f1ee, #1c3733);
    --heed: light-dark(#7a4300, #f2bd70);
    --heed-tint: light-dark(#fdf1dd, #372812);
    --fault: light-dark(#9c1f1f, #ff9d94);
    --fault-tint: light-dark(#fbeaea, #3b1d1b);
    --radius: var(--group-radius, 10px);
    display: block;
    font: 400 0.9375rem/1.4 var(--group-font, inherit);
    font-family: var(--group-font, inherit);
    color: var(--ink);
    font-variant-numeric: tabular-nums;
    text-align: start;
    text-wrap: pretty;
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  .card {
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    overflow: clip;
  }
  .pad {
    padding: 16px;
  }
  .title {
    font-size: 0.8125rem;
    font-weight: 600;
    color: var(--quiet);
    letter-spacing: 0.01em;
  }
  .lead {
    font-size: 1.125rem;
    font-weight: 650;
    line-height: 1.25;
    letter-spacing: -0.005em;
  }
  .quiet {
    color: var(--quiet);
  }
  .small {
    font-size: 0.8125rem;
  }
  .row {
    display: flex;
    gap: 12px;
    align-items: flex-start;
  }
  .grow {
    flex: 1;
    min-inline-size: 0;
  }
  .glyph {
    inline-size: 1.25rem;
    block-size: 1.25rem;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.75;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .glyph.big {
    inline-size: 1.75rem;
    block-size: 1.75rem;
  }
  .c-accent {
    color: var(--accent);
  }
  .c-heed {
    color: var(--heed);
  }
  .c-fault {
    color: var(--fault);
  }
  .note {
    display: flex;
    gap: 8px;
    padding: 12px 16px;
    background: var(--heed-tint);
    border-inline-start: 3px solid var(--heed);
  }
  .note.fault {
    background: var(--fault-tint);
    border-color: var(--fault);
  }
  .note.calm {
    background: var(--tint);
    border-color: var(--accent);
  }
  .note + .note {
    border-block-start: 1px solid var(--surface);
  }
  button {
    font: inherit;
    font-weight: 600;
    color: var(--ink);
    background: var(--surface);
    border: 1px solid var(--edge);
    border-radius: 8px;
    padding: 7px 14px;
    min-block-size: 36px;
    cursor: pointer;
  }
  button.main {
    background: var(--accent);
    border-color: var(--accent);
    color: var(--on-accent);
  }
  button.soft {
    background: var(--tint);
    border-color: var(--tint);
    color: var(--accent);
  }
  button.bare {
    border-color: transparent;
    background: none;
    color: var(--accent);
    padding-inline: 4px;
  }
  button[aria-disabled='true'] {
    opacity: 0.55;
    cursor: default;
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .bone {
    border-radius: 6px;
    background: var(--sunken);
  }
  @media (forced-colors: active) {
    .glyph {
      color: CanvasText;
    }
    button.main,
    button.soft {
      border: 2px solid ButtonText;
    }
    button.bare {
      padding-inline: 8px;
    }
    .note {
      border: 1px solid CanvasText;
      border-inline-start-width: 4px;
    }
    .bone {
      border: 1px dashed CanvasText;
    }
  }
  @media print {
    :host {
      --surface: #fff;
      --ink: #000;
      --quiet: #000;
      --line: #999;
      --accent: #000;
      --heed: #000;
      --heed-tint: #fff;
      color-scheme: light;
    }
    .card {
      break-inside: avoid;
    }
    button {
      display: none;
    }
  }
`;

/** For the member's own screen: larger, one thing at a time. */
export const calm: CSSResultGroup = css`
  :host {
    font-size: 1.1875rem;
    line-height: 1.5;
  }
  .card {
    border-radius: 16px;
  }
  .ask {
    font-size: 1.5rem;
    line-height: 1.35;
    font-weight: 600;
    letter-spacing: -0.01em;
  }
  button {
    font-size: 1.125rem;
    padding: 12px 20px;
    min-block-size: 52px;
    border-radius: 12px;
  }
`;
