/** The outgoing privacy guard (design 4.1): structural, not a search for names. @module */
import type { FhirResource } from 'fhir/r4.js';
import { extension, sid } from './codes.ts';
import { PortalError } from './errors.ts';

/** What a write may hold besides our own codes. */
export interface GuardSetting {
  /** `Patient/…`: the one person the write is about; null for definitional resources, which name nobody. */
  patient: string | null;
  /** RelatedPersons that were read and belong to the patient. */
  relatedPersons?: readonly string[];
  /** Texts of ours that may appear: the words of the documents signed, the signer's name as shown, the chosen display name. */
  texts?: readonly string[];
}

/** Elements that hold free text: refused unless the text is a known one. */
const textElements = new Set(
  'text note comment description title display name family given prefix suffix alias fileName authorString valueString valueMarkdown div patientInstruction line city'.split(
    ' ',
  ),
);
/** Types we refer to besides persons. Group is not among them: it lists members. */
const otherTypes = new Set(
  'Practitioner PractitionerRole Organization HealthcareService EpisodeOfCare Appointment Encounter Observation QuestionnaireResponse Consent DocumentReference Provenance Location'.split(
    ' ',
  ),
);
const person = /(^|\/)(Patient|RelatedPerson|Person|Group)\//;

/**
 * Refuses a resource that could reveal anybody but its patient.
 * Throws PortalError `would-reveal` naming the elements, never their values.
 */
export function guard(resource: FhirResource, setting: GuardSetting): void {
  const faults: string[] = [];
  let named = false;
  const visit = (value: unknown, path: string, key: string, parent: Record<string, unknown>): void => {
    if (Array.isArray(value)) {
      value.forEach((item, i) => visit(item, `${path}[${i}]`, key, parent));
    } else if (typeof value === 'string') {
      if (key === 'reference' && value === setting.patient) named = true;
      else if (!allowedString(key, value, parent, setting)) faults.push(path);
    } else if (typeof value === 'object' && value !== null) {
      const element = value as Record<string, unknown>;
      // contained resources, and references by identifier, name a person without a reference we could check;
      // a single identifier below the root can only be Reference.identifier
      if (
        key === 'contained' ||
        (key !== '' && isObject(element['identifier']) && !isInterpreter(element['identifier']))
      )
        faults.push(path);
      for (const [name, child] of Object.entries(element)) visit(child, path ? `${path}.${name}` : name, name, element);
    }
  };
  visit(resource, '', '', {});
  // R4 Provenance names its patient only through its targets
  if (setting.patient !== null && !named && resource.resourceType !== 'Provenance') faults.push('patient');
  if (faults.length > 0) throw new PortalError('would-reveal', 'Not sent: it could name another person.', faults);
}

/** The one identifier-only reference we write: an interpreter's number at their service, never a member. */
const isInterpreter = (value: unknown) => (value as { system?: unknown }).system === sid.interpreter;

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

function allowedString(key: string, value: string, parent: Record<string, unknown>, setting: GuardSetting): boolean {
  if (key === 'reference') return allowedReference(value, setting);
  if (key === 'data') return true; // base64: the signer's own mark
  if (person.test(value)) return false;
  return !textElements.has(key) || allowedText(key, value, parent, setting);
}

function allowedReference(reference: string, { relatedPersons = [] }: GuardSetting): boolean {
  if (/^urn:uuid:[0-9a-f-]{36}$/.test(reference) || relatedPersons.includes(reference)) return true;
  const type = /^([A-Z][A-Za-z]+)\/[A-Za-z0-9\-.]{1,64}$/.exec(reference)?.[1];
  return type !== undefined && otherTypes.has(type);
}

/** Displays of codings are their code system's words; every other text must be one we were told of. */
function allowedText(key: string, value: string, parent: Record<string, unknown>, setting: GuardSetting): boolean {
  if (key === 'display' && 'code' in parent && 'system' in parent) return true;
  if (key === 'valueString' && parent['url'] !== extension.displayName) return false;
  return setting.texts?.includes(value) ?? false;
}
