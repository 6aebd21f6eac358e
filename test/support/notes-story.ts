/** The leader's golden cases by hand (domain.md 6: G16 to G19): the list, its notes and what closes them, in a real browser; the record by plain GETs. @module */
import { describe, expect, test } from 'vitest';
import { kept, textOf } from './browser.ts';
import { chartOf, namedIn, notesOf, outcomesOf } from './leader-outside.ts';
import { leaderPage } from './leader-page.ts';
import { searchAll } from './outside.ts';

/** Registers the story. `demo` gives the page's address and the FHIR base, which holds `leaderClinic()`. */
export function notesStory(demo: () => { url: string; fhirBase: string }): void {
  describe('the leader’s cases, with what is noted', () => {
    const leader = leaderPage(demo);
    const base = () => demo().fhirBase;

    const cardSays = async (at: string, group: string, patient: string, ...wanted: string[]): Promise<string> => {
      const card = await leader.card(at, group, `Patient/${patient}`);
      for (const words of wanted) expect(card).toContain(words);
      return card;
    };
    const rosterSays = async (at: string, group: string, start?: string): Promise<string> =>
      textOf(await leader.roster(at, group, start));
    /** One press on what is to raise, and it is gone from the list. */
    async function closed(name: string, what: 'Talked about' | 'Followed up', about: string): Promise<void> {
      await leader
        .page()
        .getByRole('button', { name: new RegExp(`^${what} with ${name}: ${about}`) })
        .click();
      const item = leader
        .page()
        .locator('group-roster .raise li')
        .filter({ hasText: `${name}: ${about}` });
      await item.waitFor({ state: 'detached' });
    }
    /** Everyone expected was here, after the session. */
    async function everyone(at: string, group: string, start: string): Promise<void> {
      await leader.sheet(at, group, start);
      await leader.press('Everyone expected was here');
      await leader.save();
    }

    test('G16 by hand: a snow day is in no number, and a call two hours ahead is told us', async () => {
      await leader.sheet('2026-09-16T01:00:00Z', 'sixteen', '2026-09-15T18:00:00-05:00');
      await leader.press('Not held');
      await leader.save();
      const start = '2026-09-22T18:00:00-05:00';
      await leader.roster('2026-09-22T21:00:00Z', 'sixteen', start);
      await leader.note('Ravi', 'Told us they can’t come', async (form) => {
        await form.getByLabel('phone call').check();
        await form.getByLabel('yes, talked').check();
      });
      await leader.see('Told us 4:00 pm');
      await everyone('2026-09-23T01:00:00Z', 'sixteen', start);
      const [card, records] = [
        await cardSays(
          '2026-10-28T15:00:00Z',
          'sixteen',
          'ravi',
          'Preparation complete',
          'Attended 4 of 6 67%',
          '1 of 2 absences',
          '6 sessions held',
        ),
        await outcomesOf(base(), 'ravi'),
      ];
      expect(card).not.toMatch(/in a row|of 8/);
      expect(records.map((one) => one.split(' ')[1])).toEqual([
        'present',
        'session-cancelled',
        'absent-with-notice',
        'present',
        'session-cancelled',
        'absent-without-notice',
        'present',
        'present',
      ]);
      const [told] = await notesOf(base(), 'ravi', 'absence-notice');
      expect(Date.parse(told?.effectiveDateTime ?? '')).toBe(Date.parse('2026-09-22T21:00:00Z'));
    });

    test('G17 by hand: a trip announced and talked about covers its days; back after three weeks, or not back yet', async () => {
      const at = (day: string, time = '23:00') => `2026-${day}T${time}:00Z`;
      const start = (day: string) => `2026-${day}T18:00:00-05:00`;
      await leader.roster(at('09-22', '22:30'), 'seventeen', start('09-22'));
      await leader.note('Elin', 'Away for some days', async (form) => {
        await form.getByLabel('First day away').fill('2026-10-06');
        await form.getByLabel('Last day away').fill('2026-10-20');
      });
      await cardSays(at('09-25'), 'seventeen', 'elin', 'Time away planned, not yet talked about in group');
      const list = await rosterSays(at('09-29', '22:30'), 'seventeen');
      for (const words of ['Away from 6 Oct', 'Elin: away 6 Oct – 20 Oct, not yet talked about in group'])
        expect(list).toContain(words);
      await closed('Elin', 'Talked about', 'away');
      for (const [evening, day] of [
        ['09-30', '09-29'],
        ['10-07', '10-06'],
        ['10-14', '10-13'],
        ['10-21', '10-20'],
      ] as const)
        await everyone(at(evening, '01:00'), 'seventeen', start(day));
      expect(await rosterSays(at('10-20', '22:30'), 'seventeen', start('10-20'))).toContain('Away until 20 Oct');
      const during = await cardSays(
        at('10-21', '02:00'),
        'seventeen',
        'elin',
        'Preparation complete',
        'Attended 3 of 6 50%',
        '3 of 3 absences',
      );
      expect(during).not.toMatch(/in a row|not back|not yet/i);
      const home = at('10-28', '01:00');
      expect(await rosterSays(at('10-27', '22:00'), 'seventeen')).toContain('Back after 3 weeks');
      await everyone(home, 'seventeen', start('10-27'));
      const back = await cardSays(at('10-28', '02:00'), 'seventeen', 'elin', 'Attended 4 of 7 57%');
      expect(back).not.toMatch(/in a row|not back/i);
      // had she stayed away without a word
      await leader.sheet(at('10-28', '02:05'), 'seventeen', start('10-27'));
      await leader.mark('Elin', 'Away');
      await leader.told('Elin', 'No word');
      await leader.save();
      await cardSays(at('10-28', '02:10'), 'seventeen', 'elin', 'Attended 3 of 7 43%', 'Not back yet after time away');
      const [plan, ...more] = await notesOf(base(), 'elin', 'planned-absence');
      const trip = { start: '2026-10-06', end: '2026-10-20' };
      expect([plan?.component?.map(({ valuePeriod }) => valuePeriod), more]).toEqual([[trip], []]);
      const [talk] = await notesOf(base(), 'elin', 'talked-about');
      expect(talk?.derivedFrom?.map(({ reference }) => reference)).toEqual([`Observation/${plan?.id}`]);
    });

    test('G18 by hand: asked to leave in the session, the way home, a follow-up the next day, and no label after that', async () => {
      const start = '2026-09-22T18:00:00-05:00';
      const consents = () => searchAll(base(), 'Consent', { patient: 'Patient/cody' });
      const signed = await consents();
      await leader.roster('2026-09-22T23:20:00Z', 'eighteen', start);
      await leader.note('Cody', 'Asked to leave today', (form) => form.getByLabel('yes', { exact: true }).check());
      await everyone('2026-09-23T01:00:00Z', 'eighteen', start);
      const card = await cardSays(
        '2026-09-23T01:05:00Z',
        'eighteen',
        'cody',
        'Preparation complete',
        'Attended 3 of 3',
      );
      expect(card).not.toMatch(/%|follow up|rules to sign/i);
      expect(await rosterSays('2026-09-23T14:00:00Z', 'eighteen')).toMatch(
        /Cody: asked to leave .*22 Sep.*, to follow up/,
      );
      await closed('Cody', 'Followed up', 'asked to leave');
      expect(await rosterSays('2026-09-29T22:00:00Z', 'eighteen')).not.toMatch(/asked|leave today|to follow up/);
      expect(await consents()).toEqual(signed);
      const [note, ...more] = await notesOf(base(), 'cody', 'asked-to-leave');
      expect(more).toEqual([]);
      expect(note?.component?.map(({ code, ...value }) => [code.coding?.[0]?.code, Object.values(value)[0]])).toEqual([
        ['scheduled-start', start],
        ['way-home-offered', true],
      ]);
      const chart = await chartOf(base(), 'cody');
      expect(JSON.stringify(chart)).not.toMatch(/substance|intoxicat|drunk|disrupt|"note"/i);
    });

    test('G19 by hand: contact outside group has no place for who; the other chart is as it was; talked about, it is closed', async () => {
      const other = await chartOf(base(), 'may');
      await leader.roster('2026-11-05T18:00:00Z', 'nineteen');
      await leader.note('Uma', 'Contact outside group', async (form) => {
        expect(await form.locator('input, textarea, select, [contenteditable]').count()).toBe(0);
        await form.getByText('There is no place for who or what.').waitFor();
      });
      await cardSays('2026-11-09T18:00:00Z', 'nineteen', 'uma', 'Contact outside group, not yet talked about');
      expect(await rosterSays('2026-11-11T00:20:00Z', 'nineteen', '2026-11-10T18:00:00-06:00')).toContain(
        'Uma: contact outside group, not yet talked about',
      );
      await closed('Uma', 'Talked about', 'contact outside group');
      const card = await cardSays('2026-11-11T00:30:00Z', 'nineteen', 'uma', 'Preparation complete', 'Attended 4 of 4');
      expect(card).not.toMatch(/contact outside/i);
      expect(await chartOf(base(), 'may')).toEqual(other);
      const chart = await chartOf(base(), 'uma');
      expect(namedIn(chart)).toEqual(['Patient/uma']);
      expect(JSON.stringify(chart)).not.toMatch(/\bMay\b|"note"/);
    });

    test('all the while: nothing printed, no other host asked, nothing kept', async () => {
      expect(leader.faults()).toEqual([]);
      expect(await kept(leader.page())).toBe(0);
    });
  });
}
