/** The signed copy: shown, printed, downloaded. It stays in this page's memory, and goes when the row is closed. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { SignedCopyFile, SignedForm } from '../../src/signed-types.ts';
import { printHtml, textPage } from '../agreement/print.ts';
import { glyph } from '../glyphs.ts';
import type { Page } from './opened.ts';
import type { Saying } from './view.ts';

export interface Copies {
  part: (form: SignedForm, saying: Saying) => TemplateResult;
  close: () => void;
}

interface Open {
  file?: SignedCopyFile;
  /** Address of a PDF in memory; taken back when it closes. */
  url?: string;
  busy: boolean;
  fault: string;
  shown: boolean;
}

const bytesOf = ({ data }: SignedCopyFile): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
const blobOf = (file: SignedCopyFile): Blob => new Blob([bytesOf(file)], { type: file.contentType });

/** Nothing of a copy may ask for anything, whatever is in it: this comes before its own words. */
const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`;

/** Taken out before parsing: a page whose policy allows no inline style would complain of it already then. */
const inlineStyle = /<style[^>]*>([^<]*)<\/style>/gi;

/** A page of its own for a copy; a scan is a page with one picture. */
function pageOf(file: SignedCopyFile): string {
  const { contentType } = file;
  const words = contentType.startsWith('text/') ? new TextDecoder().decode(bytesOf(file)) : '';
  const text =
    contentType === 'text/html'
      ? words
      : contentType === 'text/plain'
        ? textPage(words)
        : `<title>Signed copy</title><style>img{max-width:100%}</style><img alt="" src="data:${contentType};base64,${file.data}">`;
  return `<!doctype html>${policy}${text}`;
}

/**
 * The copy in a sandboxed frame without scripts, to be read. Put together as nodes, for a `srcdoc` with these words in it
 * would stay an attribute of the page; its style as a sheet, for a host's policy may allow none that is written inline.
 */
function fill(frame: HTMLIFrameElement, file: SignedCopyFile): void {
  const inner = frame.contentDocument;
  const view = frame.contentWindow as (Window & { CSSStyleSheet: typeof CSSStyleSheet }) | null;
  if (!inner || !view) return;
  const text = pageOf(file);
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync([...text.matchAll(inlineStyle)].map(([, rules = '']) => rules).join('\n'));
  const made = new DOMParser().parseFromString(text.replaceAll(inlineStyle, ''), 'text/html');
  inner.documentElement.replaceWith(inner.adoptNode(made.documentElement));
  inner.adoptedStyleSheets = [sheet];
}

export function copiesOf(page: Page): Copies {
  const all = new Map<string, Open>();
  const opened = (signing: string): Open => {
    const one = all.get(signing) ?? { busy: false, fault: '', shown: false };
    all.set(signing, one);
    return one;
  };

  function forget(signing: string): void {
    const url = all.get(signing)?.url;
    if (url !== undefined) URL.revokeObjectURL(url);
    all.delete(signing);
  }

  /** Reads it once; true when it is there. */
  async function read(form: SignedForm, saying: Saying): Promise<boolean> {
    const one = opened(form.signing);
    if (one.file) return true;
    if (one.busy) return false;
    one.busy = true;
    one.fault = '';
    page.say(saying.words.opening);
    page.draw();
    try {
      one.file = await page.portal.signedCopy(page.query, form.signing, { signal: page.signal });
      return true;
    } catch (error) {
      if (!page.signal.aborted) one.fault = page.failed(error);
      page.say('');
      return false;
    } finally {
      one.busy = false;
      page.draw();
    }
  }

  async function show(form: SignedForm, saying: Saying): Promise<void> {
    const one = opened(form.signing);
    if (!(await read(form, saying)) || !one.file) return;
    one.shown = true;
    if (one.file.contentType === 'application/pdf') one.url ??= URL.createObjectURL(blobOf(one.file));
    page.say(saying.words.copyOpen);
    page.draw();
  }

  /** A PDF is printed from where it is opened. */
  async function print(form: SignedForm, saying: Saying): Promise<void> {
    if (!(await read(form, saying))) return;
    const { file } = opened(form.signing);
    page.say('');
    if (file?.contentType === 'application/pdf') await show(form, saying);
    else if (file) await printHtml(pageOf(file));
  }

  async function download(form: SignedForm, saying: Saying): Promise<void> {
    if (!(await read(form, saying))) return;
    const { file } = opened(form.signing);
    if (!file) return;
    page.say('');
    const url = URL.createObjectURL(blobOf(file));
    const link = document.createElement('a');
    link.href = url;
    link.download = file.fileName;
    link.click();
    // the browser has taken it by the next turn
    setTimeout(() => URL.revokeObjectURL(url));
  }

  function hide(one: Open): void {
    one.shown = false;
    page.draw();
  }

  return {
    part(form, saying) {
      const { words, short } = saying;
      const { copy, signing } = form;
      if (copy !== 'here') forget(signing);
      if (copy !== 'here') return html`<p class="small quiet">${words.noCopy[copy]}</p>`;
      const one = opened(signing);
      const day = short(form.signed);
      const hidden = html`<span class="visually-hidden">${words.ofSigning(day)}</span>`;
      const idle = one.busy ? 'true' : nothing;
      const isPdf = one.file?.contentType === 'application/pdf';
      return html`<div class="actions">
          ${
            one.shown
              ? html`<button type="button" @click=${() => hide(one)}>${words.hideCopy}${hidden}</button>`
              : html`<button type="button" aria-disabled=${idle} @click=${() => void show(form, saying)}>
                  ${words.showCopy}${hidden}
                </button>`
          }
          ${
            isPdf
              ? nothing
              : html`<button type="button" aria-disabled=${idle} @click=${() => void print(form, saying)}>
                  ${words.printCopy}${hidden}
                </button>`
          }
          <button type="button" aria-disabled=${idle} @click=${() => void download(form, saying)}>
            ${words.downloadCopy}${hidden}
          </button>
        </div>
        ${one.busy ? html`<p class="small quiet">${words.opening}</p>` : nothing}
        ${
          one.fault
            ? html`<div class="note fault">
                ${glyph('lapsed', 'c-fault')}
                <p>
                  <b>${words.copyFault}</b> ${one.fault === 'unreadable' ? words.copyBroken : words.failures[one.fault]}
                </p>
              </div>`
            : nothing
        }
        ${
          !one.shown
            ? nothing
            : one.url === undefined
              ? html`<iframe
                  class="copy"
                  id="copy-${page.row(signing)}"
                  title=${words.copyTitle(day)}
                  sandbox="allow-same-origin allow-modals"
                  srcdoc="&lt;!doctype html&gt;"
                  @load=${({ target }: Event) => one.file && fill(target as HTMLIFrameElement, one.file)}
                ></iframe>`
              : html`<p><a href=${one.url} target="_blank" rel="noopener">${words.openPdf}</a></p>`
        }`;
    },
    close() {
      for (const signing of all.keys()) forget(signing);
    },
  };
}
