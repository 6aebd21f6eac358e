import type { Resource } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FhirServer, startFhirServer } from '../../demo/fhir/server.ts';
import { validate } from '../../demo/fhir/validation.ts';
import { clientOf, codes, ids, own, records } from './support.ts';

let server: FhirServer;
const call = clientOf(() => server.base);
const get = (path: string) => call('GET', path);

beforeAll(async () => {
  server = await startFhirServer();
  for (const resource of records) await server.repository.createResource(resource);
});
afterAll(() => server.stop());

describe('searching', () => {
  test.each([
    ['EpisodeOfCare?type=<own>/group|tuesday', ['m1']],
    ['Consent?patient=Patient/p1&category=<codes>|group-rules', ['c1']],
    ['Consent?patient=Patient/p2&category=<codes>|group-rules', []],
    ['Consent?category=group-rules&status=active', ['c1']],
    ['Consent?category=<codes>|', ['c1']],
    ['Consent?category=Shown for group-rules', []],
    ['Observation?patient=p1&code=<codes>|session-attendance', ['o1']],
    ['Observation?patient:Patient=p1', ['o1']],
    ['Observation?patient=Patient/p1,Patient/p2,Patient/p3', ['o1', 'o2']],
    ['Observation?component-code=<codes>|scheduled-start&status=final', ['o1']],
    ['Observation?status:not=final', ['o2']],
    ['Observation?encounter:missing=true', ['o2']],
    ['Observation?identifier=<own>/sid/attendance/k1|aB', ['o2']],
    ['Observation?date=2026-12-01', []],
    ['Observation?date=ge2026-12-01T23:00:00Z&date=lt2026-12-02', ['o1']],
    ['Observation?date=gt2026-12-02', ['o2']],
    ['Observation?date=le2026-12-01T18:12:00-05:00', ['o1']],
    ['Observation?date=sa2026-12-02', ['o2']],
    ['Observation?_sort=-date', ['o2', 'o1']],
    ['Observation?_id=o2', ['o2']],
    ['Observation?_lastUpdated=lt2020', []],
    ['Observation?_lastUpdated=gt2020', ['o1', 'o2']],
    ['Appointment?actor=HealthcareService/g1&date=ge2026-12-01T23:00:00Z', ['s1']],
    ['Appointment?actor=HealthcareService/g1&date=ge2026-12-01T23:01:00Z', []],
    ['Provenance?target=Consent/c1', ['v1']],
    ['Provenance?_tag=<own>/sid/signing|S1', ['v1']],
    ['Provenance?_tag=<own>/sid/signing|s1', []],
    ['QuestionnaireResponse?questionnaire=<own>/Questionnaire/group-rules-en', ['a1']],
    ['QuestionnaireResponse?questionnaire=<own>/Questionnaire/group-rules-en|2026.11', ['a1']],
    ['QuestionnaireResponse?questionnaire=<own>/Questionnaire/group-rules-en|2026', []],
    ['QuestionnaireResponse?questionnaire=<own>/Questionnaire/group-rules', []],
    ['Encounter?episode-of-care=EpisodeOfCare/m1&_revinclude=Observation:encounter', ['e1', 'o1']],
    ['Encounter?episode-of-care:EpisodeOfCare.type=<own>/group|tuesday&_include=Encounter:patient', ['e1', 'p1']],
  ])('finds by %s', async (search, expected) => {
    const query = search.replaceAll('<own>', own).replaceAll('<codes>', codes);
    const [path = '', form = ''] = query.split('?');
    const found = await get(query);
    expect(ids(found)).toEqual(expected);
    expect(found.body.entry?.map(({ fullUrl }) => fullUrl) ?? []).toEqual(
      (found.body.entry ?? []).map(({ resource: r }) => `${server.base}/${r?.resourceType}/${r?.id}`),
    );
    validate(found.body as Resource);
    const byPost = await call('POST', `${path}/_search`, form, { 'Content-Type': 'application/x-www-form-urlencoded' });
    expect(ids(byPost)).toEqual(expected);
  });

  test('gives 60 patients of one comma list exactly once over the pages of next links', async () => {
    const list = Array.from({ length: 60 }, (_, n) => `p${n + 1}`);
    const pages: string[][] = [];
    let next: string | undefined = `${server.base}/Patient?_id=${list.join(',')}&_count=20`;
    while (next) {
      const page = await get(next);
      expect(page.body.total).toBe(60);
      expect(page.body.link?.[0]).toEqual({ relation: 'self', url: next });
      expect(page.body.link?.every(({ url }) => url.startsWith(`${server.base}/Patient?`))).toBe(true);
      pages.push(ids(page) as string[]);
      next = page.body.link?.find(({ relation }) => relation === 'next')?.url;
    }
    expect(pages.map((page) => page.length)).toEqual([20, 20, 20]);
    expect(pages.flat()).toEqual(list);
  });

  test('has pages of 20 when not asked, of 200 at most, and says so by a next link', async () => {
    for (let n = 0; n < 141; n += 1) await server.repository.createResource({ resourceType: 'Patient' });
    const page = async (search: string) => {
      const found = await get(search);
      return [
        ids(found).length,
        found.body.total,
        found.body.link?.map(({ url }) => new URL(url).searchParams.get('_offset')),
      ];
    };
    expect(await page('Patient')).toEqual([20, 201, [null, '20']]);
    expect(await page('Patient?_count=1000')).toEqual([200, 201, [null, '200']]);
    expect(await page('Patient?_count=1000&_offset=200')).toEqual([1, 201, ['200']]);
    expect(await page('Patient?_summary=count')).toEqual([0, 201, [null]]);
  });
});
