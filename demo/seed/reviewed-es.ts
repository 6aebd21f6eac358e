/**
 * Spanish documents as a clinic's own: the shipped drafts with a review that is plainly made up, so that the demo can show
 * signing in Spanish. A real clinic has a qualified person read every word first, and publishes under its own address.
 * @module
 */
import type { MemberDocument } from '../../src/content/document.ts';
import { groupParticipationEs } from '../../src/content/group-participation-es.ts';
import { groupPreparationEs } from '../../src/content/group-preparation-es.ts';
import { groupRulesEs } from '../../src/content/group-rules-es.ts';

const reviewed = (draft: MemberDocument, name: string): MemberDocument => ({
  ...draft,
  url: `https://clinic.example/documents/${name}-es`,
  review: {
    name: 'Demo Reviewer-Test',
    role: 'Qualified translator (made up for this demo)',
    date: '2025-12-15',
  },
});

export const reviewedRulesEs = reviewed(groupRulesEs, 'group-rules');
export const reviewedParticipationEs = reviewed(groupParticipationEs, 'group-participation');
export const reviewedPreparationEs = reviewed(groupPreparationEs, 'group-preparation');

/** For `createPortal({ documents })`; a group offers them by adding their addresses to its own. */
export const reviewedDocumentsEs: MemberDocument[] = [reviewedRulesEs, reviewedParticipationEs, reviewedPreparationEs];
