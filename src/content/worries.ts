/** The three worries a member may tick, and where they are said (domain.md S36–S40). Ids are stable: responses use them. @module */
import { base } from '../../fhir-mappings/codes.ts';

export const worriesVersion = { url: `${base}/Questionnaire/group-worries`, version: '2026.1' } as const;

export const worryIds = ['left-out', 'judged', 'losing-myself'] as const;
export type Worry = (typeof worryIds)[number];

/** The section of the pack they belong to. */
export const worriesAfter = 'myths';
