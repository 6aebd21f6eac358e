/** What is opened below a name: facts to note, how to reach somebody, the form to sign. */
import axe from 'axe-core';
import { nothing, render } from 'lit';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { Portal } from '../../src/portal-types.ts';
import type { SessionRoster } from '../../src/roster-types.ts';
import { noteFrom, noteKinds } from '../../widgets/roster/note-draft.ts';
import { timeOfDay } from '../../widgets/roster/time-of-day.ts';
import { bo, person, roster, start } from './pages/roster-leader-states.ts';
import { all, answering, drawn, mount, part, portalOf, status, text } from './roster-leader-page.ts';

type AddNote = Portal['addNote'];
const ty = person('Ty', { lines: [{ code: 'agreement-open' }] });
const list = roster([bo, ty]);
const addNote = vi.fn<AddNote>();
const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

beforeEach(() => {
  addNote.mockReset().mockResolvedValue(undefined);
});
afterEach(() => render(nothing, document.body));

async function opened(name = 'Bo', of: SessionRoster = list, more: Partial<Portal> = {}) {
  const element = await drawn(mount(portalOf(answering(of), { addNote, ...more })));
  await press(name);
  await expect.poll(() => element.shadowRoot?.activeElement?.id).toBe('person');
  return element;
}
const choices = (element: Awaited<ReturnType<typeof opened>>) => all(element, '[aria-labelledby=note-what] button');
const sent = (call = 0) => {
  const [query, note] = addNote.mock.calls[call] ?? [];
  const { id, ...rest } = note ?? { id: '' };
  return { query, id, note: rest };
};

test('a call is noted with how and whether somebody talked; nothing is chosen beforehand; it is said when it is saved', async () => {
  const element = await opened();
  await press('Told us they can’t come');
  expect(element.renderRoot.querySelectorAll('input:checked')).toHaveLength(0);
  await page.getByRole('radio', { name: 'voice message' }).click();
  await page.getByRole('radio', { name: 'no, they left word' }).click();
  await page.getByRole('radio', { name: 'somebody else' }).click();
  await press('Save');
  await expect.poll(() => text(element, '.facts b')).toBe('Saved.');
  expect(status(element)).toBe('Saved.');
  expect(sent()).toMatchObject({
    query: { group: 'tuesday', patient: 'Patient/Bo' },
    note: { kind: 'absence-notice', session: start, channel: 'message', reached: 'left-word', from: 'somebody-else' },
  });
  expect(sent().note).not.toHaveProperty('at');
});

test('what is missing is said at the field, and nothing is sent', async () => {
  const element = await opened();
  await press('Told us they can’t come');
  await press('Save');
  await expect.poll(() => all(element, '.wrong')).toEqual(['Choose how the word came.', 'Choose one of the two.']);
  expect(element.shadowRoot?.activeElement?.id).toBe('note-channel');
  await page.getByRole('radio', { name: 'phone call' }).click();
  await expect.poll(() => all(element, '.wrong')).toEqual(['Choose one of the two.']);
  expect(addNote).not.toHaveBeenCalled();
});

test('a save that failed keeps what was chosen and sends the same note again', async () => {
  addNote.mockRejectedValueOnce(new PortalError('timeout', ''));
  const element = await opened();
  await press('Told us they can’t come');
  await page.getByRole('radio', { name: 'phone call' }).click();
  await page.getByRole('radio', { name: 'yes, talked' }).click();
  await press('Save');
  await expect.poll(() => text(element, '#note-failed')).toBe('Not saved. The record is taking too long to answer.');
  expect(element.shadowRoot?.activeElement?.id).toBe('note-failed');
  expect(element.renderRoot.querySelectorAll('input:checked')).toHaveLength(2);
  await press('Save');
  await expect.poll(() => addNote.mock.calls.length).toBe(2);
  expect(sent(1)).toEqual(sent(0));
});

test('the portal’s own word about a field stands at the field', async () => {
  addNote.mockRejectedValueOnce(new PortalError('invalid', '', ['away.end']));
  const element = await opened();
  await press('Away for some days');
  await page.getByLabelText('First day away').fill('2026-11-01');
  await page.getByLabelText('Last day away').fill('2026-11-02');
  await press('Save');
  await expect.poll(() => text(element, '#wrong-end')).not.toBe('');
  expect(sent().note).toEqual({ kind: 'planned-absence', away: { start: '2026-11-01', end: '2026-11-02' } });
});

test('a double press sends once', async () => {
  addNote.mockReturnValue(new Promise(() => {}));
  const element = await opened();
  await press('Contact outside group');
  const save = part(element, 'button.main');
  save.click();
  save.click();
  await expect.poll(() => text(element, 'button.main')).toBe('Saving');
  expect(addNote).toHaveBeenCalledTimes(1);
  expect(sent().note).toEqual({ kind: 'outside-contact-reported' });
});

test('no kind has a field for words: what may never be collected has no place', async () => {
  const element = await opened('Bo', roster([bo], { recordsAskedToLeave: true, asOf: '2026-11-24T18:30:00-05:00' }));
  const kinds = choices(element);
  expect(kinds).toHaveLength(noteKinds.length);
  for (const kind of kinds) {
    await press(kind);
    const fields = [...element.renderRoot.querySelectorAll<HTMLInputElement>('.form input, .form textarea')];
    const free = fields.filter(({ type, id }) => !['radio', 'date', 'time'].includes(type) && id !== 'note-length');
    expect([kind, free]).toEqual([kind, []]);
    const { violations } = await axe.run(document.body);
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await press('Back');
  }
});

