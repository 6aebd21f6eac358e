/** Reads all that is about one member's signed documents; what did not come is said, never guessed. @module */
import type { FhirResource, Provenance } from 'fhir/r4.js';
import { agreementKinds, sid } from '../../fhir-mappings/codes.ts';
import type { Readers } from '../../fhir-mappings/mappings.ts';
import { identifierIn, isForeign } from '../../fhir-mappings/r4/shared.ts';
import type { Agreement } from '../../fhir-mappings/records/agreement.ts';
import { isPortalError } from '../../fhir-mappings/errors.ts';
import { relative } from '../../fhir-mappings/references.ts';
import { ofType, type Search, type SearchResult } from '../client/search.ts';
import type { GroupDefinition } from '../groups.ts';
import type { MemberFacts, Readiness } from '../readiness/types.ts';
import type { Options } from '../portal-types.ts';
import type { SignedHistory } from '../signed-types.ts';
import { about } from './about.ts';
import { readingOf, type PortalContext } from './context.ts';
import { factsFrom } from './facts.ts';
import { asSurvivor, idsOf } from './merged.ts';
import { othersOnFile } from './others.ts';
import { kindOf } from './signed-find.ts';
import { asWas, identifiersOf, isVoid, token } from './voided.ts';

/** What was read of one member. */
export interface SignedRead {
  facts: MemberFacts;
  /** Entered in error, as they were, with their `Consent/…`. */
  voids: { record: Agreement; evidence: string }[];
  /** Consents by `Consent/…`. */
  consents: ReadonlyMap<string, FhirResource>;
  onFile?: NonNullable<SignedHistory['onFile']>;
  missing: Readiness['missing'];
}

/** Memberships, Consents, responses, decisions and the person: 5 searches in one request. */
export async function readSigned(
  context: PortalContext,
  { group, patient }: { group: GroupDefinition; patient: string },
  options: Options,
): Promise<SignedRead> {
  const { readers, known } = await readingOf(context, options);
  const { base } = context.client;
  const ask = (ids: readonly string[]) => {
    const of = ids.join(',');
    const searches: Search[] = [
      { type: 'EpisodeOfCare', params: { patient: of, type: token('group-membership') } },
      { type: 'Consent', params: { patient: of, category: token(...agreementKinds) } },
      { type: 'QuestionnaireResponse', params: { patient: of } },
      { type: 'Observation', params: { patient: of, code: token('leader-decision') } },
      { type: 'Patient', params: { _id: patient.slice('Patient/'.length) } },
    ];
    return context.client.searchAll(searches, { ...options, accept: about(new Set([patient, ...ids]), base) });
  };
  const first = await ask([patient]);
  // the record may have been merged with another: all of them are this person's
  const links = ofType(first.at(-1)?.resources ?? [], 'Patient').some((person) => person.link?.length);
  const found = links ? await (await import('./merged.ts')).readMerged(context, patient, { ask, options }) : first;
  // on a server of a version we don't know something is always missing
  const results = known ? found : found.map((result) => ({ ...result, gap: result.gap ?? ('partial' as const) }));
  const [memberships, consents, responses, observations, person] = results;
  const read = { memberships, consents, responses, observations, person };
  const facts = await factsFrom(group, read, { base, readers, documents: context.documents });
  const { voids, unread } = voidsIn(consents, responses, readers, base);
  const missing = (['memberships', 'agreements', 'notes', 'person'] as const).flatMap((fact) => {
    const why = facts[fact].gap ?? (fact === 'agreements' && unread ? ('partial' as const) : undefined);
    return why ? [{ fact, why }] : [];
  });
  return {
    facts,
    voids: voids.filter(({ record }) => isAbout(record, facts)),
    consents: new Map((consents?.resources ?? []).map((one) => [`Consent/${one.id}`, one])),
    ...othersOnFile(consents, readers),
    missing,
  };
}

/** A record of this group: of any membership of this member in it, or of its programme. */
export function isAbout({ covers }: Agreement, { memberships, group }: MemberFacts): boolean {
  if ('programme' in covers)
    return covers.programme.system === group.programme?.system && covers.programme.value === group.programme?.code;
  return memberships.items.some(({ record, evidence }) => record.group === group.key && evidence === covers.membership);
}

/** Ours that were entered in error: readers leave them out, a history doesn't. */
function voidsIn(
  consents: SearchResult | undefined,
  responses: SearchResult | undefined,
  readers: Readers,
  base: string,
): { voids: SignedRead['voids']; unread: boolean } {
  const cited = new Map(
    ofType(responses?.resources ?? [], 'QuestionnaireResponse').map((r) => [`QuestionnaireResponse/${r.id}`, r]),
  );
  let unread = false;
  const voids = ofType(consents?.resources ?? [], 'Consent').flatMap((consent) => {
    const kind = kindOf(consent);
    if (!isVoid(consent) || kind === undefined || !identifierIn(identifiersOf(consent), sid.void)) return [];
    try {
      const response = cited.get(relative(readers.responseOf(consent) ?? '', base));
      const was = response && asWas(response, sid.answers(kind));
      const record = readers.agreementFromFhir(asWas(consent, sid.consent(kind)), was);
      return isForeign(record) ? [] : [{ record, evidence: `Consent/${consent.id}` }];
    } catch (error) {
      if (!isPortalError(error)) throw error;
      unread = true;
      return [];
    }
  });
  return { voids, unread };
}

/** What was written beside the Consents. */
export interface Beside {
  provenances: Provenance[];
  /** Copies by signing; undefined where this user may not open any. */
  copies: ReadonlyMap<string, FhirResource> | undefined;
  missing: Readiness['missing'];
}

/** The Provenances of these Consents, and the copies: without their content where the server knows how. */
export async function readBeside(
  context: PortalContext,
  { patient, consents, copies }: { patient: string; consents: readonly string[]; copies: boolean },
  options: Options,
): Promise<Beside> {
  if (consents.length === 0) return { provenances: [], copies: copies ? new Map() : undefined, missing: [] };
  const ids = idsOf(context, [patient]);
  const changes = Array.from({ length: Math.ceil(consents.length / 20) }, (_, i) => ({
    type: 'Provenance' as const,
    params: { target: consents.slice(i * 20, i * 20 + 20).join(',') },
  }));
  const papers: Search = {
    type: 'DocumentReference',
    params: {
      patient: ids.join(','),
      category: token('group-paperwork'),
      _elements: 'identifier,status,subject,category',
    },
  };
  const results = await context.client.searchAll(copies ? [...changes, papers] : changes, {
    ...options,
    accept: about(new Set(ids), context.client.base),
  });
  const found = copies ? results.at(-1) : undefined;
  const gapOf = (fact: string, all: readonly SearchResult[]) => {
    const why = all.find(({ gap }) => gap !== undefined)?.gap;
    return why ? [{ fact, why }] : [];
  };
  const { base } = context.client;
  const asked = new Set(consents);
  return {
    provenances: ofType(
      results.slice(0, changes.length).flatMap(({ resources }) => resources.map((one) => asSurvivor(context, one))),
      'Provenance',
    ).filter(({ target }) => target.some(({ reference = '' }) => asked.has(relative(reference, base)))),
    copies:
      found &&
      new Map(
        found.resources.flatMap((resource) =>
          identifiersOf(resource).flatMap(({ system, value }) =>
            (system === sid.signedCopy || system === sid.void) && value !== undefined ? [[value, resource]] : [],
          ),
        ),
      ),
    missing: [...gapOf('changes', results.slice(0, changes.length)), ...gapOf('copies', found ? [found] : [])],
  };
}
