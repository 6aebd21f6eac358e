/** The sheet of paper for an evening without network. */
import { nothing, render } from 'lit';
import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { sheetHtml } from '../../widgets/roster/paper-sheet.ts';
import { words } from '../../widgets/strings/roster-leader.ts';
import { bo, dee, leaderStates, person, roster, sam } from './pages/roster-leader-states.ts';
import { answering, drawn, mount, portalOf } from './roster-leader-page.ts';

afterEach(() => render(nothing, document.body));

const saying = { words, locale: 'en' };
const usual = roster([bo, dee, sam, person('Zoë <b>')]);
const sheet = (list = usual) => new DOMParser().parseFromString(sheetHtml(list, saying), 'text/html');
const cells = (page_: Document) =>
  [...page_.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent?.trim()));

test('names, empty boxes, what they told us; when and where; nothing of the topic, the group or what is raised', () => {
  const paper = sheet();
  expect(cells(paper)).toEqual([
    ['Bo', '', '', '', '', '', ''],
    ['Dee', '', '', '', '', '', ''],
    ['Sam', '', '', '', '', '', 'Told us 5:47 pm'],
    ['Zoë <b>', '', '', '', '', '', ''],
  ]);
  expect([...paper.querySelectorAll('thead th')].map((th) => th.textContent)).toEqual([
    'Name',
    'Here',
    'Late',
    'Told us',
    'No word',
    'Left early',
    'Known before',
  ]);
  expect(paper.querySelectorAll('.box')).toHaveLength(4 * 5);
  expect(paper.querySelectorAll('input, script, img')).toHaveLength(0);
  const text = paper.body.textContent ?? '';
  expect(text).toContain('Tuesday 24 November, 6:00 pm · Room 4');
  expect(text).toContain('Shred after entry');
  expect(text).toMatch(/Filled in by\s+on/);
  expect(text).not.toMatch(/Tuesday group|Okafor|first session|talk about|contact/i);
  expect(paper.title).toBe('Session sheet');
});

test('sixty names are sixty rows, with the head of the table on every page; no link is printed', () => {
  expect(cells(sheet(leaderStates['sixty'] ?? usual))).toHaveLength(60);
  expect(sheetHtml(usual, saying)).toContain('thead{display:table-header-group}');
  expect(sheet(roster([bo], { place: 'https://video.example/room-4' })).body.textContent).not.toContain(
    'video.example',
  );
});

test('it is printed from the list, out of a frame that is gone afterwards', async () => {
  const printed: string[] = [];
  const seen = new MutationObserver((records) => {
    for (const { addedNodes } of records)
      for (const node of addedNodes)
        if (node instanceof HTMLIFrameElement)
          node.addEventListener('load', () => {
            const view = node.contentWindow;
            if (!view) return;
            view.print = () => {
              printed.push(view.document.body.textContent ?? '');
              view.dispatchEvent(new Event('afterprint'));
            };
          });
  });
  seen.observe(document.body, { childList: true });
  await drawn(mount(portalOf(answering(usual))));
  await page.getByRole('button', { name: 'Print a sheet' }).click();
  await expect.poll(() => printed).toHaveLength(1);
  expect(printed[0]).toContain('Shred after entry');
  await expect.poll(() => document.querySelector('iframe')).toBeNull();
  seen.disconnect();
  vi.restoreAllMocks();
});