describe('which facts can be noted', () => {
  test.each<[string, Partial<SessionRoster>, string[]]>([
    ['before the session', {}, ['Contact outside group', 'Thinking of leaving']],
    [
      'once it has begun, where the group notes it',
      { recordsAskedToLeave: true, asOf: '2026-11-24T18:20:00-05:00' },
      ['Contact outside group', 'Thinking of leaving', 'Asked to leave today'],
    ],
    ['before it has begun', { recordsAskedToLeave: true }, ['Contact outside group', 'Thinking of leaving']],
    ['without a place that only leaders read', { keepsLeaderNotes: false, recordsAskedToLeave: true }, []],
  ])('%s', async (_name, over, more) => {
    const element = await opened('Bo', roster([bo], over));
    expect(choices(element)).toEqual([
      'Told us they can’t come',
      'Away for some days',
      'Talked about staying',
      ...more,
    ]);
    expect(element.renderRoot.textContent?.includes('are not kept here')).toBe(over.keepsLeaderNotes === false);
    // nowhere does it promise more than the host vouched for
    expect(element.renderRoot.textContent).not.toMatch(/only your leader|only you can/i);
  });
});

test('where nothing can be kept the list says so, and offers no note and nothing to close', async () => {
  const raise = [{ item: 'item-0', code: 'wants-to-talk', closes: 'talked-about' }] as const;
  const of = (over: Partial<SessionRoster>) => opened('Bo', roster([person('Bo', { raise: [...raise] })], over));
  const offered = await of({});
  expect(all(offered, '.closing button')).toHaveLength(1);
  const element = await of({ readOnly: true });
  expect([choices(element), all(element, '.closing button')]).toEqual([[], []]);
  expect(element.renderRoot.textContent?.match(/This record system can’t keep this\./g)).toHaveLength(2);
  await expect.element(page.getByRole('button', { name: 'How to reach them' })).toBeVisible();
});

test('how to reach somebody is asked for only when it is wanted', async () => {
  const reach = vi
    .fn<Portal['reach']>()
    .mockResolvedValue({ phones: ['+1 (555) 0101'], contact: { way: 'phone', message: false } });
  const element = await opened('Bo', list, { reach });
  expect(reach).not.toHaveBeenCalled();
  await press('How to reach them');
  await expect.poll(() => all(element, '#reach p')).toEqual(['+1 (555) 0101', 'Leaves word by phone · no messages']);
  expect(part(element, '#reach a').getAttribute('href')).toBe('tel:+15550101');
  expect(reach.mock.calls[0]?.[1]).toBe('row-Bo');
  await press('Hide');
  await press('Show');
  expect(element.renderRoot.textContent).not.toContain('0101');
});

test('somebody who has not signed: the form can be opened, the host is told for whom', async () => {
  await opened('Ty');
  const asked = new Promise<unknown>((resolve) => {
    document.body.addEventListener('group-agreement-requested', (event) => resolve(event.detail), { once: true });
  });
  await press('Open the form to sign');
  expect(await asked).toEqual({ group: 'tuesday', patient: 'Patient/Ty' });
});

test('what is half filled in stays while the list is read again, and goes with somebody who left it', async () => {
  const portal = portalOf(answering(list, roster([person('Al'), bo, ty]), roster([ty])), { addNote });
  const element = await drawn(mount(portal));
  await press('Bo');
  await press('Told us they can’t come');
  await page.getByRole('radio', { name: 'email' }).click();
  portal.saved();
  await expect.poll(() => all(element, '.who')).toHaveLength(3);
  expect(part(element, 'input:checked').closest('label')?.textContent?.trim()).toBe('email');
  expect(part(element, '.panel').closest('.who')?.querySelector('.name')?.textContent?.trim()).toBe('Bo');
  portal.saved();
  await expect.poll(() => all(element, '.who')).toHaveLength(1);
  expect(element.renderRoot.querySelector('.panel')).toBeNull();
});

describe('a time of today as an instant', () => {
  const at = (asOf: string, text_: string) => timeOfDay(text_, { asOf, group: list.group });
  test.each([
    ['17:47', '2026-11-24T17:52:00-05:00', '2026-11-24T22:47:00.000Z'],
    ['17:52', '2026-11-24T17:52:40-05:00', '2026-11-24T22:52:00.000Z'],
    ['17:53', '2026-11-24T17:52:40-05:00', undefined],
    ['00:00', '2026-11-24T00:30:00-05:00', '2026-11-24T05:00:00.000Z'],
    // the hour that comes twice: the later of those that have come
    ['01:30', '2026-11-01T09:00:00-05:00', '2026-11-01T06:30:00.000Z'],
    ['01:30', '2026-11-01T01:45:00-04:00', '2026-11-01T05:30:00.000Z'],
    // the hour that never was
    ['02:30', '2026-03-08T09:00:00-04:00', undefined],
    ['5 pm', '2026-11-24T17:52:00-05:00', undefined],
    ['24:00', '2026-11-24T17:52:00-05:00', undefined],
  ])('%s at %s is %s', (typed, asOf, instant) => {
    expect(at(asOf, typed)).toBe(instant);
  });
});

test.each([
  ['absence-notice', { time: '25:00', channel: 'phone', reached: 'talked' }, ['time']],
  ['planned-absence', {}, ['start', 'end']],
  ['planned-absence', { start: '2026-12-08', end: '2026-12-07' }, ['end']],
  ['commitment-talk', { length: 'six' }, ['length']],
  ['commitment-talk', { length: '0' }, ['length']],
  ['commitment-talk', { length: '521' }, ['length']],
  ['asked-to-leave', {}, ['wayHome']],
] as const)('%s with %o is wrong at %o', (kind, draft, wrong) => {
  const made = noteFrom({ id: 'x', kind, ...draft }, { session: start, at: () => undefined });
  expect(made).toEqual({ wrong });
});
