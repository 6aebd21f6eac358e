/** What a page holds, looked at from outside: everything shown inside widgets too, its memory, and what it prints. @module */
import type { Page } from 'playwright';

/** Texts, attributes and values of every element, those inside widgets and frames of the page too. */
export const everythingShown = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const within = (root: Document | ShadowRoot): string[] =>
      [...root.querySelectorAll('*')].flatMap((element) => [
        ...[...element.childNodes].flatMap((node) => (node.nodeType === Node.TEXT_NODE ? [node.nodeValue ?? ''] : [])),
        ...[...element.attributes].map(({ name, value }) => `${name}=${value}`),
        ...(element instanceof HTMLInputElement ? [element.value] : []),
        ...(element.shadowRoot ? within(element.shadowRoot) : []),
        ...(element instanceof HTMLIFrameElement && element.contentDocument ? within(element.contentDocument) : []),
      ]);
    return [document.title, ...within(document)].join('\n');
  });

interface Heap {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } };
  nodes: number[];
  strings: string[];
}

/** Strings alive in the page's memory that match, after a collection: its heap, read node by node. */
export async function stringsInMemory(page: Page, pattern: RegExp): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  const { snapshot, nodes, strings } = JSON.parse(chunks.join('')) as Heap;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [type, name] = [fields.indexOf('type'), fields.indexOf('name')];
  const found = new Set<string>();
  for (let at = 0; at < nodes.length; at += fields.length) {
    const kind = types[0][nodes[at + type] ?? 0];
    const text = strings[nodes[at + name] ?? 0] ?? '';
    if (kind === 'string' && pattern.test(text)) found.add(text.slice(0, 80));
  }
  return [...found];
}

/**
 * Notes what would be printed in `globalThis.printed` and opens no dialog: a frame's `print` is replaced as the frame
 * loads. Call once the page is open.
 */
export async function watchPrinting(page: Page): Promise<void> {
  await page.evaluate(() => {
    const printed: unknown[] = [];
    Object.assign(globalThis, { printed });
    const watch = (frame: HTMLIFrameElement): void =>
      frame.addEventListener('load', () => {
        const view = frame.contentWindow as (Window & typeof globalThis) | null;
        if (!view) return;
        view.print = () => {
          printed.push({
            title: view.document.title,
            page: document.title,
            text: view.document.body.innerText,
            font: view.getComputedStyle(view.document.body).fontSize,
          });
          view.dispatchEvent(new view.Event('afterprint'));
        };
      });
    new MutationObserver((changes) => {
      for (const node of changes.flatMap(({ addedNodes }) => [...addedNodes]))
        if (node instanceof HTMLIFrameElement) watch(node);
    }).observe(document, { childList: true, subtree: true });
  });
}
