/** What random records are made of: ids, moments, texts that people really have. @module */
import fc from 'fast-check';
import { sid } from '../../fhir-mappings/codes.ts';

/** Emoji with joiners, right-to-left, combining marks, and the characters that separators are made of. */
export const name = fc.oneof(
  fc.constantFrom(
    'Zoë',
    '👩🏽‍🦱 Kim',
    'שרה לוי',
    'محمد',
    'e\u0301\u0323',
    'A "B" | C',
    '\u202Eabc\u202C',
    '李小龙',
    'O’Neil, <b>&',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
);
export const id = fc.stringMatching(/^[A-Za-z0-9\-.]{1,64}$/);
export const ref = (...types: string[]) =>
  fc.tuple(fc.constantFrom(...types), id).map(([type, value]) => `${type}/${value}`);
export const uuid = fc.uuid();
export const code = fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/);
export const staff = ref('Practitioner', 'PractitionerRole');
export const patient = ref('Patient');
export const episode = ref('EpisodeOfCare');
export const organization = ref('Organization');
export const response = ref('QuestionnaireResponse');
export const signer = ref('Patient', 'RelatedPerson');
export const hash = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((b) => `ni:///sha-256;${Buffer.from(b).toString('base64url')}`);
export const base64 = fc.uint8Array({ minLength: 1, maxLength: 30 }).map((b) => Buffer.from(b).toString('base64'));
export const identity = (kind: 'membership' | 'seat' | 'attendance' | 'encounter') =>
  fc.oneof(
    fc.record({ system: code.map((key) => sid.keyed(kind, key)), value: name }),
    fc.record({ system: fc.constant(sid.void), value: name }),
  );
export const document = fc.record({
  url: code.map((c) => `https://clinic.example/Questionnaire/${c}`),
  version: fc.stringMatching(/^[A-Za-z0-9.-]{1,12}$/),
});
export const offsets = ['Z', '-05:00', '+14:00', '+05:45', '-03:30'];
export const moment = fc.date({ min: new Date('1971-01-01'), max: new Date('2190-01-01'), noInvalidDate: true });
export const instant = fc
  .tuple(moment, fc.constantFrom(...offsets), fc.boolean())
  .map(([at, offset, fraction]) => at.toISOString().slice(0, fraction ? 23 : 19) + offset);
export const day = moment.map((at) => at.toISOString().slice(0, 10));
/** Start and end of a span, in order. */
export const days = fc.tuple(day, day).map((two) => {
  const [start = '', end = ''] = two.toSorted();
  return { start, end };
});
export const instants = fc
  .tuple(moment, fc.integer({ min: 1, max: 1e6 }), fc.constantFrom(...offsets))
  .map(([at, minutes, offset]) => {
    const text = (time: number) => new Date(time).toISOString().slice(0, 19) + offset;
    return { start: text(at.getTime()), end: text(at.getTime() + minutes * 60_000) };
  });

/** Each key of `more` there or not: an optional fact is absent, never undefined. */
export function some<T extends object, U extends object>(
  required: { [K in keyof T]: fc.Arbitrary<T[K]> },
  more: { [K in keyof U]: fc.Arbitrary<U[K]> },
): fc.Arbitrary<T & Partial<U>> {
  return fc
    .tuple(fc.record(required), fc.record(more, { requiredKeys: [] }))
    .map(([a, b]) => ({ ...a, ...b }) as T & Partial<U>);
}

export const interpreter = fc.record({
  id: fc.stringMatching(/^[A-Za-z0-9-]{1,40}$/),
  way: fc.constantFrom('in-person' as const, 'video' as const, 'phone' as const),
});
export const mode = fc.constantFrom('screen' as const, 'paper' as const, 'spoken' as const);
