/** Extensions of an agreement, the same in R4 and R5: what it covers, who may sign, exception, end, interpreter. @module */
import type { Element, Extension, Period, QuestionnaireResponse } from 'fhir/r4.js';
import { extension, sid } from '../codes.ts';
import type { Agreement } from '../records/agreement.ts';
import { episodeExtension, extensionOf } from './shared.ts';

type Extended = { extension?: Extension[] | undefined };

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

const partOf = (parts: readonly Extension[] | undefined, url: string) => parts?.find((e) => e.url === url);

export function interpreterFrom(response: Extended | undefined): unknown {
  const found = response && extensionOf(response, extension.interpreter)?.extension;
  return found && { id: partOf(found, 'id')?.valueIdentifier?.value, way: partOf(found, 'way')?.valueCode };
}

/** In the place of the time signed, where nobody knows it: said so, with when the paper was entered. */
export const undated = (entered: string): Element => ({
  extension: [
    { url: extension.absentReason, valueCode: 'unknown' },
    { url: extension.entered, valueDateTime: entered },
  ],
});

/** When it was signed; else when it was entered, and that the other is unknown. */
export function signedFrom(response: QuestionnaireResponse | undefined): { signed?: unknown; signedUnknown?: true } {
  const entered = response?._authored && extensionOf(response._authored, extension.entered);
  return response?.authored === undefined && entered
    ? { signed: entered.valueDateTime, signedUnknown: true }
    : { signed: response?.authored };
}

export function exceptionFrom(consent: Extended): unknown {
  const found = extensionOf(consent, extension.exception)?.extension;
  return (
    found && {
      clauses: found.filter((e) => e.url === 'clause').map((e) => e.valueCode),
      decidedOn: found.find((e) => e.url === 'decidedOn')?.valueDateTime,
      decidedBy: found.find((e) => e.url === 'decidedBy')?.valueReference?.reference,
    }
  );
}

export function endedFrom(consent: Extended): unknown {
  const found = extensionOf(consent, extension.consentEnded)?.extension;
  return (
    found && {
      when: found.find((e) => e.url === 'when')?.valueDateTime,
      why: found.find((e) => e.url === 'why')?.valueCode,
    }
  );
}
