import axe from 'axe-core';
import { nothing, render } from 'lit';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Portal } from '../../src/portal-types.ts';
import { bo, dee, leaderStates, noor, person, roster, sam, start } from './pages/roster-leader-states.ts';
import { all, answering, drawn, mount, part, portalOf, status, text } from './roster-leader-page.ts';

afterEach(() => {
  render(nothing, document.body);
  vi.useRealTimers();
});

const usual = leaderStates['usual'] ?? roster([]);

test.each(Object.entries(leaderStates))('%s is accessible', async (_name, list) => {
  await drawn(mount(portalOf(answering(list))));
  await expect.element(page.getByRole('heading', { name: 'Tuesday group', level: 2 })).toBeVisible();
  const { violations } = await axe.run(document.body);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
});

describe('what it says', () => {
  test('group, when, where, how many; a name alone where there is nothing to know; what to raise', async () => {
    const read = answering(usual);
    const element = await drawn(mount(portalOf(read)));
    expect(read.mock.calls[0]?.[0]).toEqual({ group: 'tuesday' });
    expect(text(element, '.top-line .quiet')).toBe('Today 6:00 pm · Room 4');
    expect(text(element, '.counts')).toBe('8 on the list · 8 expected · 1 first session');
    expect(all(element, '.who')).toEqual([
      'Alex',
      'Bo First session',
      'Dee Wants to talk about a rule',
      'Jo',
      'Max Back after 3 weeks',
      'Noor Away from 8 Dec',
      'Sam',
      'Ty Agreement not signed',
    ]);
    expect(all(element, '.raise li')).toEqual([
      'Dee: would like to talk about avoiding contact outside group Talked about with Dee: would like to talk about avoiding contact outside group',
      'Noor: away 8 Dec – 15 Dec, not yet talked about in group Talked about with Noor: away 8 Dec – 15 Dec, not yet talked about in group',
    ]);
  });

  test('told us away is counted and timed; the counts are those of the answer', async () => {
    const element = await drawn(mount(portalOf(answering(roster([bo, sam, person('Ty')])))));
    expect(text(element, '.counts')).toBe('3 on the list · 2 expected · 1 told us away · 1 first session');
    expect(all(element, '.who').at(1)).toBe('Sam Told us 5:47 pm');
  });

  test('who can’t be told is said so, and nobody is counted as expected by guess', async () => {
    const element = await drawn(mount(portalOf(answering(leaderStates['some can’t be told'] ?? usual))));
    expect(text(element, '.counts')).toBe('2 on the list · how many are expected can’t be told · 1 first session');
    expect(all(element, '.who').at(0)).toBe('Alex Can’t tell right now');
  });

  test('another day is named, with its start asked for; a session that is not held says so', async () => {
    const read = answering(roster([bo], { asOf: '2026-11-23T09:00:00-05:00' }), leaderStates['cancelled'] ?? usual);
    const element = await drawn(mount(portalOf(read), { start }));
    expect(read.mock.calls[0]?.[0]).toEqual({ group: 'tuesday', start });
    expect(text(element, '.top-line .quiet')).toBe('Tuesday 24 November, 6:00 pm · Room 4');
    expect(await drawn(mount(portalOf(answering(leaderStates['cancelled'] ?? usual)), { start }))).toBe(element);
    await expect.poll(() => text(element, '.counts')).toBe('This session is not held.');
  });

  test('who moved or left lately, what a walk-in, a trainee and a substitute mean; a link where it is on video', async () => {
    const element = await drawn(mount(portalOf(answering(leaderStates['all there is'] ?? usual))));
    expect(all(element, '.foot > p').slice(0, 2)).toEqual([
      'Max moved to Wednesday group',
      'Jo left the group, last day 17 Nov 2026',
    ]);
    expect(text(element, 'details')).toMatch(
      /not on the list has nothing recorded.*trainee.*never on the list.*stands in/,
    );
    expect(part(element, 'a').getAttribute('href')).toBe('https://video.example/room-4');
    expect(all(element, '.who')).toContain('Eve Has an appointment, not in the group');
    expect(all(element, '.who')).toContain('Di Last session today');
    expect(all(element, '.who')).toContain('Ed Last session 8 Dec');
  });

  test('a sentence in another language says so to screen readers', async () => {
    const element = await drawn(mount(portalOf(answering(leaderStates['long names'] ?? usual))));
    expect(part(element, '.raise [lang=es]').textContent).toContain('el contacto fuera del grupo');
  });

  test.each([
    [new PortalError('not-found', '', ['start']), 'No session is scheduled.'],
    [new PortalError('not-allowed', '', ['user']), 'The list did not open.'],
    [new PortalError('offline', ''), 'The list did not open.'],
  ])('%o is said in words, and can be tried again', async (error, said) => {
    const read = answering(error, usual);
    const element = await drawn(mount(portalOf(read)));
    expect(text(element, '#title')).toBe(said);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => all(element, '.who')).toHaveLength(8);
  });

  test('without a group, or a connection, it says so and asks for nothing', async () => {
    const read = answering(usual);
    expect(text(mount(portalOf(read), { group: '' }), '#title')).toBe('');
    await expect.element(page.getByText('No group is chosen here.')).toBeVisible();
    mount(undefined);
    await expect.element(page.getByText('This part of the page is not connected to the record.')).toBeVisible();
    expect(read).not.toHaveBeenCalled();
  });
});

