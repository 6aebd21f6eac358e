/** A short form for the tests of the signing form: two rules, a clause for video, the consent. Words: domain.md 5.2. @module */
import type { MemberDocument } from '../../src/content/document.ts';
import type { SigningForm } from '../../src/portal-types.ts';
import { tuesday } from '../support/fake-portal.ts';

const statements = {
  sign: 'I read this, or someone read it to me. I agree to each rule I marked yes.',
  electronic: 'I agree to sign on this screen. I know I can use paper if I want.',
  help: 'You can stop and come back. You can ask a person. If you need help now, call or text 988.',
};
const published = {
  version: '2026.1',
  language: 'en',
  effective: '2026-01-01',
  change: 'material',
  review: 'original',
} as const;

export const rules: MemberDocument = {
  ...published,
  url: 'https://clinic.example/rules',
  title: 'Group rules',
  intro: 'This form says what we ask of everyone in group. Take your time.',
  rules: [
    {
      id: 'confidentiality',
      title: 'Privacy',
      clauses: [
        {
          id: 'private',
          short: 'keep what you hear private',
          kind: 'choice',
          text: 'Keep what you hear in group private. Please do not share names.',
        },
        {
          id: 'limits',
          short: 'what leaders keep private',
          kind: 'information',
          text: 'Leaders keep what you say private too. Sometimes the law says we must tell someone.',
        },
      ],
    },
    {
      id: 'outside-contact',
      title: 'Contact outside group',
      clauses: [
        {
          id: 'avoid',
          short: 'contact outside group',
          kind: 'choice',
          text: 'We ask members not to meet outside of group. Group is a place for treatment.',
        },
      ],
    },
  ],
  clauses: [
    { id: 'pace', short: 'your own pace', kind: 'information', text: 'You decide how much to share and when.' },
    {
      id: 'video',
      short: 'a private place',
      kind: 'choice',
      video: true,
      text: 'Join from a private place. Use headphones if you can.',
    },
  ],
  statements,
};

export const participation: MemberDocument = {
  ...published,
  url: 'https://clinic.example/participation',
  title: 'Taking part in group',
  intro: 'This part is about taking part in group. You answer it once.',
  rules: [],
  clauses: [
    {
      id: 'feelings',
      short: 'what group can bring up',
      kind: 'information',
      text: 'Group can help. It can also bring up hard feelings.',
    },
    { id: 'stopping', short: 'stopping', kind: 'information', text: 'I can stop at any time.' },
    {
      id: 'take-part',
      short: 'take part in this group',
      kind: 'choice',
      text: 'I would like to take part in this group. I could ask questions first.',
    },
  ],
  statements: { ...statements, sign: 'I read this, or someone read it to me.' },
  template: true,
};

/** A form as the portal opens it; each call is a new signing. */
export function signingForm(changes: Partial<SigningForm> = {}): SigningForm {
  return {
    signing: crypto.randomUUID(),
    group: tuesday,
    opened: '2026-11-20T14:00:00-05:00',
    patient: 'Patient/p1',
    memberName: 'Synthetic Rivera-Test',
    documents: { rules, participation },
    video: false,
    languages: [{ language: 'en', version: '2026.1', review: 'original' }],
    versions: ['2026.1'],
    age: 'adult',
    memberCode: 'K7Q-4QM',
    introduced: true,
    displayName: 'Sam',
    contact: { way: 'phone', message: true },
    representatives: [],
    programme: false,
    alsoIn: [],
    ...changes,
  };
}
