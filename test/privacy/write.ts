/** Everything the product can write about a group, as a server of either version stores it. @module */
import type { FhirResource } from 'fhir/r4.js';
import { guard } from '../../fhir-mappings/guard.ts';
import { labelsFor } from '../../fhir-mappings/labels.ts';
import type { Mappings } from '../../fhir-mappings/mappings.ts';
import type { Member, Resource } from './compartment.ts';
import { group, recordsOf, shared, type MemberRecords, type Roster } from './rosters.ts';

export interface Written extends Member {
  resources: Resource[];
}

/** One member's resources, each past the guard, with ids as a server gives them. */
function written(m: Mappings, records: MemberRecords, { substanceUse, session }: Roster): Written {
  const { mark, own, agreement, draft, signing, ended } = records;
  const context = {
    labels: labelsFor({ substanceUse, redisclosureAllowed: false }),
    authority: 'https://clinic.example',
    signedCopy: own.DocumentReference,
    scheduledEnd: session.end,
  };
  const { observation, encounter } = m.attendanceToFhir(records.attendance, context);
  const { response, consent } = m.agreementToFhir(agreement, context);
  const resources = Object.entries({
    m: m.membershipToFhir(records.membership, context),
    s: m.seatToFhir(records.seat),
    a: observation,
    ...(encounter && { e: encounter }),
    answers: response,
    c: ended && agreement.status === 'active' ? m.endConsent(consent, ended) : consent,
    d: m.signedCopyToFhir(records.signedCopy, context),
    sig: m.signingToFhir(signing, context),
    change: m.changeToFhir(records.change, context),
    r: m.relatedPersonToFhir(own.Patient, signing.signer.basis, signing.signing),
    draft: m.draftToFhir(draft, context),
    prep: m.preparationToFhir(records.preparation, context),
    worries: m.preparationToFhir(records.worries, context),
    snapshot: m.snapshotToFhir(records.snapshot, context),
    ...Object.fromEntries(records.notes.map((note, i) => [`note${i}`, m.noteToFhir(note, context)])),
  }).map(([id, resource]): Resource => ({ ...resource, id: `${id}-${mark}` }));
  const texts = [
    ...Object.values(records.names),
    ...[...agreement.parts, ...draft.parts].flatMap((p) => [
      p.text,
      ...('clauses' in p ? p.clauses.map((c) => c.text) : []),
    ]),
  ];
  for (const resource of resources)
    guard(resource as FhirResource, { patient: own.Patient, relatedPersons: [own.RelatedPerson], texts });
  return { patient: own.Patient, mark, resources };
}

/** What is nobody's chart: the group, the clinic, its staff. */
function common(m: Mappings): Resource[] {
  const programme = { system: 'https://clinic.example/programmes', code: 'adult-groups' };
  const service = m.groupToFhir({ key: group, name: 'Tuesday group', organization: shared.Organization, programme });
  guard(service as FhirResource, { patient: null, texts: ['Tuesday group'] });
  return [
    { ...service, id: 'g1' },
    { resourceType: 'Organization', id: 'clinic' },
    { resourceType: 'Practitioner', id: 'l1' },
    { resourceType: 'PractitionerRole', id: 'l1' },
  ];
}

/** Everything written about a roster: what is stored, and whose it is. */
export async function writeAll(m: Mappings, roster: Roster): Promise<{ store: Resource[]; members: Written[] }> {
  const records = await Promise.all(roster.members.map((member, i) => recordsOf(member, i, roster)));
  const members = records.map((own) => written(m, own, roster));
  return { store: [...common(m), ...members.flatMap((member) => member.resources)], members };
}
