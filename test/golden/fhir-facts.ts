/** The way of the golden cases: records → R4 JSON, as a server would send it → the portal's own reading → readiness. */
import { niHash } from '../../fhir-mappings/hash.ts';
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
  const told = facts(over);
  const brought = [...published(told), ...documents];
  const all = await signedIn(told, brought);
  await leave(all);
  const mappings = await mappingsFor('4.0');
  const read = await readOf(all, mappings);
  const context = { base: 'https://fhir.example/r4', readers: mappings, documents: brought };
  return factsFrom(all.group, read, context);
}

/** Readiness from the resources, with the codes of its reasons beside it. */
export async function seen(given: Given, asOf: string, timeZone = zone): Promise<Readiness & { codes: string[] }> {
  const readiness = evaluateReadiness(await factsOf(given), { asOf, timeZone });
  return { ...readiness, codes: codes(readiness) };
}

/** Each agreement names the words of the version it is of. */
async function signedIn(all: MemberFacts, brought: readonly PublishedVersion[]): Promise<MemberFacts> {
  const items = await Promise.all(
    all.agreements.items.map(async (stored) => {
      const { url, version } = stored.record.document;
      const words = brought.find((d) => d.url === url && d.version === version);
      return words ? { ...stored, record: { ...stored.record, textHash: await niHash(words) } } : stored;
    }),
  );
  return { ...all, agreements: { ...all.agreements, items } };
}

function published({ rules, participation, pack }: MemberFacts) {
  const of = (url: string, versions: MemberFacts['rules']) => versions.map((v) => ({ url, ...v, language: 'en' }));
  return [...of(urls.rules, rules), ...of(urls.participation, participation), ...of(urls.preparation, pack)];
}
