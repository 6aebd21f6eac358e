/** The field to draw in, filled when its part of the code is there. Nobody ever has to draw. @module */
import { html, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Pad } from './pad.ts';

interface Field {
  label: string;
  again: string;
  /** Sent: it stays as it is. */
  locked: boolean;
  /** PNG (base64) of a mark; `''` for a dot; undefined for nothing. */
  drawn: (png: string | undefined) => void;
}

/** One pad for each canvas on a page. */
const pads = new WeakMap<Element, Promise<Pad>>();

/** Lit takes a ref away and gives it back at each drawing: gone is what is not on the page afterwards. */
function letGo(canvas: HTMLCanvasElement | undefined): void {
  queueMicrotask(() => {
    if (!canvas || canvas.isConnected) return;
    // the strokes are not kept in memory for the next person
    void pads.get(canvas)?.then(
      (pad) => pad.detach(),
      () => undefined,
    );
    pads.delete(canvas);
  });
}

export function drawingField({ label, again, locked, drawn }: Field): TemplateResult {
  let canvas: HTMLCanvasElement | undefined;
  const attach = (element: Element | undefined): void => {
    if (!(element instanceof HTMLCanvasElement)) return letGo(canvas);
    canvas = element;
    if (pads.has(element)) return;
    const loading = import('./pad.ts').then(({ attachPad }) => {
      let begun = false;
      const pad = attachPad(element, {
        onChange: () => {
          begun = true;
          drawn(pad.png() ?? (begun ? '' : undefined));
        },
      });
      return pad;
    });
    pads.set(element, loading);
    // without its part of the code nothing can be drawn; typing and the button are there
    loading.catch(() => drawn(undefined));
  };
  const clear = async (): Promise<void> => {
    const pad = canvas && (await pads.get(canvas)?.catch(() => undefined));
    pad?.clear();
    drawn(undefined);
  };
  return html`<div class="paper" ?inert=${locked}>
      <canvas tabindex="0" role="img" aria-label=${label} ${ref(attach)}></canvas>
      <div class="paper-line"></div>
    </div>
    <p><button type="button" class="bare" ?hidden=${locked} @click=${() => void clear()}>${again}</button></p>`;
}
