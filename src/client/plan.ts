/** How a server is written to, and what it can't keep: from what it says, what the token may, what it refused (fhir.md 5.4). @module */
import type { Capabilities } from './capabilities.ts';
import type { ResourceType } from './resources.ts';
import { allows, type Right } from './scopes.ts';

/** What may be missing; another place holds the most of what it says, `lost` the rest. */
export type Carried = 'Appointment' | 'Encounter' | 'Provenance';

/** What a server refused since this client was made: `transaction`, `batch`, `_tag`, or such as `Provenance.create`, `Consent.identifier`. */
export type Refused = ReadonlySet<string>;

export interface WritePlan {
  fhirVersion: Capabilities['fhirVersion'];
  /** One bundle, all or nothing; one bundle per wave; or one request per resource. */
  form: 'transaction' | 'batch' | 'single';
  /**
   * Why this server is no record store: `fhirVersion`, the types it can't keep, or such as `Consent.identifier` for one it
   * can't find by what makes sure that it is there once. Empty for one that is.
   */
  missing: string[];
  /** Types that are left out of what is written here. */
  carried: Carried[];
  /** False: it is looked up before it is written, and two that write at once may both. */
  conditional(type: ResourceType, param: 'identifier' | '_tag'): boolean;
  /** False: nothing of that type is found by its identifier. */
  finds(type: ResourceType): boolean;
  /** False: what is written of it stands somewhere else, or nowhere. */
  takes(type: ResourceType, interaction: 'create' | 'update'): boolean;
}

/** Without these there is no record (design 3, "Which server can be the record"). */
const needed = {
  EpisodeOfCare: ['create', 'update', 'search-type'],
  Observation: ['create', 'update', 'search-type'],
  QuestionnaireResponse: ['create', 'update', 'search-type'],
  Consent: ['create', 'update', 'search-type'],
  DocumentReference: ['create', 'search-type'],
} as const;

/** Each is looked up by its identifier: before it is written, after an answer that was lost, by those who read. */
const found = [...(Object.keys(needed) as (keyof typeof needed)[]), 'HealthcareService'] as const;

/** Of these the rest of the record says the most. */
const carriers = {
  Appointment: ['create', 'update'],
  Encounter: ['create', 'update'],
  Provenance: ['create'],
} as const;

const rights = { create: 'c', update: 'u', 'search-type': 's' } as const satisfies Record<string, Right>;
type Needed = keyof typeof rights;

/** Of a server that was not asked yet: it is taken to do everything until it refuses. */
export const unasked: Capabilities = {
  fhirVersion: 'unknown',
  transaction: true,
  batch: true,
  can: () => true,
  conditionalCreate: () => true,
  searches: () => true,
};

/** @param scope the token response's, where the host knows it */
export function writePlan(told: Capabilities, scope: string | undefined, refused: Refused): WritePlan {
  const can = (type: ResourceType, interaction: Needed): boolean =>
    told.can(type, interaction) &&
    !refused.has(`${type}.${interaction}`) &&
    (scope === undefined || allows(scope, type, rights[interaction]));
  const lacks = <T extends ResourceType>(of: Readonly<Partial<Record<T, readonly Needed[]>>>) =>
    (Object.keys(of) as T[]).filter((type) => of[type]?.some((interaction) => !can(type, interaction)));
  const finds = (type: ResourceType) => told.searches(type, 'identifier') && !refused.has(`${type}.identifier`);
  // one that can't be found again might be written twice; a Provenance has no identifier
  const carried = (Object.keys(carriers) as Carried[]).filter(
    (type) => lacks(carriers).includes(type) || (type !== 'Provenance' && !finds(type)),
  );
  const missing = lacks<ResourceType>(needed);
  const unfound = found.filter((type) => !missing.includes(type) && !finds(type)).map((type) => `${type}.identifier`);
  return {
    fhirVersion: told.fhirVersion,
    form:
      told.transaction && !refused.has('transaction')
        ? 'transaction'
        : told.batch && !refused.has('batch')
          ? 'batch'
          : 'single',
    missing: told.fhirVersion === 'unknown' ? ['fhirVersion'] : [...missing, ...unfound],
    carried,
    conditional: (type, param) =>
      told.conditionalCreate(type) && (param === '_tag' ? !refused.has('_tag') : finds(type)),
    finds,
    takes: (type, interaction) =>
      !Object.hasOwn(carriers, type) ||
      (can(type, interaction) && (interaction === 'update' || type === 'Provenance' || finds(type))),
  };
}
