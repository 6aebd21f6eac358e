/** Puts a form straight to one of its screens. @module */
import { desk } from '../../../widgets/agreement/desk-state.ts';
import type { GroupAgreement } from '../../../widgets/agreement/group-agreement.ts';
import type { Session } from '../../../widgets/agreement/session.ts';

/** What the element keeps to itself. */
interface Inside {
  session: Session;
  flow: object | undefined;
}

/** Once its parts are loaded; that of paper is fetched as staff fetch it, by its button. */
export async function showScreen(element: GroupAgreement, session: Session): Promise<void> {
  const inside = element as unknown as Inside;
  const until = async (done: () => boolean) => {
    while (!done()) await new Promise((resolve) => setTimeout(resolve, 10));
    await element.updateComplete;
  };
  await until(() => inside.flow !== undefined);
  if (session.stage === 'paper') {
    inside.session = desk(session.form, { signer: 'member', identity: 'known-to-staff' });
    await element.updateComplete;
    [...element.renderRoot.querySelectorAll<HTMLElement>('.equal button')].at(-1)?.click();
    await until(() => inside.session.stage === 'paper');
  }
  inside.session = session;
  await element.updateComplete;
}
