/** Every event of every widget: bubbling, composed, with typed `detail` and nothing about a person in it. @module */

export interface GroupEvents {
  /** Someone pressed "Open the agreement" (readiness): the host shows its intake screen. */
  'group-agreement-requested': { group: string };
  /** The server has the signed agreement and it was read back. */
  'group-agreement-signed': { group: string; signing: string; rules: 'active' | 'proposed' };
  /** The member pressed Done after signing: the host takes the screen back. */
  'group-agreement-closed': { group: string };
  /** The server answered for each row of the sheet. */
  'group-attendance-saved': { group: string; start: string; saved: number; unchanged: number; failed: number };
  /** A read or a save failed; `code` is a PortalError code. The widget shows it as well. */
  'group-error-raised': { code: string };
}

declare global {
  interface GlobalEventHandlersEventMap {
    'group-agreement-requested': CustomEvent<GroupEvents['group-agreement-requested']>;
    'group-agreement-signed': CustomEvent<GroupEvents['group-agreement-signed']>;
    'group-agreement-closed': CustomEvent<GroupEvents['group-agreement-closed']>;
    'group-attendance-saved': CustomEvent<GroupEvents['group-attendance-saved']>;
    'group-error-raised': CustomEvent<GroupEvents['group-error-raised']>;
  }
}
