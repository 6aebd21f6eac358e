/** The leader's list of one session: reads itself again, hides on one key, closes what was raised. Loaded for leaders. @module */
import { html, type CSSResultGroup } from 'lit';
import type { SessionRoster } from '../../src/roster-types.ts';
import { failedPart } from '../failed.ts';
import type { Answer } from '../reading-widget.ts';
import { leaderSpeech } from '../strings/roster-leader.ts';
import type { Host, LeaderList, PersonPanel } from './host.ts';
import {
  coveredPart,
  footPart,
  headPart,
  listPart,
  raisePart,
  type LeaderActs,
  type Standing,
} from './leader-parts.ts';
import { leaderStyles } from './leader-styles.ts';
import { dayOf, newsOf, type RaiseView } from './leader-view.ts';
import { outcomeFrom, type Outcome } from './outcome.ts';
import { startPolling } from '../poll.ts';

export const speech = leaderSpeech;
export const styles: CSSResultGroup[] = [leaderStyles];

/** Failures after which nothing of a list may stay on the screen. */
const over: readonly string[] = ['not-authorized', 'not-allowed'];

/** Opens the list; the element asks the portal and hands each answer in. */
export function open(host: Host): LeaderList {
  const { portal } = host;
  const words = leaderSpeech.in(host.locale());
  const saying = { words, locale: host.locale() };
  let covered = false;
  /** The last list that came, while a later answer failed. */
  let last: SessionRoster | undefined;
  let opened: { patient: string; panel: PersonPanel | undefined; failed?: true } | undefined;
  let standing: Standing = {};
  const poll = startPolling(host.read);

  const update = (more: Partial<Standing>): void => {
    standing = { ...standing, ...more };
    host.draw();
  };
  const cover = (): void => {
    covered = !covered;
    // what was half typed about somebody is not kept behind the cover
    if (covered) shut();
    if (covered) standing = { ...standing, asking: undefined };
    host.say('');
    host.focus(covered ? '#show' : '#title');
    host.draw();
  };
  const shut = (): void => {
    opened?.panel?.close();
    opened = undefined;
  };

  async function close(list: SessionRoster, { row, item, name, asks }: RaiseView): Promise<void> {
    if (standing.sending !== undefined) return;
    const key = `${row} ${item}`;
    const outcome = asks && standing.asking?.outcome;
    const said = outcome ? outcomeFrom(outcome, dayOf(list.asOf, list.group.timeZone)) : {};
    if ('wrong' in said) {
      host.focus(said.wrong === 'last' ? '#last-session' : '#outcome');
      return fill({ wrong: said.wrong });
    }
    update({ sending: key, refused: undefined });
    host.say(words.closing);
    try {
      await portal.closeItem(list, row, item, said);
    } catch (error) {
      const code = host.failed(error);
      host.say(words.notClosed(name));
      return update({ sending: undefined, refused: { key, code } });
    }
    host.say(words.closed);
    host.emit('group-preparation-saved', { group: list.group.key });
    host.focus('#raise', '#title');
    update({ sending: undefined, ...(asks && { asking: undefined }) });
  }

  const ask = (list: SessionRoster, row: string): void => {
    host.focus('#outcome');
    update({ asking: { patient: portal.patientOfRow(list, row), outcome: {} }, refused: undefined });
  };
  const fill = (more: Outcome): void => {
    if (!standing.asking || standing.sending !== undefined) return;
    const { wrong: _wrong, ...outcome } = standing.asking.outcome;
    update({ asking: { ...standing.asking, outcome: { ...outcome, ...more } } });
  };
  const back = (): void => {
    host.focus('#raise');
    update({ asking: undefined });
  };

  /** @param calls straight to how they are reached */
  async function openPerson(list: SessionRoster, row: string, calls = false): Promise<void> {
    const patient = portal.patientOfRow(list, row);
    const isOpen = opened?.patient === patient && !opened.failed;
    shut();
    if (isOpen && !calls) return host.draw();
    const mine: NonNullable<typeof opened> = { patient, panel: undefined };
    opened = mine;
    host.draw();
    try {
      const { openPanel } = await import('./person.ts');
      if (opened !== mine) return;
      mine.panel = openPanel(host, { list, row, calls, words });
      host.focus('#person');
    } catch {
      // a part of our own code that doesn't come
      mine.failed = true;
    }
    host.draw();
  }

  async function print(list: SessionRoster): Promise<void> {
    if (standing.printing) return;
    update({ printing: true, unprinted: undefined });
    try {
      const [{ sheetHtml }, { printHtml }] = await Promise.all([
        import('./paper-sheet.ts'),
        import('../agreement/print.ts'),
      ]);
      await printHtml(sheetHtml(list, saying));
    } catch {
      update({ unprinted: true });
    }
    update({ printing: undefined });
  }

  const acts: LeaderActs = {
    cover,
    close: (list, one) => void close(list, one),
    ask,
    outcome: fill,
    back,
    reach: (list, row) => void openPerson(list, row, true),
    open: (list, row) => void openPerson(list, row),
    print: (list) => void print(list),
  };

  function listOf(answer: Answer<SessionRoster> | undefined): SessionRoster | undefined {
    if (answer === undefined || 'value' in answer) return answer?.value;
    return over.includes(answer.code) ? undefined : last;
  }

  return {
    render(answer) {
      if (covered) return coveredPart(cover, words);
      const list = listOf(answer);
      if (list === undefined) {
        if (answer === undefined || 'value' in answer)
          return html`<p class="pad quiet" id="title">${words.loading}</p>`;
        return failedPart(answer.code === 'not-found' ? words.noSession : words.cantOpen, answer.code, {
          again: host.read,
          words,
        });
      }
      const who = (row: string) => portal.patientOfRow(list, row);
      const panel = opened?.failed
        ? html`<p class="pad quiet">${words.cantTell}</p>`
        : (opened?.panel?.render() ?? html`<p class="pad quiet">${words.loading}</p>`);
      const stale = answer !== undefined && 'code' in answer;
      return html`${headPart(list, saying, acts)}
      ${listPart(list, saying, { acts, who, opened: opened?.patient, panel })}
      ${raisePart(list, saying, { acts, standing, who })} ${footPart(list, saying, { acts, standing, stale })}`;
    },
    settled(before, now) {
      const old = before && 'value' in before ? before.value : last;
      if (now === undefined) return;
      if ('code' in now) {
        if (over.includes(now.code)) {
          last = undefined;
          shut();
        }
        poll.heard('failed');
        return;
      }
      last = now.value;
      const news = old ? newsOf(old, now.value, saying) : '';
      // who reads the screen behind the cover hears no names
      if (news) host.say(covered ? words.newly.changed : news);
      poll.heard(news || !old ? 'changed' : 'same');
      // rows are those of a list: what failed on another is no word about this one
      if (news) standing = { ...standing, refused: undefined };
      // somebody who left the list has no panel any more
      const rows = now.value.people.map(({ row }) => portal.patientOfRow(now.value, row));
      if (opened && !rows.includes(opened.patient)) shut();
    },
    keydown(event) {
      const { key, ctrlKey, metaKey, altKey } = event;
      const [target] = event.composedPath();
      const types = target instanceof Element && target.matches('input, select, textarea');
      if (key.toLowerCase() !== 'h' || ctrlKey || metaKey || altKey || types) return;
      event.preventDefault();
      cover();
    },
    close() {
      poll.stop();
      shut();
      last = undefined;
    },
  };
}
