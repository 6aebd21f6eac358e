/** Every published conformance resource, by the path of its file below `fhir-mappings/conformance/`. @module */
import { base } from '../../fhir-mappings/codes.ts';
import { groupPreparationEn } from '../../src/content/group-preparation-en.ts';
import { builtInDocuments } from '../../src/content/library.ts';
import { capability } from './capability.ts';
import { extensions } from './extensions.ts';
import { profiles } from './profiles.ts';
import { groupWorries } from './worries.ts';
import { preparationQuestionnaire, questionnaireOf, worriesQuestionnaire } from './questionnaires.ts';
import type { Conformance, Version } from './shape.ts';
import { terminology } from './terminology.ts';

const versions: readonly Version[] = ['r4', 'r5'];
const structureUrl = (id: string) => `${base}/StructureDefinition/${id}`;

/** The pack is answered by sections, not by clauses, so it has a form of its own. */
export const signedDocuments = builtInDocuments.filter(({ url }) => url !== groupPreparationEn.url);

/** Parsed JSON, so that it equals what a file holds: no undefined. */
export function conformanceFiles(): Record<string, Conformance> {
  return Object.fromEntries(
    versions.flatMap((version) =>
      resourcesOf(version).map((resource) => [
        `${version}/${resource.resourceType}-${resource.id}.json`,
        JSON.parse(JSON.stringify(resource)) as Conformance,
      ]),
    ),
  );
}

const resourcesOf = (version: Version): Conformance[] => [
  ...terminology(),
  ...extensions(version),
  ...profiles(version),
  ...signedDocuments.map((document) => questionnaireOf(document, version)),
  preparationQuestionnaire(groupPreparationEn, version),
  worriesQuestionnaire(groupWorries, version),
  capability(version, structureUrl),
];
