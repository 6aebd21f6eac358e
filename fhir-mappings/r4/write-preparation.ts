/** Preparation → QuestionnaireResponse on the preparation pack (mapping table: README). @module */
import type { Coding, QuestionnaireResponse, QuestionnaireResponseItem } from 'fhir/r4.js';
import { completionModes, extension, local, sid } from '../codes.ts';
import { parsePreparation, type Preparation } from '../records/preparation.ts';
import { concept, episodeExtension, meta } from './shared.ts';

const coded = (linkId: string, ...codes: string[]): QuestionnaireResponseItem => ({
  linkId,
  answer: codes.map((code) => ({ valueCoding: local(code) })),
});

/** Writes the response. Throws PortalError `invalid` with field names. */
export function preparationToFhir(
  record: Preparation,
  { labels }: { labels: readonly Coding[] },
): QuestionnaireResponse {
  const p = parsePreparation(record);
  const item: QuestionnaireResponseItem[] = [
    ...p.sections.map((s) => coded(s.id, ...s.marks)),
    ...(p.questions ? [coded('questions', p.questions)] : []),
    ...(p.contact
      ? [
          {
            linkId: 'contact',
            item: [
              coded('contact-way', p.contact.way),
              { linkId: 'contact-message', answer: [{ valueBoolean: p.contact.message }] },
            ],
          },
        ]
      : []),
  ];
  return {
    resourceType: 'QuestionnaireResponse',
    meta: meta(labels),
    extension: [
      episodeExtension(extension.episodeOfCare, p.membership),
      { url: extension.completionMode, valueCodeableConcept: concept(completionModes[p.mode]) },
    ],
    identifier: { system: sid.preparation, value: p.id },
    questionnaire: `${p.document.url}|${p.document.version}`,
    status: p.status,
    subject: { reference: p.patient },
    authored: p.authored,
    author: { reference: p.author },
    source: { reference: p.source },
    // FHIR JSON has no empty list: a response just begun has no item
    ...(item.length > 0 && { item }),
  };
}
