/** Reads the extensions of an agreement, the same in R4 and R5: exception, end, interpreter, a time that nobody knows. @module */
import type { Extension, QuestionnaireResponse } from 'fhir/r4.js';
import { extension } from '../codes.ts';
import { extensionOf } from './shared.ts';

type Extended = { extension?: Extension[] | undefined };

const partOf = (parts: readonly Extension[] | undefined, url: string) => parts?.find((e) => e.url === url);

export function interpreterFrom(response: Extended | undefined): unknown {
  const found = response && extensionOf(response, extension.interpreter)?.extension;
  return found && { id: partOf(found, 'id')?.valueIdentifier?.value, way: partOf(found, 'way')?.valueCode };
}

/** When it was signed; else when it was entered, and that the other is unknown. */
export function signedFrom(response: QuestionnaireResponse | undefined): { signed?: unknown; signedUnknown?: true } {
  const { authored: signed, _authored: beside = {} } = response ?? {};
  const entered = signed === undefined ? extensionOf(beside, extension.entered) : undefined;
  return entered ? { signed: entered.valueDateTime, signedUnknown: true } : { signed };
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
