/** The part of the facade that is about preparation: each method loads what it needs when it is first called. @module */
import type { PreparationDesk } from '../preparation-types.ts';
import type { PortalContext } from './context.ts';

/** Makes a method of a part that is fetched when it is first called. */
export type Lazily = <Part, A extends unknown[], R>(
  part: () => Promise<Part>,
  method: (part: Part) => (context: PortalContext, ...asked: A) => Promise<R>,
) => (...asked: A) => Promise<R>;

/** See PreparationDesk. */
export const preparationDesk = (from: Lazily): PreparationDesk => ({
  openPreparation: from(
    () => import('./open-preparation.ts'),
    (part) => part.openPreparation,
  ),
  savePreparation: from(
    () => import('./save-preparation.ts'),
    (part) => part.savePreparation,
  ),
  saveContact: from(
    () => import('./save-contact.ts'),
    (part) => part.saveContact,
  ),
  saveDisplayName: from(
    () => import('./save-name.ts'),
    (part) => part.saveDisplayName,
  ),
  addNote: from(
    () => import('./add-note.ts'),
    (part) => part.addNote,
  ),
  openDecisions: from(
    () => import('./open-decisions.ts'),
    (part) => part.openDecisions,
  ),
  decide: from(
    () => import('./decide.ts'),
    (part) => part.decide,
  ),
});
