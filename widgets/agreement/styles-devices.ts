/** The paper to draw on and the code to scan: dark on white everywhere, as they are printed and scanned. @module */
import { css, type CSSResultGroup } from 'lit';

/**
 * `.paper` is a box with one canvas in it, and perhaps a line to sign on (`.paper-line`); `.code` is the svg of
 * `qrTemplate`. The screens around paper have a class of the same name and no canvas.
 * Neither follows dark mode or forced colours: what is seen is what is saved, and what can be scanned.
 */
export const deviceStyles: CSSResultGroup = css`
  .paper:has(> canvas) {
    position: relative;
    overflow: clip;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: #fff;
    forced-color-adjust: none;
  }
  .paper canvas {
    display: block;
    inline-size: 100%;
    block-size: clamp(140px, 24vh, 200px);
    cursor: crosshair;
  }
  .paper:has(> canvas:focus-visible) {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .paper canvas:focus-visible {
    outline: none;
  }
  .paper-line {
    position: absolute;
    inset: auto 24px 28% 24px;
    border-block-end: 1px solid #8a938e;
    pointer-events: none;
  }
  svg.code {
    display: block;
    inline-size: min(100%, 16rem);
    block-size: auto;
    background: #fff;
    forced-color-adjust: none;
  }
  @media (forced-colors: active) {
    .paper:has(> canvas) {
      border-color: CanvasText;
    }
    .paper:has(> canvas:focus-visible) {
      outline-color: Highlight;
    }
  }
`;
