/** Preparation ← QuestionnaireResponse on the preparation pack (mapping table: README). @module */
import type { QuestionnaireResponseItem } from 'fhir/r4.js';
import { extension, sid } from '../codes.ts';
import { parse } from '../records/primitives.ts';
import { preparation, type Preparation } from '../records/preparation.ts';
import { modeOf } from './agreement.ts';
import { extensionOf, identifierIn, isForeign, notOurs, present, reading, resourceOf, type Foreign } from './shared.ts';

/** Reads it. Throws PortalError `unreadable` when it is ours and broken. */
export function preparationFromFhir(value: unknown): Preparation | Foreign {
  return reading(() => {
    const r = resourceOf(value, 'QuestionnaireResponse');
    if (isForeign(r)) return r;
    const identity = identifierIn(r.identifier, sid.preparation);
    if (identity === undefined) return notOurs(r);
    // a draft that was given up is no answer
    if (r.status === 'stopped') return { foreign: 'QuestionnaireResponse', why: 'other-status' } as const;
    const [url, version] = (r.questionnaire ?? '').split('|');
    const items = r.item ?? [];
    const codes = (item: QuestionnaireResponseItem | undefined) => item?.answer?.map((a) => a.valueCoding?.code) ?? [];
    const contact = items.find((i) => i.linkId === 'contact')?.item;
    return parse(
      preparation,
      present({
        id: identity.value,
        patient: r.subject?.reference,
        membership: extensionOf(r, extension.episodeOfCare)?.valueReference?.reference,
        document: { url, version },
        status: r.status,
        authored: r.authored,
        author: r.author?.reference,
        source: r.source?.reference,
        mode: modeOf(r),
        sections: items
          .filter((i) => i.linkId !== 'questions' && i.linkId !== 'contact')
          .map((i) => ({ id: i.linkId, marks: codes(i) })),
        questions: codes(items.find((i) => i.linkId === 'questions'))[0],
        contact: contact && {
          way: codes(contact.find((i) => i.linkId === 'contact-way'))[0],
          message: contact.find((i) => i.linkId === 'contact-message')?.answer?.[0]?.valueBoolean,
        },
      }),
      'unreadable',
    );
  });
}
