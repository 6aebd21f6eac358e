/** Writes the extensions of an agreement, the same in R4 and R5: what it covers, who may sign, exception, end, interpreter. @module */
import type { Element, Extension, Period } from 'fhir/r4.js';
import { extension, sid } from '../codes.ts';
import type { Agreement } from '../records/agreement.ts';
import { episodeExtension } from './shared.ts';

/** On the Consent. */
export function consentExtensions(a: Agreement): Extension[] {
  const { exception: x, ended } = a;
  return [
    'programme' in a.covers
      ? {
          url: extension.groupProgramme,
          valueCoding: { system: a.covers.programme.system, code: a.covers.programme.value },
        }
      : episodeExtension(extension.groupMembership, a.covers.membership),
    ...(a.signer.role === 'self' ? [] : [{ url: extension.signerBasis, valueCode: a.signer.role }]),
    ...(x === undefined ? [] : [exceptionExtension(x)]),
    ...(ended === undefined ? [] : [endedExtension(ended)]),
  ];
}

export const exceptionExtension = (x: NonNullable<Agreement['exception']>): Extension => ({
  url: extension.exception,
  extension: [
    ...x.clauses.map((valueCode) => ({ url: 'clause', valueCode })),
    { url: 'decidedOn', valueDateTime: x.decidedOn },
    { url: 'decidedBy', valueReference: { reference: x.decidedBy } },
  ],
});

export const endedExtension = ({ when, why }: NonNullable<Agreement['ended']>): Extension => ({
  url: extension.consentEnded,
  extension: [
    { url: 'when', valueDateTime: when },
    { url: 'why', valueCode: why },
  ],
});

/** A period, ended on that day unless it was over before. */
export const endedPeriod = ({ start, end }: Period, on: string): Period => ({
  ...(start !== undefined && { start }),
  end: end !== undefined && end < on ? end : on,
});

/** On the response: who interpreted, so that no reader needs Provenance for criterion R8. */
export function interpreterExtension({ interpreter }: Agreement): Extension[] {
  if (interpreter === undefined) return [];
  const { id, way } = interpreter;
  const parts = [
    { url: 'id', valueIdentifier: { system: sid.interpreter, value: id } },
    { url: 'way', valueCode: way },
  ];
  return [{ url: extension.interpreter, extension: parts }];
}

/** In the place of the time signed, where nobody knows it: said so, with when the paper was entered. */
export const undated = (entered: string): Element => ({
  extension: [
    { url: extension.absentReason, valueCode: 'unknown' },
    { url: extension.entered, valueDateTime: entered },
  ],
});
