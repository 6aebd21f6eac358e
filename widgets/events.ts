/** Every event of every widget: bubbling, composed, with typed `detail` and nothing about a person in it unless it says so. @module */

export interface GroupEvents {
  /**
   * Someone pressed "Open the agreement" (readiness) or "Open the form" (roster): the host shows its intake screen. Only
   * the roster says for whom (`Patient/…`): hand it on as a property, never in an attribute or an address.
   */
  'group-agreement-requested': { group: string; patient?: string };
  /** A member has this screen now: hide everything else. Widgets of the same `<group-portal>` let go of what they read. */
  'group-screen-handed-over': { group: string };
  /** Staff have the screen again. */
  'group-screen-returned': { group: string };
  /** The server has the signed agreement and it was read back. */
  'group-agreement-signed': { group: string; signing: string; rules: 'active' | 'proposed' | 'ended' };
  /** The form is over and let go of: staff pressed Done, or the member did on their own device. */
  'group-agreement-closed': { group: string };
  /** Something signed was taken back: the server has it and it was read back. */
  'group-agreement-withdrawn': { group: string };
  /** A signing was entered in error, and read back so. */
  'group-agreement-voided': { group: string };
  /** The server answered for each row of the sheet. */
  'group-attendance-saved': { group: string; start: string; saved: number; unchanged: number; failed: number };
  /**
   * Somebody is in the room and not on the list of the sheet: the host shows where members are added (`<group-members>`).
   * Who is added appears on the open sheet by itself.
   */
  'group-member-requested': { group: string };
  /** Somebody was added to the group. */
  'group-member-added': { group: string };
  /** A membership was put on hold, resumed, ended or moved. */
  'group-member-changed': { group: string };
  /** The member completed the introduction, or said a name or how they leave word; or a leader noted something. */
  'group-preparation-saved': { group: string };
  /** The server has the leader's decision and it was read back. */
  'group-decision-recorded': { group: string; decision: 'exception' | 'sign-again' | 'not-this-group' };
  /** A read or a save failed; `code` is a PortalError code. The widget shows it as well. */
  'group-error-raised': { code: string };
}

declare global {
  interface GlobalEventHandlersEventMap {
    'group-agreement-requested': CustomEvent<GroupEvents['group-agreement-requested']>;
    'group-screen-handed-over': CustomEvent<GroupEvents['group-screen-handed-over']>;
    'group-screen-returned': CustomEvent<GroupEvents['group-screen-returned']>;
    'group-agreement-signed': CustomEvent<GroupEvents['group-agreement-signed']>;
    'group-agreement-closed': CustomEvent<GroupEvents['group-agreement-closed']>;
    'group-agreement-withdrawn': CustomEvent<GroupEvents['group-agreement-withdrawn']>;
    'group-agreement-voided': CustomEvent<GroupEvents['group-agreement-voided']>;
    'group-attendance-saved': CustomEvent<GroupEvents['group-attendance-saved']>;
    'group-member-requested': CustomEvent<GroupEvents['group-member-requested']>;
    'group-member-added': CustomEvent<GroupEvents['group-member-added']>;
    'group-member-changed': CustomEvent<GroupEvents['group-member-changed']>;
    'group-preparation-saved': CustomEvent<GroupEvents['group-preparation-saved']>;
    'group-decision-recorded': CustomEvent<GroupEvents['group-decision-recorded']>;
    'group-error-raised': CustomEvent<GroupEvents['group-error-raised']>;
  }
}