describe('sizes', () => {
  test('a header and eight members with three notes fit 360 × 640', async () => {
    await page.viewport(360, 640);
    document.body.style.margin = '0';
    const element = await drawn(mount(portalOf(answering(leaderStates['three notes'] ?? usual))));
    const card = part(element, '.card').getBoundingClientRect();
    expect(all(element, '.who')).toHaveLength(8);
    expect(all(element, '.known')).toHaveLength(3);
    // the whole card, what to raise and the foot with it
    expect(card.height).toBeLessThanOrEqual(640);
    expect(card.width).toBeLessThanOrEqual(360);
    document.body.style.margin = '';
  });

  test.each([
    ['one', 1],
    ['usual', 8],
    ['sixty', 60],
  ])('%s: everybody is there once, nothing runs out sideways at 320 px', async (name, count) => {
    await page.viewport(320, 640);
    const element = await drawn(mount(portalOf(answering(leaderStates[name] ?? usual))));
    expect(new Set(all(element, '.name')).size).toBe(count);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
  });

  test('long names and what there is to say of them wrap at 320 px; what is pressed is 24 px high or more', async () => {
    await page.viewport(320, 640);
    for (const name of ['long names', 'all there is']) {
      const element = await drawn(mount(portalOf(answering(leaderStates[name] ?? usual))));
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
      for (const button of element.renderRoot.querySelectorAll('button, summary, a'))
        expect(button.getBoundingClientRect().height).toBeGreaterThanOrEqual(24 * (button.matches('a') ? 0.5 : 1));
    }
  });
});

