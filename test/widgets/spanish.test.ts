/** Every tag on a page in Spanish: what it says is Spanish, accessible, and fits 320 px. */
import axe from 'axe-core';
import { html, nothing, render, type TemplateResult } from 'lit';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { GroupPicture } from '../../src/picture-types.ts';
import type { Portal } from '../../src/portal-types.ts';
import '../../widgets/agreement/define.ts';
import '../../widgets/attendance/define.ts';
import '../../widgets/members/define.ts';
import '../../widgets/picture/define.ts';
import '../../widgets/preparation/define.ts';
import '../../widgets/readiness/define.ts';
import '../../widgets/roster/define.ts';
import '../../widgets/signed/define.ts';
import { fakePortal, tuesday } from '../support/fake-portal.ts';
import { at, sheet, start } from './pages/attendance-sheets.ts';
import { bookPortal } from './pages/members-page.ts';
import { decisions, opened, preparationPortal } from './pages/preparation-page.ts';
import { attending, prepared, states, weekly } from './pages/readiness-states.ts';
import { leaderStates } from './pages/roster-leader-states.ts';
import { states as intakeStates } from './pages/roster-states.ts';
import { states as signedStates } from './pages/signed-states.ts';
import { portalWith } from './agreement-page.ts';

const language = document.documentElement.lang;
beforeAll(async () => {
  document.documentElement.lang = 'es';
  await page.viewport(320, 800);
});
afterEach(() => render(nothing, document.body));
afterAll(async () => {
  document.documentElement.lang = language;
  await page.viewport(414, 896);
});

const refused = () => Promise.reject(new PortalError('not-allowed', ''));
const readiness = (portal: Portal | undefined) =>
  html`<group-readiness group="tuesday" .portal=${portal}></group-readiness>`;
const attendance = (openSheet: Portal['openSheet'], from = start) =>
  html`<group-attendance
    group="tuesday"
    start=${from}
    .portal=${fakePortal({ openSheet, sessions: () => Promise.resolve([]) })}
  ></group-attendance>`;
const intake = (intakeList: Portal['intakeList']) =>
  html`<group-roster .portal=${fakePortal({ intakeList })}></group-roster>`;
const leader = (roster: Portal['roster']) =>
  html`<group-roster
    mode="leader"
    group="tuesday"
    .portal=${fakePortal({ roster, patientOfRow: (_list, row) => row.replace('row-', 'Patient/') })}
  ></group-roster>`;
const members = (portal: Portal) => html`<group-members group="tuesday" .portal=${portal}></group-members>`;
const picture = (answer: () => Promise<GroupPicture>) =>
  html`<group-picture group="tuesday" .portal=${fakePortal({ picture: answer })}></group-picture>`;
const preparation = (mode: string, portal: Portal) =>
  html`<group-preparation mode=${mode} group="tuesday" .portal=${portal}></group-preparation>`;
const agreement = (portal: Portal | undefined) =>
  html`<group-agreement group="tuesday" .portal=${portal}></group-agreement>`;

const grid: GroupPicture = {
  group: tuesday,
  asOf: '2026-11-25T10:00:00-05:00',
  sessions: weekly('PPPPPPPPPPPP').map(({ start: from }) => ({ start: from, here: 2, listed: 3 })),
  rows: [{ name: 'Alex', outcomes: weekly('PPLNAXPPQPPM').map(({ outcome }) => outcome) }],
};
const recorded = sheet(undefined, {
  Alex: { recorded: { outcome: 'present', at } },
  Max: { recorded: { outcome: 'absent-without-notice', at } },
  Sam: { told: { at: '2026-11-24T17:57:00-05:00', channel: 'phone' } },
});

/** What is pressed, by its Spanish name, once it is there. */
const pressing =
  (...names: string[]) =>
  async (): Promise<void> => {
    for (const name of names) await page.getByRole('button', { name }).first().click();
  };

