/** The part of the facade that is about preparation: each method loads what it needs when it is first called. @module */
import type { PreparationDesk } from '../preparation-types.ts';
import type { PortalContext } from './context.ts';

/** Makes a method of a part that is fetched when it is first called. */
export type Lazily = <Part, A extends unknown[], R>(
  part: () => Promise<Part>,
  method: (part: Part) => (context: PortalContext, ...asked: A) => Promise<R>,
) => (...asked: A) => Promise<R>;

const prepare = () => import('./prepare.ts');
const lead = () => import('./lead.ts');

/** See PreparationDesk. */
export const preparationDesk = (from: Lazily): PreparationDesk => ({
  openPreparation: from(prepare, (part) => part.openPreparation),
  savePreparation: from(prepare, (part) => part.savePreparation),
  saveContact: from(prepare, (part) => part.saveContact),
  saveDisplayName: from(prepare, (part) => part.saveDisplayName),
  addNote: from(lead, (part) => part.addNote),
  openDecisions: from(lead, (part) => part.openDecisions),
  decide: from(lead, (part) => part.decide),
});
