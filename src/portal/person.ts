/** What readiness needs of resources that aren't ours to write: the Patient, and a visit's Encounter. @module */
import type { Patient } from 'fhir/r4.js';
import { sid } from '../../fhir-mappings/codes.ts';
import {
  extensionOf,
  identifierIn,
  isForeign,
  reading,
  resourceOf,
  type Foreign,
} from '../../fhir-mappings/r4/shared.ts';
import { relative } from '../../fhir-mappings/references.ts';
import type { Need, Person, Visit } from '../readiness/types.ts';

const interpreterRequired = 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired';

/** Birth date and recorded need. Language is never taken from a name or an address (domain.md 4.5). */
export function personFromFhir(value: unknown): Person | Foreign {
  return reading(() => {
    const p = resourceOf(value, 'Patient');
    if (isForeign(p)) return p;
    const { birthDate } = p;
    const need = needOf(p);
    return {
      // a year or a month alone says no birthday
      ...(birthDate !== undefined && /^\d{4}-\d\d-\d\d$/.test(birthDate) && { birthDate }),
      ...(need && { need }),
    };
  });
}

/** The preferred language, else the only one: of several without preference none is a need. */
function needOf(p: Patient): Need | undefined {
  const all = p.communication ?? [];
  const one = all.find((c) => c.preferred === true) ?? (all.length === 1 ? all[0] : undefined);
  const language = one?.language.coding?.find((c) => c.code !== undefined)?.code;
  const interpreter = extensionOf(p, interpreterRequired)?.valueBoolean === true;
  if (language === undefined && !interpreter) return undefined;
  return { ...(language !== undefined && { language }), ...(interpreter && { interpreter }) };
}

/** A finished Encounter of ours at a seat; the only thing it says is that the member took part (domain.md 4.4). */
export function visitFromFhir(value: unknown, base: string): Visit | Foreign {
  return reading((): Visit | Foreign => {
    const e = resourceOf(value, 'Encounter');
    if (isForeign(e)) return e;
    const membership = e.episodeOfCare?.[0]?.reference;
    const seat = e.appointment?.[0]?.reference;
    const isOurs = identifierIn(e.identifier, sid.keyed('encounter', '')) !== undefined;
    // R5 says completed
    const isOver = ['finished', 'completed'].includes(e.status);
    if (!isOurs || !isOver || membership === undefined || seat === undefined)
      return { foreign: 'Encounter', why: 'no-identifier-of-ours' };
    return { membership: relative(membership, base), seat: relative(seat, base) };
  });
}
