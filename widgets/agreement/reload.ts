/** Unfinished work over a reload, where the host opted in: encrypted on the device, gone when it is signed or stopped. @module */
import type { SigningForm } from '../../src/signing-types.ts';
import type { Host } from './host.ts';
import { openOutbox, type Outbox } from './outbox.ts';
import { filling, type Filling, type Session } from './session.ts';

/** What is kept: nothing the server or the record already has. */
type Work = Pick<Filling, 'setup' | 'place' | 'walk' | 'name' | 'way' | 'electronic' | 'assent' | 'sent'> & {
  signing: string;
  language: string;
};

export interface OverReload {
  /** The work of this member in this group that a reload cut off. */
  restore(form: SigningForm, open: (work: Work) => Promise<SigningForm>): Promise<Filling | undefined>;
  /** Clears what this page kept: signed out. What another page kept stays for the form it belongs to. */
  forget(): void;
  /** Follows what is on the screen. */
  drawn(session: Session): void;
}

export function overReload(host: Host): OverReload {
  let box: { scope: string; outbox: Outbox } | undefined;
  let last: Session | undefined;

  const boxOf = (form: SigningForm): Outbox | undefined => {
    const { portal, keepOverReload } = host;
    if (!portal || !keepOverReload) return undefined;
    const scope = JSON.stringify([portal.user.reference, form.patient, form.group.key]);
    // another member's form, or another user's: what was kept before can't be opened by it, and is cleared
    if (box?.scope !== scope) box = { scope, outbox: openOutbox(scope) };
    return box.outbox;
  };

  function forget(): void {
    void box?.outbox.clear();
    box = undefined;
  }

  return {
    forget,
    async restore(form, open) {
      const kept = await boxOf(form)?.load();
      if (!isWork(kept)) return undefined;
      const again = await open(kept);
      const { setup, place, walk, name, way, electronic, assent, sent } = kept;
      return {
        ...filling(again, setup, { place }),
        walk,
        name,
        way,
        electronic,
        assent,
        // sent, and nobody saw the answer: sending it again is harmless
        sent: sent && { input: sent.input, code: sent.code ?? 'offline' },
      };
    },
    drawn(session) {
      if (session === last) return;
      last = session;
      if (session.stage === 'filling') {
        const { form, setup, place, walk, name, way, electronic, assent, sent } = session;
        const { language } = form.documents.rules;
        const work: Work = { signing: form.signing, language, setup, place, walk, name, way, electronic, assent, sent };
        void boxOf(form)?.save(work);
      } else if (session.stage !== 'opening' && session.stage !== 'unopened') {
        forget();
      }
    },
  };
}

const isWork = (value: unknown): value is Work =>
  typeof value === 'object' && value !== null && 'signing' in value && 'walk' in value && 'setup' in value;
