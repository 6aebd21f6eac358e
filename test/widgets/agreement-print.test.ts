import { afterEach, expect, test, vi } from 'vitest';
import { commands } from 'vitest/browser';
import { groupParticipationEn } from '../../src/content/group-participation-en.ts';
import { groupRulesEn } from '../../src/content/group-rules-en.ts';
import { paperFormHtml } from '../../src/content/paper-form.ts';
import { documentFrame, printHtml } from '../../widgets/agreement/print.ts';

const html = paperFormHtml({
  documents: { rules: groupRulesEn, participation: groupParticipationEn },
  memberCode: 'K7Q-4QM',
  group: 'Tuesday evening group',
  video: false,
  large: true,
});

afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
  document.title = '';
});

/** Takes the place of the browser's print dialog in every frame. */
function dialog(print: (view: Window) => void): void {
  const real = Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow');
  vi.spyOn(HTMLIFrameElement.prototype, 'contentWindow', 'get').mockImplementation(function (this: HTMLIFrameElement) {
    const view = real?.get?.call(this) as Window | null;
    if (view) view.print = () => print(view);
    return view;
  });
}

test('a visible frame shows the file with its own styles, under its label', async () => {
  const { frame, ready } = documentFrame(html, { visible: true, label: 'Signed copy' });
  document.body.append(frame);
  await ready;
  const inside = frame.contentDocument as Document;
  expect(inside.querySelector('h1')?.textContent).toBe('Group rules');
  expect(getComputedStyle(inside.body).fontSize).toBe('24px'); // 18 points
  expect([frame.title, frame.getAttribute('aria-hidden')]).toEqual(['Signed copy', null]);
});

test('a frame that is moved keeps its styles', async () => {
  const { frame, ready } = documentFrame(html, { visible: true });
  document.body.append(frame);
  await ready;
  const place = document.body.appendChild(document.createElement('div'));
  const again = new Promise((resolve) => {
    frame.addEventListener('load', resolve, { once: true });
  });
  place.append(frame);
  await again;
  expect(getComputedStyle((frame.contentDocument as Document).body).fontSize).toBe('24px');
});

test('nothing in a file can run', async () => {
  const bad = html
    .replace(/<meta http-equiv[^>]*>/, '')
    .replace(
      '<main>',
      '<main><script>parent.document.title = "ran"</script><img src="x" onerror="parent.document.title = 1">',
    );
  const { frame, ready } = documentFrame(bad, { visible: true });
  document.body.append(frame);
  await ready;
  await new Promise((resolve) => {
    setTimeout(resolve, 200);
  });
  expect(frame.contentDocument?.querySelector('script')).not.toBeNull();
  expect(document.title).toBe('');
});

test("under the strict policy of the demo's page the styles hold, and there is nothing for it to refuse and report", async () => {
  const page = await commands.readFile('demo/page/index.html');
  const policy = /<meta\s+http-equiv="Content-Security-Policy"\s+content="[^"]+"\s*\/>/.exec(page)?.[0] ?? '';
  expect(policy).toContain("style-src 'self'");
  const host = document.body.appendChild(document.createElement('iframe'));
  host.srcdoc = `<!doctype html><head>${policy}</head><body></body>`;
  await new Promise((resolve) => {
    host.addEventListener('load', resolve, { once: true });
  });
  const inside = host.contentDocument as Document;
  const { frame, ready } = documentFrame(html, { visible: true });
  inside.body.append(frame);
  await ready;
  expect(getComputedStyle((frame.contentDocument as Document).body).fontSize).toBe('24px');
  expect(frame.contentDocument?.querySelector('style, [style]')).toBeNull();

  // what it is for: the same file put there as it is loses its styles
  const plain = inside.createElement('iframe');
  plain.srcdoc = html;
  const loaded = new Promise((resolve) => {
    plain.addEventListener('load', resolve, { once: true });
  });
  inside.body.append(plain);
  await loaded;
  expect(getComputedStyle((plain.contentDocument as Document).body).fontSize).toBe('16px');
});

test('the file is printed by itself, under a neutral title; then nothing is left of it', async () => {
  document.title = 'Rivera-Test, Sam: chart';
  const seen: unknown[] = [];
  dialog((view) => {
    seen.push(view.document.title, document.title, getComputedStyle(view.document.body).fontSize);
    expect(document.querySelector('iframe')?.getAttribute('aria-hidden')).toBe('true');
    setTimeout(() => view.dispatchEvent(new Event('afterprint')), 50);
  });
  const ended = vi.fn<() => void>();
  const printing = printHtml(html).then(ended);
  await vi.waitFor(() => expect(seen).toEqual(['Form to sign', 'Form to sign', '24px']));
  expect(ended).not.toHaveBeenCalled();
  await printing;
  expect(document.querySelector('iframe')).toBeNull();
  expect(document.title).toBe('Rivera-Test, Sam: chart');
});

test('where the browser does not say that printing ended, the next touch of the page says it', async () => {
  const print = vi.fn<() => void>();
  dialog(print);
  const printing = printHtml(html);
  await vi.waitFor(() => expect(print).toHaveBeenCalledOnce());
  window.dispatchEvent(new Event('pointerdown'));
  await printing;
  expect(document.querySelector('iframe')).toBeNull();
});

test('a page that got another title while it printed keeps it, and a dialog that fails leaves nothing behind', async () => {
  document.title = 'Chart';
  dialog(() => {
    document.title = 'Next chart';
    throw new Error('no printer');
  });
  await expect(printHtml(html)).rejects.toThrow('no printer');
  expect([document.title, document.querySelector('iframe')]).toEqual(['Next chart', null]);
});
