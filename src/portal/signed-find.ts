/** All that was written with one signing, found by its UUID, and whether it is this group's to look at. @module */
import type { Consent, DocumentReference, Observation, Provenance, QuestionnaireResponse } from 'fhir/r4.js';
import { agreementKinds, extension, sid, type AgreementKind } from '../../fhir-mappings/codes.ts';
import { PortalError } from '../../fhir-mappings/errors.ts';
import { codeIn, extensionOf, isForeign } from '../../fhir-mappings/r4/shared.ts';
import { relative } from '../../fhir-mappings/references.ts';
import { ofType } from '../client/search.ts';
import type { GroupDefinition } from '../groups.ts';
import type { Options } from '../portal-types.ts';
import { about } from './about.ts';
import { readingOf, type PortalContext } from './context.ts';
import { asSurvivor, idsOf, readPeople } from './merged.ts';
import { problemIds } from './paper-problems.ts';
import { identifiersOf, token } from './voided.ts';
import { whole } from './whole.ts';

export interface OneSigning {
  consents: Consent[];
  responses: QuestionnaireResponse[];
  copies: DocumentReference[];
  /** What was wrong with its paper. */
  problems: Observation[];
  /** Who signed, how, and what it took the place of. */
  provenances: Provenance[];
}

/** Which document a Consent is about. */
export const kindOf = ({ category }: Consent): AgreementKind | undefined =>
  agreementKinds.find((kind) => [category ?? []].flat().some((one) => codeIn(one) === kind));

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The resources of one signing of this member, living and entered in error. `not-found` naming `signing` when none of it
 * is about this group; `not-allowed` naming `group` when some of it is another group's, unless `shared` will do.
 */
export async function findSigning(
  context: PortalContext,
  query: { group: GroupDefinition; patient: string; signing: string; shared: boolean },
  options: Options,
): Promise<OneSigning> {
  const { group, patient, signing, shared } = query;
  if (!uuid.test(signing)) throw new PortalError('invalid', 'This is no signing.', ['signing']);
  await readPeople(context, [patient], options);
  const ids = idsOf(context, [patient]);
  const of = ids.join(',');
  const { base } = context.client;
  const { readers } = await readingOf(context, options);
  const results = await context.client.searchAll(
    [
      { type: 'EpisodeOfCare', params: { patient: of, type: token('group-membership') } },
      { type: 'Consent', params: { patient: of, category: token(...agreementKinds) } },
      { type: 'QuestionnaireResponse', params: { patient: of } },
      // two identifiers: living, and given up
      {
        type: 'DocumentReference',
        params: {
          patient: of,
          identifier: [sid.signedCopy, sid.void].map((system) => `${system}|${signing}`).join(','),
        },
      },
      { type: 'Observation', params: { patient: of, code: token('signed-copy-problem') } },
      { type: 'Provenance', params: { _tag: `${sid.signing}|${signing}` } },
    ],
    { ...options, accept: about(new Set(ids), base) },
  );
  const found = results.flatMap(whole).map((resource) => asSurvivor(context, resource));
  const isOfIt = (resource: (typeof found)[number]) =>
    identifiersOf(resource).some(({ system, value }) => value === signing && system?.startsWith(ours) === true);
  const notes = new Set(await problemIds(signing));
  const memberships = new Set(
    ofType(found, 'EpisodeOfCare').flatMap((episode) => {
      const record = readers.membershipFromFhir(episode);
      return !isForeign(record) && record.group === group.key ? [`EpisodeOfCare/${episode.id}`] : [];
    }),
  );
  const covers = (consent: Consent): boolean => {
    const programme = extensionOf(consent, extension.groupProgramme)?.valueCoding;
    if (programme) return programme.system === group.programme?.system && programme.code === group.programme?.code;
    return memberships.has(
      relative(extensionOf(consent, extension.groupMembership)?.valueReference?.reference ?? '', base),
    );
  };
  const consents = ofType(found, 'Consent').filter(isOfIt);
  if (!consents.some(covers)) throw new PortalError('not-found', 'There is no such signing.', ['signing']);
  if (!shared && !consents.every(covers))
    throw new PortalError('not-allowed', 'It was signed in another group, and is put right there.', ['group']);
  return {
    consents,
    responses: ofType(found, 'QuestionnaireResponse').filter(isOfIt),
    copies: ofType(found, 'DocumentReference').filter(isOfIt),
    problems: ofType(found, 'Observation').filter((one) =>
      identifiersOf(one).some(({ value }) => notes.has(value ?? '')),
    ),
    provenances: ofType(found, 'Provenance').filter((one) =>
      one.meta?.tag?.some(({ system, code }) => system === sid.signing && code === signing),
    ),
  };
}

const ours = sid.void.slice(0, -'void'.length);