/** A tag in a state, a piece of what it says, and what is pressed first. */
const said: Record<string, [template: () => TemplateResult, text: string, before?: () => Promise<void>]> = {
  'readiness, steps left': [() => readiness(answering('steps left')), 'Faltan 2 pasos'],
  'readiness, follow up': [() => readiness(answering('follow up')), '2 ausencias seguidas, sin aviso'],
  'readiness, complete': [() => readiness(answering('complete')), 'Preparación completa'],
  'readiness, unknown': [() => readiness(answering('unknown')), 'Aquí no se adivina nada'],
  'readiness, a part unread': [() => readiness(answering('attendance unread')), 'no se puede saber en este momento'],
  'readiness, every outcome': [
    () => readiness(fakePortal({ readiness: () => Promise.resolve(prepared(attending('PLUNAQTXHM'))) })),
    'Qué quieren decir las marcas',
  ],
  'readiness, refused': [() => readiness(fakePortal({ readiness: refused })), 'Su cuenta no puede hacer esto.'],
  'readiness, not connected': [() => readiness(undefined), 'no está conectada con el expediente'],
  'attendance, a sheet': [() => attendance(() => Promise.resolve(recorded)), 'Martes, 24 de noviembre, de 6:00'],
  'attendance, everyone': [
    () => attendance(() => Promise.resolve(sheet())),
    'Guardar en 8 expedientes',
    pressing('Vinieron todos', 'Horas reales'),
  ],
  'attendance, refused': [() => attendance(refused), 'La lista no se abrió'],
  'attendance, no session': [() => attendance(refused, ''), 'Elija una sesión'],
  'roster, intake': [() => intake(() => Promise.resolve(intakeStates['usual'] as never)), 'Para firmar · hoy'],
  'roster, nobody told': [
    () => intake(() => Promise.resolve(intakeStates['all groups unread'] as never)),
    'No se puede saber en este momento',
  ],
  'roster, leader': [() => leader(() => Promise.resolve(leaderStates['usual'] as never)), 'en la lista'],
  'roster, a name opened': [
    () => leader(() => Promise.resolve(leaderStates['usual'] as never)),
    '¿Cómo llegó el aviso?',
    pressing('Sam', 'Avisó que no puede venir', 'Guardar'),
  ],
  'roster, hidden': [
    () => leader(() => Promise.resolve(leaderStates['usual'] as never)),
    'La lista está oculta.',
    pressing('Ocultar'),
  ],
  'roster, refused': [() => leader(refused), 'La lista no se abrió.'],
  'members, the lists': [() => members(bookPortal()), 'Miembros ahora · 4'],
  'members, adding': [
    () => members(bookPortal()),
    'Escriba el número de expediente.',
    pressing('Agregar un miembro', 'Buscar'),
  ],
  'members, a change': [
    () => members(bookPortal()),
    'Deje vacío mientras no se sepa.',
    pressing('Cambiar Alex', 'Poner en pausa'),
  ],
  'members, sessions': [() => members(bookPortal()), 'Primer día sin sesiones', pressing('Cancelar varias')],
  'members, refused': [() => members(bookPortal({ members: refused })), 'La lista de miembros no se abrió'],
  'picture, the grid': [() => picture(() => Promise.resolve(grid)), 'Las últimas 12 sesiones'],
  'picture, refused': [() => picture(refused), 'No se puede saber en este momento'],
  'preparation by staff, the choice': [
    () => preparation('staff', preparationPortal({ openPreparation: () => Promise.resolve(opened()) })),
    '¿Cómo se da la introducción?',
  ],
  'preparation by staff, on paper': [
    () => preparation('staff', preparationPortal({ openPreparation: () => Promise.resolve(opened()) })),
    'Cuenta como dada cuando se leyó todo.',
    pressing('La lee en papel', 'Anotarlo'),
  ],
  'preparation, the leader': [
    () =>
      preparation(
        'leader',
        preparationPortal({ openDecisions: () => Promise.resolve(decisions({ worries: ['judged'] })) }),
      ),
    'Temas buenos para el comienzo',
  ],
  'signed, in force': [
    () =>
      html`<group-signed
        group="tuesday"
        .portal=${fakePortal({ signings: () => Promise.resolve(Object.values(signedStates)[0] as never) })}
      ></group-signed>`,
    'Documentos firmados',
  ],
  'signed, not connected': [() => html`<group-signed group="tuesday"></group-signed>`, 'no está conectada'],
  'agreement, the desk': [() => agreement(portalWith()), '¿Quién firma?'],
  'agreement, refused': [() => agreement(portalWith({ openSigning: refused })), 'Su cuenta no puede hacer esto.'],
  'agreement, not connected': [() => agreement(undefined), 'no está conectada con el registro'],
};

function answering(name: keyof typeof states): Portal {
  return fakePortal({ readiness: () => Promise.resolve(states[name]) });
}

/** All that is read or heard of an element, but for what stands in another language and says so. */
function read(root: ParentNode): string[] {
  const names = [...root.querySelectorAll<HTMLElement>('[aria-label], [title]')].flatMap((one) => [
    one.getAttribute('aria-label') ?? '',
    one.title,
  ]);
  const texts: string[] = [];
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const own = node.parentElement?.closest('[lang]')?.getAttribute('lang') ?? 'es';
    if (/^es\b/.test(own) && node.parentElement?.tagName !== 'STYLE') texts.push(node.textContent ?? '');
  }
  return [...names, ...texts].map((text) => text.replaceAll(/\s+/g, ' ').trim()).filter(Boolean);
}

/** Words English can't do without and Spanish does not have; names of groups and phrases of documents are data. */
const english =
  /\b(the|is|are|was|were|not|this|that|what|who|how|when|did|can’t|told|they|them|their|with|from|until|here|late|away|read|saved|save|saving|choose|open|opened|sessions?|members?|today|yet|agreement|consent|signed|sign|record(ed)?|loading|try|back|close)\b/i;
const data =
  /Tuesday group|Thursday evening group|contact outside group|coming on time|reporting contact|Does group help\?|How group works|Things people fear/gi;

test.each(Object.entries(said))(
  '%s: Spanish only, accessible, and within 320 px',
  async (_name, [template, text, before]) => {
    render(
      html`<main>
        <h1>Grupo</h1>
        ${template()}
      </main>`,
      document.body,
    );
    await before?.();
    const element = document.querySelector<HTMLElement>('main > :not(h1)');
    const shadow = element?.shadowRoot;
    if (!element || !shadow) throw new Error('not drawn');
    const all = () => read(shadow).join(' | ');
    await expect.poll(all).toContain(text);
    expect(read(shadow).filter((one) => english.test(one.replaceAll(data, '')))).toEqual([]);
    expect(shadow.querySelector('[part=card], [part=members]')?.getAttribute('lang')).toMatch(/^es/);
    const { violations } = await axe.run(document.body);
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320);
    const cut = [...shadow.querySelectorAll('button')].filter((one) => one.scrollWidth > one.clientWidth);
    expect(cut.map((one) => one.textContent.trim())).toEqual([]);
  },
);
