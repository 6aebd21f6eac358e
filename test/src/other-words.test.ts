/** The clinic's own words, changed under the version that somebody signed. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Demo } from '../../demo/server.ts';
import { reviewedDocumentsEs } from '../../demo/seed/reviewed-es.ts';
import type { MemberDocument } from '../../src/content/document.ts';
import { portalOn, seededAt, startDemo } from '../support/demo.ts';
import { answersTo } from '../support/portal-tests.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo({ now: seededAt });
});
afterAll(() => demo.stop());

const query = { group: 'tuesday', patient: 'Patient/p8' };
const clinicWith = (documents: MemberDocument[]) => portalOn(demo.fhirBase, 'intake', { documents });
/** One word of the rules is another. */
const edited = reviewedDocumentsEs.map((d) => (d.rules.length === 5 ? { ...d, intro: `${d.intro} Gracias.` } : d));

async function seen(documents: MemberDocument[]) {
  const portal = clinicWith(documents);
  const { readiness, details } = await portal.readiness(query);
  const { signings, now } = await portal.signings(query);
  return {
    rules: readiness.criteria.agreement.state,
    taking: readiness.criteria.participation.state,
    preparation: readiness.preparation,
    missing: readiness.missing,
    onFile: details.agreementSigned !== undefined,
    states: signings.flatMap((form) => form.documents.map(({ document, state }) => `${document} ${state}`)),
    inForce: now.inForce.map(({ document }) => document).toSorted(),
  };
}

test('what was signed in words that are no longer those of its version is neither in force nor gone: it can’t be told', async () => {
  const portal = clinicWith(reviewedDocumentsEs);
  const form = await portal.openSigning({ ...query, language: 'es' });
  await portal.sign(form, {
    answers: answersTo(form),
    signer: { as: 'member' },
    mode: 'screen',
    mark: { by: 'typing' },
    name: 'Sam Santos-Test',
    electronic: true,
    identityCheck: 'two-identifiers',
  });
  const before = await seen(reviewedDocumentsEs);
  expect(before).toMatchObject({
    rules: 'met',
    taking: 'met',
    missing: [],
    states: ['rules in-force', 'participation in-force'],
  });
  expect(await seen(edited)).toEqual({
    rules: 'unknown',
    taking: 'met',
    preparation: 'unknown',
    missing: [{ fact: 'agreements', why: 'contradictory' }],
    onFile: true,
    states: ['rules other-words', 'participation in-force'],
    inForce: ['participation'],
  });
  // a text that the clinic brings no longer can't be compared: its version still says whether it counts (design 3a)
  const gone = await seen(reviewedDocumentsEs.filter((d) => d.rules.length !== 5));
  expect(gone).toEqual(before);
  // the old words back under their version, the new ones under one of their own: all is as it was
  expect(await seen([...reviewedDocumentsEs])).toEqual(before);
});
