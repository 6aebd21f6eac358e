/** A seeded embedded server and portals on it, for tests that go over real HTTP. @module */
import { startDemo } from '../../demo/server.ts';
import { groupDefinitions, users } from '../../demo/seed/clinic.ts';
import { createPortal, type PortalOptions } from '../../src/portal.ts';
import type { Portal, Role } from '../../src/portal-types.ts';

/** A Wednesday, 10:00 in New York: the seeded dates count back from here. */
export const seededAt = new Date('2026-11-25T15:00:00Z');
/** The session to come on that day: one week later, with eight seats. */
export const comingStart = '2026-12-01T18:00:00-05:00';
/** After the end of that session. */
export const afterSession = new Date('2026-12-02T00:45:00Z');

/** A portal of the demo's own staff. */
export function portalOn(base: string, role: Role, more: Partial<PortalOptions> = {}): Portal {
  const user = users.find((u) => u.role === role) ?? { reference: 'Patient/p8', display: 'Sam Santos-Test', role };
  return createPortal({ store: { base }, groups: groupDefinitions, user, now: () => seededAt, ...more });
}

export { startDemo };
