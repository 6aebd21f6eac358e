/** A portal for widget tests: an object with the same methods, each replaceable. @module */
import type { GroupSummary, Portal } from '../../src/portal-types.ts';

export const tuesday: GroupSummary = {
  key: 'tuesday',
  name: 'Tuesday group',
  timeZone: 'America/New_York',
  leaders: ['A. Okafor-Test'],
};

const notFaked = () => Promise.reject(new Error('this test did not expect the call'));

/** A portal whose methods reject unless given. */
export function fakePortal(methods: Partial<Portal>): Portal & { saved(): void } {
  const listeners = new Set<() => void>();
  return {
    user: { reference: 'Practitioner/l1', display: 'A. Okafor-Test', role: 'leader' },
    patient: 'Patient/p1',
    groups: () => Promise.resolve([tuesday]),
    readiness: notFaked,
    openSigning: notFaked,
    sign: notFaked,
    saveDraft: notFaked,
    findSigned: notFaked,
    closeSigning: notFaked,
    withdraw: notFaked,
    signings: notFaked,
    signedCopy: notFaked,
    voidSigning: notFaked,
    sessions: notFaked,
    openSheet: notFaked,
    saveSheet: notFaked,
    undoRows: notFaked,
    voidRow: notFaked,
    rowHistory: notFaked,
    members: notFaked,
    createGroup: notFaked,
    findPerson: notFaked,
    addMember: notFaked,
    holdMember: notFaked,
    resumeMember: notFaked,
    endMember: notFaked,
    moveMember: notFaked,
    schedule: notFaked,
    cancelSessions: notFaked,
    moveSession: notFaked,
    restoreSession: notFaked,
    intakeList: notFaked,
    picture: notFaked,
    openPreparation: notFaked,
    savePreparation: notFaked,
    saveWorries: notFaked,
    saveContact: notFaked,
    saveDisplayName: notFaked,
    addNote: notFaked,
    keeps: () => Promise.resolve(true),
    openDecisions: notFaked,
    decide: notFaked,
    roster: notFaked,
    closeItem: notFaked,
    reach: notFaked,
    patientOfRow: () => {
      throw new Error('this test did not expect the call');
    },
    onSaved: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Tells the listeners, as the portal does after a save. */
    saved: () => listeners.forEach((listener) => listener()),
    ...methods,
  };
}
