/** What the portal does for groups and their members: see GroupBook. @module */
export { addMember, moveMember } from '../add-member.ts';
export { endMember, holdMember, resumeMember } from '../change-member.ts';
export { createGroup } from '../create-group.ts';
export { findPerson } from '../find-person.ts';
export { members } from '../members.ts';
