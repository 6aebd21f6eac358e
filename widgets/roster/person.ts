/** What is opened below a name: a fact to note, how to reach somebody, the form to sign. Loaded when a name is pressed. @module */
import { html, nothing, type TemplateResult } from 'lit';
import { isPortalError } from '../../fhir-mappings/errors.ts';
import type { Reach, SessionRoster } from '../../src/roster-types.ts';
import type { LeaderWords } from '../strings/roster-leader.ts';
import type { Host, PersonPanel } from './host.ts';
import { leaderKinds, noteFrom, noteKinds, type Draft, type Field, type NoteKind } from './note-draft.ts';
import { noteForm, type FormState } from './note-form.ts';
import { timeOfDay } from './time-of-day.ts';

/** Opens the panel of one row of a list. `calls`: with how to reach them. What is typed is let go of with it. */
export function openPanel(
  host: Host,
  { list, row, calls, words }: { list: SessionRoster; row: string; calls: boolean; words: LeaderWords },
): PersonPanel {
  const said = words.person;
  const { portal } = host;
  const patient = portal.patientOfRow(list, row);
  const person = list.people.find((one) => one.row === row);
  const name = person?.name ?? '';
  let draft: Draft | undefined;
  let state: FormState = { wrong: [] };
  let reach: Reach | { code: string } | 'reading' | undefined;
  let saved = false;
  let closed = false;

  const draw = (): void => {
    if (!closed) host.draw();
  };
  const kinds = noteKinds.filter((kind) => {
    if (leaderKinds.includes(kind) && !list.keepsLeaderNotes) return false;
    if (kind === 'asked-to-leave') return list.recordsAskedToLeave && list.start <= list.asOf;
    return true;
  });

  const begin = (kind: NoteKind): void => {
    draft = { id: crypto.randomUUID(), kind };
    state = { wrong: [] };
    saved = false;
    host.focus('#note');
    draw();
  };
  const back = (): void => {
    draft = undefined;
    host.focus('#person');
    draw();
  };
  const change = (more: Partial<Draft>, field: Field): void => {
    if (!draft || state.sending) return;
    // other words are another note
    draft = { ...draft, ...more, id: crypto.randomUUID() };
    state = { wrong: state.wrong.filter((one) => one !== field) };
    draw();
  };

  async function save(): Promise<void> {
    if (!draft || state.sending) return;
    const made = noteFrom(draft, { session: list.start, at: (time) => timeOfDay(time, list) });
    if ('wrong' in made) {
      state = { wrong: made.wrong };
      host.focus(`#note-${made.wrong[0]}`);
      return draw();
    }
    state = { wrong: [], sending: true };
    host.say(said.saving);
    draw();
    try {
      await portal.addNote({ group: list.group.key, patient }, made.note);
    } catch (error) {
      const code = host.failed(error);
      const fields = isPortalError(error) ? error.fields : [];
      state = { wrong: fieldsOf(fields), code };
      host.say(said.notSaved);
      host.focus('#note-failed');
      return draw();
    }
    if (closed) return;
    host.emit('group-preparation-saved', { group: list.group.key });
    host.say(said.saved);
    draft = undefined;
    state = { wrong: [] };
    saved = true;
    host.focus('#person');
    draw();
  }

  async function ask(): Promise<void> {
    if (reach === 'reading') return;
    reach = 'reading';
    draw();
    try {
      reach = await portal.reach(list, row);
    } catch (error) {
      reach = { code: host.failed(error) };
    }
    host.focus('#reach');
    draw();
  }

  if (calls) void ask();
  const sign = (): void => host.emit('group-agreement-requested', { group: list.group.key, patient });

  const kindsPart = (): TemplateResult =>
    html`<p class="small quiet" id="note-what">${said.noteTitle}</p>
      <div class="choices" role="group" aria-labelledby="note-what">
        ${kinds.map(
          (kind) => html`<button type="button" class="small" @click=${() => begin(kind)}>${said.kinds[kind]}</button>`,
        )}
      </div>
      ${list.keepsLeaderNotes ? nothing : html`<p class="small quiet">${said.notKept}</p>`}`;

  function choices(): TemplateResult {
    const unsigned = person?.lines.some(({ code }) => code === 'agreement-open');
    return html`<div class="facts">
      ${saved ? html`<p><b>${said.saved}</b></p>` : nothing}
      ${list.readOnly ? html`<p class="small quiet">${words.failure['unsupported']}</p>` : kindsPart()}
      <div class="choices">
        <button type="button" class="bare small" @click=${() => void ask()}>
          ${reach === 'reading' ? said.reading : said.reach}
        </button>
        ${unsigned ? html`<button type="button" class="bare small" @click=${sign}>${said.sign}</button>` : nothing}
      </div>
      ${reachPart(reach, words)}
    </div>`;
  }

  return {
    render: () =>
      html`<h3 class="visually-hidden">${said.title(name)}</h3>
        ${draft ? noteForm(draft, state, { words, change, save: () => void save(), back }) : choices()}`,
    close: () => {
      closed = true;
      draft = reach = undefined;
    },
  };
}

const fields: Record<string, Field> = { at: 'time', 'away.start': 'start', 'away.end': 'end' };
const fieldsOf = (names: readonly string[]): Field[] => names.flatMap((name) => fields[name] ?? []);

function reachPart(
  reach: Reach | { code: string } | 'reading' | undefined,
  words: LeaderWords,
): TemplateResult | typeof nothing {
  if (reach === undefined || reach === 'reading') return nothing;
  if ('code' in reach) return html`<p id="reach" tabindex="-1" class="c-fault">${words.failure[reach.code]}</p>`;
  const { contact, phones } = reach;
  return html`<div id="reach" tabindex="-1" role="group" aria-label=${words.person.reach}>
    ${
      phones.length > 0
        ? phones.map(
            (phone) =>
              html`<p>
                <a href="tel:${phone.replaceAll(/[^\d+]/g, '')}"><bdi>${phone}</bdi></a>
              </p>`,
          )
        : html`<p>${words.noPhone}</p>`
    }
    <p class="small quiet">
      ${contact ? `${words.way[contact.way]} · ${words.message(contact.message)}` : words.noWay}
    </p>
  </div>`;
}
