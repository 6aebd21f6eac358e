/** A link as a code that another device’s camera reads. Loaded when a form is handed over so. @module */
import { html, nothing, type TemplateResult } from 'lit';
import { correction, generate } from 'lean-qr';
import { toSvgPath } from 'lean-qr/extras/svg';

/** White modules around the code that scanners need (ISO/IEC 18004). */
const quiet = 4;

/**
 * The code of `link`, black on white in every theme, with `label` as its name for people who can't see it; the link itself
 * is in no attribute. `nothing` for a link that no code can hold (over about 2300 characters). Style: class `code`.
 */
export function qrTemplate(link: string, label: string): TemplateResult | typeof nothing {
  const code = encoded(link);
  if (!code) return nothing;
  const side = code.size + 2 * quiet;
  return html`<svg
    class="code"
    role="img"
    aria-label=${label}
    viewBox="${-quiet} ${-quiet} ${side} ${side}"
    shape-rendering="crispEdges"
  >
    <rect x=${-quiet} y=${-quiet} width=${side} height=${side} fill="#fff"></rect>
    <path d=${toSvgPath(code)} fill="#000"></path>
  </svg>`;
}

/** Level M: 15 in 100 may be hidden by a reflection. */
function encoded(link: string): ReturnType<typeof generate> | undefined {
  try {
    return generate(link, { minCorrectionLevel: correction.M });
  } catch {
    return undefined;
  }
}
