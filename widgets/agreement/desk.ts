/** Before the member has it: who signs, how that is known, in which language, and how. One page, nothing typed. @module */
import { html, nothing, type TemplateResult } from 'lit';
import type { DocumentLanguage, SignerBasis } from '../../src/signing-types.ts';
import { fullDay, shortDay } from '../strings/common.ts';
import type { Desk, Start } from './desk-state.ts';
import type { Screen } from './host.ts';
import { interpreterPart } from './interpreter.ts';
import { field, radios, versionOf } from './pieces.ts';

const entries = <K extends string>(words: Record<K, string>) => Object.entries(words) as [K, string][];

/** `canSend`: the host gives links for other devices. */
export function deskScreen(state: Desk, screen: Screen, canSend: boolean): TemplateResult {
  const { acts, staff, words } = screen;
  const { form, missing, sending } = state;
  const documents = [form.documents.rules, form.documents.participation];
  const starts = (['screen', 'device', 'spoken', 'paper'] as const).filter((how) => how !== 'device' || canSend);
  const draft = documents.some(({ review }) => review === null);
  return html`<div class="staff">
    <p class="eyebrow">${staff.forGroup(form.group.name)}</p>
    <h2 class="lead" id="heading" tabindex="-1"><bdi>${form.memberName}</bdi></h2>
    ${unfinished(state, screen)} ${who(state, screen)}
    ${field('identity', staff.known, missing.includes('identity') ? staff.identityMissing : '', [
      radios('identity', entries(staff.identity), state.identity, (identity) => acts.set({ identity })),
    ])}
    ${languages(state, screen)} ${interpreterPart(state, acts, staff)}
    ${
      form.programme
        ? field('covers', staff.covers, '', [
            radios('covers', entries(staff.coverage), state.programme ? 'programme' : 'group', (chosen) =>
              acts.set({ programme: chosen === 'programme' }),
            ),
          ])
        : nothing
    }
    ${draft ? html`<p class="note">${staff.draft}</p>` : nothing}
    ${documents.some(({ template }) => template) ? html`<p class="note">${staff.template}</p>` : nothing}
    <section class="ways" aria-labelledby="how">
      <h3 id="how">${staff.how}</h3>
      <p class="quiet">${staff.howHint}</p>
      <div class="equal">${draft ? nothing : starts.map((how) => startButton(how, state, screen))}</div>
      ${sending?.code ? html`<p class="note fault" role="alert">${words.failure[sending.code]}</p>` : nothing}
    </section>
    <ul>
      ${documents.map((document) => html`<li>${versionOf(document, words)}</li>`)}
    </ul>
  </div>`;
}

const startButton = (how: Start, { sending }: Desk, { acts, staff }: Screen) => {
  const busy = how === 'device' && sending !== undefined && sending.code === undefined;
  return html`<button
    type="button"
    class="soft"
    part="action"
    aria-disabled=${busy ? 'true' : nothing}
    @click=${() => acts.start(how)}
  >
    ${busy ? staff.starting : staff.start[how]}
  </button>`;
};

/** Prompts from the birth date and never decides. */
function who(state: Desk, { acts, staff }: Screen): TemplateResult {
  const { form, signer, basis, missing, person } = state;
  const hint = staff.age[form.age];
  const people = [
    ...form.representatives.map(({ reference, name }) => [reference, name] as const),
    ['', staff.personOther] as const,
  ];
  return html`${field('signer', staff.who, missing.includes('signer') ? staff.whoMissing : '', [
    hint ? html`<p class="quiet">${hint}</p>` : nothing,
    radios('signer', entries(staff.signers), signer, (chosen) => acts.set({ signer: chosen })),
  ])}
  ${
    signer === 'representative'
      ? html`<div class="inset">
          ${field('basis', staff.basis, missing.includes('basis') ? staff.basisMissing : '', [
            radios('basis', entries<SignerBasis>(staff.bases), basis, (chosen) => acts.set({ basis: chosen })),
          ])}
          ${
            form.representatives.length > 0
              ? field(
                  'person',
                  staff.person,
                  missing.includes('person') ? (person === undefined ? staff.personNone : staff.personMissing) : '',
                  [radios('person', people, person, (chosen) => acts.set({ person: chosen }))],
                )
              : missing.includes('person')
                ? html`<p class="missing" id="missing-person" tabindex="-1">${staff.personMissing}</p>`
                : nothing
          }
        </div>`
      : nothing
  }`;
}

/** Yesterday's answers, from whatever device. */
function unfinished(state: Desk, { acts, staff }: Screen): TemplateResult | typeof nothing {
  const { draft, group, patient } = state.form;
  const { signer, person } = state;
  const isAnothers = signer && draft && draft.source !== (signer === 'representative' ? person || undefined : patient);
  if (!draft || isAnothers) return nothing;
  const when = shortDay(draft.saved, group.timeZone, staff.locale);
  return field('draft', staff.unfinished(when), '', [
    radios('draft', entries(staff.drafts), state.anew ? 'anew' : 'on', (chosen) =>
      acts.set({ anew: chosen === 'anew' }),
    ),
  ]);
}

/** Every language the group has, with who reviewed it; a draft is told, and can't be chosen. */
function languages({ form }: Desk, { acts, staff, words }: Screen): TemplateResult | typeof nothing {
  const need = form.need?.language;
  const told = need === undefined ? nothing : html`<p class="quiet">${staff.needs(nameOf(need, words.language))}</p>`;
  if (form.languages.length < 2) return need === undefined ? nothing : html`${told}`;
  const usable = form.languages.filter(({ review }) => review !== 'draft');
  const drafts = form.languages.filter(({ review }) => review === 'draft');
  const reviewed = ({ review }: DocumentLanguage) =>
    typeof review === 'object' ? staff.reviewedBy(review.name, fullDay(review.date, staff.locale)) : staff.original;
  return field('language', staff.language, '', [
    told,
    radios(
      'language',
      usable.map((one) => [one.language, `${nameOf(one.language, words.language)}, ${reviewed(one)}`] as const),
      form.documents.rules.language,
      acts.language,
    ),
    drafts.map((one) => html`<p class="quiet">${nameOf(one.language, words.language)}: ${staff.draftLanguage}</p>`),
  ]);
}

/** "Spanish", in the words of the reader. */
function nameOf(language: string, reader: string): string {
  try {
    return new Intl.DisplayNames([reader], { type: 'language' }).of(language) ?? language;
  } catch {
    return language;
  }
}
