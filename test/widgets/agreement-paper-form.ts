/** A form as the portal opens it for paper, with everything staff need to know. @module */
import type { SigningForm } from '../../src/signing-types.ts';
import { tuesday } from '../support/fake-portal.ts';
import { participation, rules } from './agreement-form.ts';

/** Each call is a new signing. */
export const paperOf = (changes: Partial<SigningForm> = {}): SigningForm => ({
  signing: crypto.randomUUID(),
  group: tuesday,
  opened: '2026-11-20T14:00:00-05:00',
  patient: 'Patient/p1',
  memberName: 'Synthetic Rivera-Test',
  documents: { rules, participation },
  video: false,
  languages: [{ language: 'en', version: '2026.1', review: 'original' }],
  versions: ['2026.1', '2025.2'],
  age: 'adult',
  memberCode: 'K7Q-4QM',
  introduced: true,
  representatives: [],
  programme: false,
  alsoIn: [],
  ...changes,
});
