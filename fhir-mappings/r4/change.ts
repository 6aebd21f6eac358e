/** A change ↔ Provenance with activity CREATE or UPDATE; the same JSON in R4 and R5 (mapping table: README). @module */
import type { Coding, Provenance } from 'fhir/r4.js';
import { extension, hl7, sid } from '../codes.ts';
import { change, parseChange, type Change } from '../records/change.ts';
import { parse } from '../records/primitives.ts';
import { agentIn, agentOf } from './agents.ts';
import { codeIn, concept, extensionOf, isForeign, meta, present, reading, resourceOf, type Foreign } from './shared.ts';

/** Writes the Provenance. Its `meta.tag` makes a retry safe: R4 Provenance has no identifier. */
export function changeToFhir(record: Change, { labels }: { labels: readonly Coding[] }): Provenance {
  const c = parseChange(record);
  return {
    resourceType: 'Provenance',
    meta: { ...meta(labels), tag: [{ system: sid.change, code: c.id }] },
    // R4 and R5 have different elements for a reason, neither meant for codes of ours
    ...present({ extension: c.reason && [{ url: extension.changeReason, valueCode: c.reason }] }),
    target: c.targets.map((reference) => ({ reference })),
    occurredDateTime: c.at,
    recorded: c.at,
    activity: concept(hl7[c.activity]),
    agent: [agentOf('author', c.author, c), agentOf('enterer', c.recorder, c)],
  };
}

/** Reads it back; `patient` is the one in whose chart it was found, for R4's Provenance names none. */
export function changeFromFhir(value: unknown, patient: string): Change | Foreign {
  return reading(() => {
    const p = resourceOf(value, 'Provenance');
    if (isForeign(p)) return p;
    const tag = p.meta?.tag?.find((t) => t.system === sid.change);
    if (tag === undefined) return { foreign: 'Provenance', why: 'no-identifier-of-ours' } as const;
    return parse(
      change,
      present({
        id: tag.code,
        patient,
        activity: codeIn(p.activity, hl7.update.system)?.toLowerCase(),
        targets: p.target.map((t) => t.reference),
        at: p.occurredDateTime,
        author: agentIn(p, 'author')?.who.reference,
        recorder: agentIn(p, 'enterer')?.who.reference,
        organization: p.agent.find((a) => a.onBehalfOf)?.onBehalfOf?.reference,
        reason: extensionOf(p, extension.changeReason)?.valueCode,
      }),
      'unreadable',
    );
  });
}