describe('the privacy cover', () => {
  const shown = async () => drawn(mount(portalOf(answering(usual))));

  test('one key hides everything while the focus is in the list, and shows it again', async () => {
    const element = await shown();
    part(element, '#title').focus();
    await userEvent.keyboard('h');
    await expect.poll(() => text(element, '#title')).toBe('The list is hidden.');
    expect(element.renderRoot.textContent).not.toMatch(/Tuesday|Alex|Dee|on the list/);
    expect(element.shadowRoot?.activeElement?.id).toBe('show');
    await userEvent.keyboard('h');
    await expect.poll(() => all(element, '.who')).toHaveLength(8);
    expect(element.shadowRoot?.activeElement?.id).toBe('title');
  });

  test('not from outside, not with a modifier, not while something is typed', async () => {
    const element = await drawn(mount(portalOf(answering(usual))));
    document.querySelector<HTMLElement>('#outside')?.focus();
    await userEvent.keyboard('h');
    part(element, '#title').focus();
    await userEvent.keyboard('{Alt>}h{/Alt}');
    await page.getByRole('button', { name: 'Bo', exact: true }).click();
    await page.getByRole('button', { name: 'Talked about staying' }).click();
    await expect.element(page.getByRole('textbox')).toBeVisible();
    part(element, '#note-length').focus();
    await userEvent.keyboard('h');
    expect(all(element, '.who')).toHaveLength(8);
  });

  test('a press of the mouse inside gives it the key; the button does the same', async () => {
    const element = await shown();
    await userEvent.click(part(element, '.counts'));
    await userEvent.keyboard('h');
    await expect.poll(() => text(element, '#title')).toBe('The list is hidden.');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('button', { name: 'Hide' }).click();
    await expect.poll(() => all(element, '.who')).toEqual([]);
  });

  test('behind it the list is still read, and no name is said', async () => {
    const portal = portalOf(answering(roster([bo, person('Sam')]), roster([bo, sam])));
    const element = await drawn(mount(portal));
    await page.getByRole('button', { name: 'Hide' }).click();
    portal.saved();
    await expect.poll(() => status(element)).toBe('The list has changed.');
    await page.getByRole('button', { name: 'Show' }).click();
    await expect.poll(() => text(element, '.counts')).toContain('1 told us away');
  });
});

