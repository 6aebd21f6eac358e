/** Changing one membership: which change, its form, and what to do when somebody else was faster. @module */
import { html, type TemplateResult } from 'lit';
import type { GroupMember, MemberList } from '../../src/book-types.ts';
import type { Portal } from '../../src/portal-types.ts';
import { glyph } from '../glyphs.ts';
import type { MembersWords } from '../strings/members.ts';
import type { Days } from './days.ts';
import { buttonsPart, faultPart, fieldPart, sending } from './fields.ts';
import type { Control, Form } from './form.ts';

export type Action = 'hold' | 'resume' | 'end' | 'move';
type Values = Readonly<Record<string, string>>;

/** What can be done with a row, in the order it is shown. */
export function actionsOf({ place, hold }: GroupMember, { others }: MemberList): Action[] {
  return [
    ...(place === 'now' && !hold ? (['hold'] as const) : []),
    ...(hold ? (['resume'] as const) : []),
    'end',
    ...(others.length ? (['move'] as const) : []),
  ];
}

interface Change {
  /** What its form opens with: the group's today, or the first day that makes sense. */
  opens: (member: GroupMember, list: MemberList) => Record<string, string>;
  required: readonly string[];
  write: (portal: Portal, list: MemberList, row: string, values: Values) => Promise<GroupMember>;
}

const later = (a: string, b = ''): string => (b > a ? b : a);

export const changes: Record<Action, Change> = {
  hold: {
    opens: (_member, { day }) => ({ from: day, until: '' }),
    required: ['from'],
    write: (portal, list, row, { from = '', until }) => portal.holdMember(list, row, { from, ...(until && { until }) }),
  },
  resume: {
    opens: ({ hold }, { day }) => ({ on: later(day, hold?.from) }),
    required: ['on'],
    write: (portal, list, row, { on = '' }) => portal.resumeMember(list, row, { on }),
  },
  end: {
    opens: ({ start }, { day }) => ({ on: later(day, start) }),
    required: ['on'],
    write: (portal, list, row, { on = '' }) => portal.endMember(list, row, { on }),
  },
  move: {
    opens: ({ start }, { day, others }) => ({ group: others[0]?.key ?? '', start: later(day, start) }),
    required: ['group', 'start'],
    write: (portal, list, row, { group = '', start = '' }) => portal.moveMember(list, row, { group, start }),
  },
};

/** The words, and days as they are said. */
export interface Saying {
  words: MembersWords;
  days: Days;
}

/** "Last day 24 Nov" */
export function wantedWords(action: Action, values: Values, { others }: MemberList, { words, days }: Saying): string {
  const group = others.find(({ key }) => key === values['group'])?.name ?? '';
  return words.wanted[action](values, days, group);
}

export function menuPart(
  member: GroupMember,
  list: MemberList,
  { words, choose }: { words: MembersWords; choose: (action: Action) => void },
): TemplateResult {
  return html`<div class="panel menu" id="row-panel" role="group" aria-label=${words.actionsFor(member.name)}>
    ${actionsOf(member, list).map(
      (action) => html`<button type="button" @click=${() => choose(action)}>${words.action[action]}</button>`,
    )}
  </div>`;
}

export interface Filling {
  action: Action;
  form: Form;
  member: GroupMember;
  list: MemberList;
}

export interface Acts {
  type: (name: string) => (control: Control) => void;
  save: () => void;
  close: () => void;
}

export function formPart({ action, form, member, list }: Filling, acts: Acts): TemplateResult {
  const { words } = form;
  const hints: Record<string, string> = { 'hold-until': words.untilHint, 'end-on': words.endHint };
  const labels: Values = words.field[action];
  return html`<form
    class="panel"
    id="row-panel"
    novalidate
    aria-label=${words.actionOn(words.action[action], member.name)}
    @submit=${sending(form, acts.save)}
  >
    <div class="fields">
      ${Object.entries(labels).map(([name, label]) => {
        const hint = hints[`${action}-${name}`];
        return fieldPart(form, name, {
          label,
          ...(hint !== undefined && { hint }),
          ...(name === 'group' && { options: list.others.map((group) => [group.key, group.name] as const) }),
          change: acts.type(name),
        });
      })}
    </div>
    ${faultPart(form)} ${buttonsPart(form, { label: words.save[action], close: acts.close })}
  </form>`;
}

/** What is there now beside what was wanted: a person decides, and nothing is lost until then. */
export function conflictPart({ action, form, member, list }: Filling, days: Days, acts: Acts): TemplateResult {
  const { words } = form;
  const now = `${words.place[member.place]}, ${words.when(member, days)}`;
  return html`<form
    class="panel"
    id="row-panel"
    novalidate
    aria-labelledby="row-conflict"
    @submit=${sending(form, acts.save)}
  >
    <div class="row">
      ${glyph('followup', 'c-heed')}
      <h4 class="grow" id="row-conflict" tabindex="-1">${words.meanwhile}</h4>
    </div>
    <dl>
      <div>
        <dt class="small quiet">${words.now}</dt>
        <dd>${now}</dd>
      </div>
      <div>
        <dt class="small quiet">${words.youWanted}</dt>
        <dd>${wantedWords(action, form.values, list, { words, days })}</dd>
      </div>
    </dl>
    ${faultPart(form)} ${buttonsPart(form, { label: words.anyway, close: acts.close, closing: words.leave })}
  </form>`;
}
