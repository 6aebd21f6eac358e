import type { FhirResource } from 'fhir/r4.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { seedResources } from '../../demo/seed/seed.ts';
import { sid } from '../../fhir-mappings/codes.ts';
import { publicIdentityKey } from '../../fhir-mappings/identity.ts';
import { mappingsFor, type Mappings } from '../../fhir-mappings/mappings.ts';
import { asWas, emptied, identifiersOf, isVoid, voided } from '../../src/portal/voided.ts';
import { seededAt } from '../support/demo.ts';

describe.each(['4.0', '5.0'] as const)('entered in error, FHIR %s', (version) => {
  let mappings: Mappings;
  let consent: FhirResource;
  let response: FhirResource;
  let copy: FhirResource;
  let signing: string;
  beforeAll(async () => {
    mappings = await mappingsFor(version);
    const all = await seedResources(seededAt, await publicIdentityKey(), mappings);
    const find = (type: string, id: string) =>
      all.find((one) => one.resourceType === type && one.id === id) as FhirResource;
    consent = find('Consent', 'c-p1-rules');
    response = find('QuestionnaireResponse', 'qr-p1-rules');
    copy = find('DocumentReference', 'copy-p1');
    signing = identifiersOf(consent)[0]?.value ?? '';
  });

  test('gives up the identifier of the signing and no other, and nothing else of it changes', () => {
    for (const one of [consent, response, copy]) {
      const gone = voided(one, signing);
      expect(isVoid(gone)).toBe(true);
      const systems = (all: FhirResource) =>
        identifiersOf(all).map(({ system, value }) => (value === signing ? 'ours' : system));
      expect(systems(gone)).toEqual(systems(one));
      expect(identifiersOf(gone).find(({ value }) => value === signing)?.system).toBe(sid.void);
      const { status: _was, identifier: _had, ...rest } = one as FhirResource & { status: string; identifier: object };
      expect(gone).toMatchObject(rest);
    }
  });

  test('no reader takes it for a living one, and as it was it still reads, in error', () => {
    const [c, r] = [voided(consent, signing), voided(response, signing)];
    expect(mappings.agreementFromFhir(c, r)).toMatchObject({ foreign: 'Consent' });
    const was = mappings.agreementFromFhir(asWas(c, sid.consent('group-rules')), asWas(r, sid.answers('group-rules')));
    expect(was).toMatchObject({ signing, status: 'entered-in-error', kind: 'group-rules' });
    expect(asWas(consent, 'elsewhere')).toBe(consent);
  });

  test('a copy without its content reads as removed: hash and size stay', () => {
    const before = mappings.signedCopyFromFhir(copy, '');
    const gone = emptied(voided(copy, signing));
    const { data: _gone, ...rest } = before as typeof before & { data: string };
    expect(_gone).toEqual(expect.any(String));
    expect(mappings.signedCopyFromFhir(asWas(gone, sid.signedCopy), '')).toEqual({
      ...rest,
      status: 'entered-in-error',
    });
    expect(JSON.stringify(gone)).not.toContain(_gone);
  });
});