describe('what was raised', () => {
  type Close = Portal['closeItem'];

  test('is closed by one press, sent once, read again, and the focus stays there', async () => {
    let release = (): void => {};
    const closeItem = vi.fn<Close>(() => new Promise((resolve) => (release = resolve)));
    const portal = portalOf(answering(roster([dee, noor]), roster([person('Dee'), noor])), { closeItem });
    const element = await drawn(mount(portal));
    const heard = vi.fn<(event: Event) => void>();
    document.body.addEventListener('group-preparation-saved', heard, { once: true });
    const press = page.getByRole('button', { name: /Talked about with Dee/ });
    await press.click();
    part(element, '.raise button').click();
    expect(closeItem).toHaveBeenCalledTimes(1);
    expect(closeItem.mock.calls[0]?.slice(1)).toEqual(['row-Dee', 'item-0', {}]);
    expect(heard).not.toHaveBeenCalled();
    portal.saved();
    release();
    await expect.poll(() => all(element, '.raise li')).toHaveLength(1);
    await expect.poll(() => heard.mock.calls.length).toBe(1);
    await expect.poll(() => element.shadowRoot?.activeElement?.id).toBe('raise');
  });

  test('a thought of leaving asks what came of it: nothing is chosen, what is missing is said there, the day goes along', async () => {
    const closeItem = vi.fn<Close>().mockResolvedValue(undefined);
    const eve = person('Eve', { raise: [{ item: 'item-0', code: 'leaving-undiscussed', closes: 'talked-about' }] });
    const portal = portalOf(answering(roster([eve]), roster([bo, eve])), { closeItem });
    const element = await drawn(mount(portal));
    await page.getByRole('button', { name: /Talked about with Eve/ }).click();
    await expect.poll(() => element.shadowRoot?.activeElement?.id).toBe('outcome');
    expect(element.renderRoot.querySelectorAll('input:checked')).toHaveLength(0);
    const save = page.getByRole('button', { name: 'Save', exact: true });
    await save.click();
    await expect.poll(() => text(element, '.wrong')).toBe('Choose one of the three.');
    await page.getByRole('radio', { name: 'they leave after a last session' }).click();
    await save.click();
    await expect.poll(() => text(element, '.wrong')).toBe('Choose a day that is not over.');
    expect(element.shadowRoot?.activeElement?.id).toBe('last-session');
    // another list: the question stays with whom it is about
    portal.saved();
    await expect.poll(() => all(element, '.who')).toHaveLength(2);
    await page.getByLabelText('Day of the last session').fill('2026-12-08');
    expect((await axe.run(document.body)).violations.map(({ id }) => id)).toEqual([]);
    expect(closeItem).not.toHaveBeenCalled();
    await save.click();
    await expect.poll(() => closeItem.mock.calls.length).toBe(1);
    expect(closeItem.mock.calls[0]?.slice(1)).toEqual([
      'row-Eve',
      'item-0',
      { leaving: { outcome: 'leaves', last: '2026-12-08' } },
    ]);
    await expect.poll(() => element.renderRoot.querySelector('#outcome')).toBeNull();
  });

  test.each([
    ['they stay', { leaving: { outcome: 'stays' } }],
    ['talked about, still open', {}],
  ])('what came of it: %s', async (name, sent) => {
    const closeItem = vi.fn<Close>().mockResolvedValue(undefined);
    const eve = person('Eve', { raise: [{ item: 'item-0', code: 'leaving-undiscussed', closes: 'talked-about' }] });
    await drawn(mount(portalOf(answering(roster([eve])), { closeItem })));
    await page.getByRole('button', { name: /Talked about with Eve/ }).click();
    await page.getByRole('radio', { name }).click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.poll(() => closeItem.mock.calls[0]?.[3]).toEqual(sent);
  });

  test('who gave no word is called from there: the number, and whether a message is fine', async () => {
    const reach = vi
      .fn<Portal['reach']>()
      .mockResolvedValue({ contact: { way: 'text', message: false }, phones: ['555 0100'] });
    const ann = person('Ann', {
      raise: [{ item: 'item-0', code: 'no-word', sessions: [start], closes: 'followed-up' }],
    });
    const element = await drawn(mount(portalOf(answering(roster([ann])), { reach })));
    await page.getByRole('button', { name: 'Call Ann' }).click();
    await expect.poll(() => text(element, '#reach')).toContain('555 0100');
    expect(text(element, '#reach')).toContain('no messages');
    await expect.poll(() => element.shadowRoot?.activeElement?.id).toBe('reach');
  });

  test('that was not saved stays, says why beside it, and can be pressed again', async () => {
    const closeItem = vi.fn<Close>().mockRejectedValueOnce(new PortalError('offline', '')).mockResolvedValue(undefined);
    const element = await drawn(mount(portalOf(answering(roster([dee])), { closeItem })));
    await page.getByRole('button', { name: /Talked about/ }).click();
    await expect.poll(() => text(element, '.refused')).toBe('Not saved. The record can’t be reached right now.');
    expect(status(element)).toBe('Not saved for Dee.');
    await page.getByRole('button', { name: /Talked about/ }).click();
    await expect.poll(() => closeItem.mock.calls.length).toBe(2);
  });

  test('that waits for a signature or a decision has no button', async () => {
    const element = await drawn(mount(portalOf(answering(leaderStates['all there is'] ?? usual))));
    const without = [...element.renderRoot.querySelectorAll('.raise li')].filter((li) => !li.querySelector('button'));
    expect(without.map((li) => li.textContent?.replaceAll(/\s+/g, ' ').trim())).toEqual([
      'Noor: said no to reporting contact; you decide',
      'Ty: new version of the rules to sign',
      'Ty: came 17 Nov without agreement; you decide',
    ]);
  });
});

test('by keyboard alone: hide and show, open a person, note a call, close what was raised', async () => {
  const addNote = vi.fn<Portal['addNote']>().mockResolvedValue(undefined);
  const closeItem = vi.fn<Portal['closeItem']>().mockResolvedValue(undefined);
  const element = await drawn(mount(portalOf(answering(roster([bo, dee])), { addNote, closeItem })));
  const active = () => element.shadowRoot?.activeElement;
  document.querySelector<HTMLElement>('#outside')?.focus();
  await userEvent.keyboard('{Tab}');
  expect(active()?.classList).toContain('hide');
  await userEvent.keyboard('{Tab}{Enter}');
  await expect.poll(() => active()?.id).toBe('person');
  await userEvent.keyboard('{Tab}{Enter}');
  await expect.poll(() => active()?.id).toBe('note');
  await userEvent.keyboard('{Tab} {Tab} {Tab}');
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => addNote.mock.calls.length).toBe(1);
  expect(addNote.mock.calls[0]?.[1]).toMatchObject({ kind: 'absence-notice', channel: 'phone', reached: 'talked' });
});
