/** The way of the golden cases: records → R4 JSON, as a server would send it → the portal's own reading → readiness. */
import { mappingsFor } from '../../fhir-mappings/mappings.ts';
import type { PublishedVersion } from '../../src/content/versions.ts';
import { factsFrom } from '../../src/portal/facts.ts';
import { evaluateReadiness } from '../../src/readiness/evaluate.ts';
import type { MemberFacts, Readiness } from '../../src/readiness/types.ts';
import { codes, facts, urls, zone } from '../src/readiness/facts.ts';
import { leave } from './leave.ts';
import { readOf } from './resources.ts';

/** What a case says of a member; the rest is "everything met" (domain.md 6, first lines). */
export type Given = Partial<MemberFacts> & {
  /** Documents beside the three in English. */
  documents?: (PublishedVersion & { language: string })[];
};

/** The resources of the case, read back by the portal. */
export async function factsOf(given: Given): Promise<MemberFacts> {
  const { documents = [], ...over } = given;
  const all = facts(over);
  await leave(all);
  const mappings = await mappingsFor('4.0');
  const read = await readOf(all, mappings);
  const context = { base: 'https://fhir.example/r4', readers: mappings, documents: [...published(all), ...documents] };
  return factsFrom(all.group, read, context);
}

/** Readiness from the resources, with the codes of its reasons beside it. */
export async function seen(given: Given, asOf: string, timeZone = zone): Promise<Readiness & { codes: string[] }> {
  const readiness = evaluateReadiness(await factsOf(given), { asOf, timeZone });
  return { ...readiness, codes: codes(readiness) };
}

function published({ rules, participation, pack }: MemberFacts) {
  const of = (url: string, versions: MemberFacts['rules']) => versions.map((v) => ({ url, ...v, language: 'en' }));
  return [...of(urls.rules, rules), ...of(urls.participation, participation), ...of(urls.preparation, pack)];
}
