/** An unfinished form ↔ QuestionnaireResponse `in-progress` on the rules document (mapping table: README). @module */
import type { Coding, QuestionnaireResponse } from 'fhir/r4.js';
import { extension, sid } from '../codes.ts';
import { draft, parseDraft, type Draft } from '../records/draft.ts';
import { parse } from '../records/primitives.ts';
import { partsFrom } from './answers.ts';
import { answerItems } from './write-agreement.ts';
import {
  episodeExtension,
  extensionOf,
  identifierIn,
  isForeign,
  meta,
  notOurs,
  present,
  reading,
  resourceOf,
  type Foreign,
} from './shared.ts';

/** Writes it, always `in-progress`: there is no draft record of anything else. Throws PortalError `invalid` with field names. */
export function draftToFhir(record: Draft, { labels }: { labels: readonly Coding[] }): QuestionnaireResponse {
  const d = parseDraft(record);
  return {
    resourceType: 'QuestionnaireResponse',
    meta: meta(labels),
    extension: [episodeExtension(extension.episodeOfCare, d.membership)],
    identifier: { system: sid.draft, value: d.id },
    questionnaire: `${d.document.url}|${d.document.version}`,
    status: 'in-progress',
    subject: { reference: d.patient },
    authored: d.saved,
    author: { reference: d.author },
    ...present({ source: d.source ? { reference: d.source } : undefined }),
    // FHIR JSON has no empty list: a form just opened has no item
    ...(d.parts.length > 0 && { item: answerItems(d.parts) }),
  };
}

/**
 * Reads it. One that was signed or given up (`stopped`), or that anybody completed, is foreign: nothing goes on from it.
 * Throws PortalError `unreadable` when it is ours, goes on, and is broken.
 */
export function draftFromFhir(value: unknown): Draft | Foreign {
  return reading(() => {
    const r = resourceOf(value, 'QuestionnaireResponse');
    if (isForeign(r)) return r;
    const identity = identifierIn(r.identifier, sid.draft);
    if (identity === undefined || r.status === 'entered-in-error') return notOurs(r);
    if (r.status !== 'in-progress') return { foreign: 'QuestionnaireResponse', why: 'other-status' } as const;
    // a modifier we do not know changes what the answers mean
    if ('modifierExtension' in r) return { foreign: 'QuestionnaireResponse', why: 'other-scope' } as const;
    const [url, version] = (r.questionnaire ?? '').split('|');
    return parse(
      draft,
      present({
        id: identity.value,
        patient: r.subject?.reference,
        membership: extensionOf(r, extension.episodeOfCare)?.valueReference?.reference,
        document: { url, version },
        saved: r.authored,
        author: r.author?.reference,
        source: r.source?.reference,
        parts: partsFrom(r.item),
      }),
      'unreadable',
    );
  });
}
