/** `<group-preparation>` on a page, with a small synthetic pack, and somebody who reads it. @module */
import axe from 'axe-core';
import { html, render } from 'lit';
import { expect } from 'vitest';
import { page } from 'vitest/browser';
import type { MemberDocument } from '../../../src/content/document.ts';
import type { Portal } from '../../../src/portal-types.ts';
import type { OpenDecisions, OpenedPreparation } from '../../../src/preparation-types.ts';
import '../../../widgets/preparation/define.ts';
import type { GroupPreparation } from '../../../widgets/preparation/group-preparation.ts';
import { fakePortal, tuesday } from '../../support/fake-portal.ts';

const section = (id: string, title: string, text: string) => ({
  id,
  title,
  clauses: [{ id: `${id}-text`, text, short: title.toLowerCase(), kind: 'information' as const }],
});

/** Three cards. */
export const pack: MemberDocument = {
  url: 'https://clinic.example/pack-en',
  version: '1',
  language: 'en',
  title: 'What to expect',
  intro: 'This says what group is like.',
  effective: '2026-01-01',
  change: 'material',
  rules: [
    section('helps', 'Does group help?', 'For most people it can help.'),
    section('works', 'How group works', 'You say as much as you like.'),
    section('fears', 'Things people fear', 'Most people feel like this.'),
  ],
  clauses: [],
  statements: { sign: 'I read this.', electronic: 'Here.', help: 'If you need help now, call 988.' },
  review: 'original',
};
export const spanish: MemberDocument = {
  ...pack,
  url: 'https://clinic.example/pack-es',
  language: 'es',
  title: 'Qué esperar',
};

export const opened = (more: Partial<OpenedPreparation> = {}): OpenedPreparation => ({
  id: '00000000-0000-4000-8000-000000000001',
  group: tuesday,
  pack,
  languages: [
    { language: 'en', version: '1', review: 'original' },
    { language: 'es', version: '1', review: { name: 'R', role: 'translator', date: '2026-01-01' } },
    { language: 'fr', version: '1', review: 'draft' },
  ],
  marks: {},
  ...more,
});

/** A rule with a no and a talk, a section and questions to talk about, a session before signing. */
export const decisions = (more: Partial<OpenDecisions> = {}): OpenDecisions => ({
  group: tuesday,
  name: 'Sam',
  documents: [
    {
      key: 'document-0',
      document: 'rules',
      language: 'en',
      signed: '2026-11-24T23:00:00Z',
      clauses: [
        { clause: 'sober', short: 'alcohol and drugs', text: 'Please do not come after drinking.', answer: 'talk' },
        { clause: 'report', short: 'reporting contact', text: 'If it happens, bring it up.', answer: 'no' },
      ],
      decisions: ['exception', 'sign-again', 'not-this-group'],
    },
    {
      key: 'document-1',
      document: 'preparation',
      language: 'en',
      signed: '2026-11-24T23:00:00Z',
      clauses: [{ clause: 'questions', answer: 'talk' }],
      decisions: [],
    },
  ],
  sessions: [{ key: 'session-0', start: '2026-11-17T23:00:00Z' }],
  ...more,
});

const saved = () => Promise.resolve();
export const preparationPortal = (methods: Partial<Portal> = {}) =>
  fakePortal({
    openPreparation: () => Promise.resolve(opened()),
    savePreparation: saved,
    saveContact: saved,
    saveDisplayName: () => Promise.resolve({}),
    openDecisions: () => Promise.resolve(decisions()),
    addNote: saved,
    decide: saved,
    ...methods,
  });

export function mount(
  portal: Portal | undefined,
  mode: GroupPreparation['mode'] = 'member',
  lang = 'en',
): GroupPreparation {
  render(
    html`<main lang=${lang}>
      <h1>Page</h1>
      <group-preparation group="tuesday" mode=${mode} .portal=${portal}></group-preparation>
    </main>`,
    document.body,
  );
  const element = document.querySelector('group-preparation');
  if (!element) throw new Error('not drawn');
  return element;
}

export const button = (name: string) => page.getByRole('button', { name, exact: true });
export const heading = async (name: string) => {
  await expect.element(page.getByRole('heading', { name, exact: true })).toBeVisible();
};
export const focused = (element: GroupPreparation) =>
  (element.shadowRoot?.activeElement as HTMLElement | null)?.innerText?.trim() ?? '';
export async function accessible(): Promise<void> {
  const { violations } = await axe.run(document.body);
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
}
