/**
 * Shows and prints one of our HTML files, the form on paper or the signed copy, in a frame of its own that runs no
 * script. Works under a page's `default-src 'none'; style-src 'self'`: a frame of `srcdoc` inherits that policy and would
 * lose its `<style>`, so the styles go into the frame as a constructed sheet, which no policy forbids. A signature that
 * was drawn is a `data:` image: showing it needs `img-src data:`.
 * @module
 */

/** A page for a copy that was filed as plain text. */
export const textPage = (text: string): string =>
  `<title>Signed copy</title><style>pre{font:1rem/1.5 system-ui,sans-serif;white-space:pre-wrap}</style><pre dir="auto">${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>`;

export interface DocumentFrame {
  frame: HTMLIFrameElement;
  /** Fulfilled once it is in the page and has its styles. Moved to another place it loads and is styled again. */
  ready: Promise<void>;
}

export interface FrameOptions {
  /** A frame to be read, as wide as its place; otherwise out of sight and out of the way of screen readers. */
  visible: boolean;
  /** Name of the frame for screen readers: what it shows, never who. */
  label?: string;
}

/** A frame with the document. Put it into the page and await `ready`; taking it out lets go of everything in it. */
export function documentFrame(html: string, { visible, label = '' }: FrameOptions): DocumentFrame {
  const styles: string[] = [];
  // as text: the page's policy would refuse them, and say so in the console, in a parsed document as well
  const unstyled = html.replace(/<style>([^<]*)<\/style>/g, (_, style: string) => {
    styles.push(style);
    return '';
  });
  const frame = document.createElement('iframe');
  // same origin: so that this page may reach in to style and print it; nothing in it can run
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.setAttribute('referrerpolicy', 'no-referrer');
  frame.title = label;
  if (!visible) hide(frame);
  const ready = new Promise<void>((resolve) => {
    frame.addEventListener('load', () => {
      const view = frame.contentWindow as (Window & typeof globalThis) | null;
      if (!view || view.location.href !== 'about:srcdoc') return;
      const sheet = new view.CSSStyleSheet();
      sheet.replaceSync(styles.join('\n'));
      view.document.adoptedStyleSheets = [sheet];
      resolve();
    });
  });
  frame.srcdoc = unstyled;
  return { frame, ready };
}

/** Not `hidden` or of no size: browsers print such a frame as an empty page. */
function hide(frame: HTMLIFrameElement): void {
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  Object.assign(frame.style, {
    position: 'fixed',
    insetInlineStart: '-10000px',
    insetBlockStart: '0',
    inlineSize: '800px',
    blockSize: '1000px',
    border: '0',
  });
}

/**
 * Prints an HTML file of ours. Fulfilled when the browser's print dialog is closed, whichever way: nobody is told
 * whether there is paper. Browsers name the file and the print job after the page, and a chart's page may be named
 * after a person: while it prints, the page has the neutral title of the file.
 */
export async function printHtml(html: string): Promise<void> {
  const { frame, ready } = documentFrame(html, { visible: false });
  document.body.append(frame);
  const { title } = document;
  let neutral = title;
  try {
    await ready;
    const view = frame.contentWindow;
    if (!view) return;
    document.title = view.document.title;
    neutral = document.title;
    await printed(view);
  } finally {
    frame.remove();
    // a page that went on meanwhile keeps its new title
    if (document.title === neutral) document.title = title;
  }
}

/** `print` waits for the dialog in most browsers; where it does not, the next touch of the page comes after it. */
async function printed(view: Window): Promise<void> {
  // a frame that is still telling that it has loaded prints later, and `print` does not wait
  await new Promise((resolve) => {
    setTimeout(resolve);
  });
  await new Promise<void>((resolve) => {
    const end = (): void => resolve();
    view.addEventListener('afterprint', end, { once: true });
    view.print();
    for (const sign of ['focus', 'pointerdown', 'keydown']) window.addEventListener(sign, end, { once: true });
  });
}
