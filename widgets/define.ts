/** Registers every tag. Guarded: a second copy of the package on a host page must not take its module down. @module */
// first: a widget already in the page asks its portal once, when it is registered
export * from './portal/define.ts';
export * from './agreement/define.ts';
export * from './attendance/define.ts';
export * from './members/define.ts';
export * from './picture/define.ts';
export * from './preparation/define.ts';
export * from './readiness/define.ts';
export * from './roster/define.ts';
export * from './signed/define.ts';
