/** The element classes, not registered; `./define` registers them. @module */
export { GroupAgreement } from './agreement/group-agreement.ts';
export { GroupAttendance } from './attendance/group-attendance.ts';
export { GroupMembers } from './members/group-members.ts';
export { GroupPictureElement } from './picture/group-picture.ts';
export { GroupPortal } from './portal/group-portal.ts';
export { GroupPreparation } from './preparation/group-preparation.ts';
export { GroupReadiness } from './readiness/group-readiness.ts';
export { GroupRoster } from './roster/group-roster.ts';
export { GroupSigned } from './signed/group-signed.ts';
export { portalContext } from './portal/context.ts';
export type { GroupEvents } from './events.ts';
