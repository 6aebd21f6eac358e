/** Looking at a FHIR server from outside the product: plain GETs, nothing of ours in between. @module */
import type { Bundle, FhirResource } from 'fhir/r4.js';

type Of<T extends string> = Extract<FhirResource, { resourceType: T }>;

/** All matches of a search, pages followed. */
export async function searchAll<T extends FhirResource['resourceType']>(
  base: string,
  type: T,
  params: Record<string, string>,
): Promise<Of<T>[]> {
  const found: FhirResource[] = [];
  let url: string | undefined = `${base}/${type}?${new URLSearchParams({ _count: '100', ...params })}`;
  while (url) {
    const answer: Response = await fetch(url, {
      headers: { accept: 'application/fhir+json', 'cache-control': 'no-cache' },
    });
    if (!answer.ok) throw new Error(`${answer.status} for ${type}`);
    const bundle = (await answer.json()) as Bundle;
    found.push(...(bundle.entry ?? []).flatMap((e) => (e.resource ? [e.resource as FhirResource] : [])));
    url = bundle.link?.find((l) => l.relation === 'next')?.url;
  }
  return found.filter((r): r is Of<T> => r.resourceType === type);
}

/** How many resources a server holds, per type we write. */
export async function counts(base: string): Promise<Record<string, number>> {
  const types = ['Appointment', 'Consent', 'Encounter', 'Observation', 'Provenance', 'QuestionnaireResponse'] as const;
  const entries = await Promise.all(
    types.map(async (type) => [type, (await searchAll(base, type, {})).length] as const),
  );
  return Object.fromEntries(entries);
}

/** Every Patient named anywhere in a resource, by any kind of reference. */
export function patientsIn(resource: FhirResource): string[] {
  return [...new Set(JSON.stringify(resource).match(/Patient\/[A-Za-z0-9\-.]+/g) ?? [])];
}

const system = 'https://fhir-group-therapy.example/fhir/CodeSystem/group-therapy';
/** Token of one of our codes, as a search takes it. */
export const token = (...codes: string[]): string => codes.map((code) => `${system}|${code}`).join(',');
