/** Every screen of `<group-agreement>`, each reached by its session: for looking at them and measuring them. @module */
import type { SigningForm, SigningSetup } from '../../../src/signing-types.ts';
import { desk } from '../../../widgets/agreement/desk-state.ts';
import { onPaper } from '../../../widgets/agreement/paper-flow.ts';
import { filling, type Filling, type Session } from '../../../widgets/agreement/session.ts';
import type { Step } from '../../../widgets/agreement/steps.ts';
import { tuesday } from '../../support/fake-portal.ts';
import { signingForm } from '../agreement-form.ts';

/** Who sees it: targets are larger for the member. */
export interface Shown {
  session: Session;
  of: 'staff' | 'member';
}

const setup: SigningSetup = { signer: { as: 'member' }, identityCheck: 'two-identifiers', mode: 'screen' };
const answers = { private: 'yes', limits: 'read', avoid: 'talk', pace: 'read' } as const;

/** By name, in the order in which they come. */
export function screens(changes: Partial<SigningForm> = {}): Record<string, Shown> {
  const form = signingForm({
    languages: [
      { language: 'en', version: '2026.1', review: 'original' },
      { language: 'es', version: '2026.1', review: { name: 'L. Santos-Test', role: 'translator', date: '2025-12-15' } },
      { language: 'fr', version: '2026.1', review: 'draft' },
    ],
    ...changes,
  });
  const minor: SigningForm = {
    ...form,
    age: 'minor',
    programme: true,
    need: { language: 'es', interpreter: true },
    representatives: [{ reference: 'RelatedPerson/m', name: 'Synthetic Mother-Test' }],
    draft: { saved: '2026-11-19T20:00:00-05:00', revision: '1', language: 'en', version: '2026.1', answers: {} },
  };
  const byParent: SigningSetup = { ...setup, signer: { as: 'representative', basis: 'parent' } };
  const at = (kind: Step['kind'], more: Partial<Filling> = {}, of = form, how = setup): Shown => {
    const begun = filling(of, how, { place: how.mode === 'spoken' ? 'staff' : 'here', answers });
    const walk = {
      ...begun.walk,
      at: begun.steps.findIndex((one) => one.kind === kind),
      answers: { rules: answers, participation: { 'take-part': 'yes' as const } },
    };
    return { of: 'member', session: { ...begun, walk, ...more } };
  };
  const step = (index: number, more: Partial<Filling['walk']> = {}): Shown => {
    const { session } = at('intro');
    const { walk } = session as Filling;
    return { of: 'member', session: { ...(session as Filling), walk: { ...walk, at: index, ...more } } };
  };
  const result = { rules: 'proposed', participation: 'active' } as const;
  const over = { form, setup, place: 'here', result, talk: ['contact outside group'], answers } as const;
  const friday = { ...tuesday, key: 'friday', name: 'Friday group' };
  const also: SigningForm = { ...form, alsoIn: [friday] };
  const input = {
    ...setup,
    answers: { rules: {}, participation: {} },
    name: 'Sam R.',
    mark: { by: 'typing' },
  } as const;
  const spoken: SigningSetup = { ...setup, mode: 'spoken' };
  const paper = onPaper(form, { ...setup, mode: 'paper' });
  const begunPaper = { ...paper.paper, code: 'same' as const, version: '2026.1', tried: true };
  const staff = (session: Session): Shown => ({ session, of: 'staff' });
  return {
    desk: staff(desk(form)),
    'desk, everything': staff(
      desk(minor, {
        signer: 'representative',
        missing: ['basis', 'person', 'identity', 'interpreter', 'way'],
        interpreterId: 'daughter',
      }),
    ),
    'desk, failed': staff(desk(form, { signer: 'member', identity: 'known-to-staff', sending: { code: 'offline' } })),
    away: staff({ stage: 'away', form, setup, link: 'https://clinic.example/sign/7f3a91c05d2e4b68' }),
    intro: at('intro'),
    'intro, changed': at('intro', { changed: true }),
    clause: step(1, { unanswered: 'private', answers: { rules: {}, participation: {} } }),
    'clause, answered': step(3),
    information: step(2),
    consent: at('consent'),
    review: at('review'),
    assent: at('assent', { assent: { answer: 'yes', name: '' }, missing: 'assent-name' }, minor, byParent),
    'assent, sealed': at('assent', { assent: { answer: 'talk', name: '', sealed: true } }, minor, byParent),
    'sign, typing': at('sign', { missing: 'name', electronic: true }),
    'sign, drawing': at('sign', { way: 'drawing', missing: 'mark-small' }),
    'sign, button': at('sign', { way: 'button', electronic: true }),
    'sign, failed': at('sign', { name: 'Sam R.', electronic: true, sent: { input, code: 'timeout', unsure: true } }),
    'sign, spoken': { ...at('sign', {}, form, spoken), of: 'staff' },
    stopping: at('clause', { stopping: { code: 'offline' } }),
    'stopping, unsure': at('sign', { stopping: {}, sent: { input, code: 'timeout', unsure: true } }),
    idle: at('clause', { idle: true }),
    stopped: {
      of: 'member',
      session: { stage: 'stopped', place: 'here', why: 'kept', language: 'en', confirming: 'refused' },
    },
    saved: { of: 'member', session: { ...over, stage: 'saved' } },
    after: staff({ ...over, form: also, sameName: true, stage: 'after', close: { copyGiven: 'printed' } }),
    'paper, print': staff(paper),
    'paper, record': staff({ ...paper, screen: 'record', paper: begunPaper }),
    'not opened': staff({ stage: 'unopened', code: 'unsupported' }),
  };
}
