/** How widgets find the portal of their page: the context protocol, so any framework's host works. @module */
import { createContext } from '@lit/context';
import type { Portal } from '../../src/portal-types.ts';

/** Registered globally, so that a second copy of the package on the page still finds its portal. */
export const portalContext = createContext<Portal | undefined>(Symbol.for('fhir-group-therapy.portal'));
