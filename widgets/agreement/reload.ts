/** Unfinished work over a reload, where the host opted in: encrypted on the device, gone when it is signed or stopped. @module */
import type { SigningForm } from '../../src/signing-types.ts';
import type { Host } from './host.ts';
import { openOutbox, type Outbox } from './outbox.ts';
import { failedSending, filling, type Filling, type Session } from './session.ts';

/** What is kept: nothing the server or the record already has. */
type Work = Pick<Filling, 'setup' | 'place' | 'walk' | 'name' | 'way' | 'electronic' | 'assent' | 'sent'> & {
  signing: string;
  language: string;
  /** Of each document: answers belong to the words they were given to. */
  words: readonly string[];
};

export interface OverReload {
  /** The work of this member in this group that a reload cut off. */
  restore(form: SigningForm, open: (work: Work) => Promise<SigningForm>): Promise<Filling | undefined>;
  /** Follows what is on the screen. */
  drawn(session: Session): void;
  /** Signed out: what this page kept is gone. */
  forget(): void;
}

export function overReload(host: Host): OverReload {
  let box: { scope: string; outbox: Outbox } | undefined;
  let last: Session | undefined;

  const boxOf = (form: SigningForm): Outbox | undefined => {
    const { portal, keepOverReload } = host;
    if (!portal || !keepOverReload) return undefined;
    const scope = JSON.stringify([portal.user.reference, form.patient, form.group.key]);
    // another member or account: the box of the one before must never open for this one
    if (box?.scope !== scope) box = { scope, outbox: openOutbox(scope) };
    return box.outbox;
  };

  const forget = (): void => {
    void box?.outbox.clear();
    box = undefined;
  };

  return {
    forget,
    async restore(form, open) {
      const kept = await boxOf(form)?.load();
      if (!isWork(kept)) return undefined;
      const again = await open(kept);
      const { setup, place, walk, name, way, electronic, assent, sent } = kept;
      // other words meanwhile: they are read anew, in a signing of their own
      if (wordsOf(again).join() !== kept.words.join()) return { ...filling(form, setup, { place }), changed: true };
      return {
        ...filling(again, setup, { place }),
        walk,
        name,
        way,
        electronic,
        assent,
        // sent, and nobody saw the answer: sending it again is harmless
        sent: sent && (sent.code ? sent : failedSending(sent, 'offline')),
      };
    },
    drawn(session) {
      if (session === last) return;
      last = session;
      if (session.stage === 'filling') {
        const { form, setup, place, walk, name, way, electronic, assent, sent } = session;
        const more = { signing: form.signing, language: form.documents.rules.language, words: wordsOf(form) };
        const work: Work = { ...more, setup, place, walk, name, way, electronic, assent, sent };
        void boxOf(form)?.save(work);
      } else if (session.stage !== 'opening' && session.stage !== 'unopened') {
        forget();
      }
    },
  };
}

const isWork = (value: unknown): value is Work =>
  typeof value === 'object' && value !== null && 'words' in value && 'walk' in value && 'setup' in value;

const wordsOf = ({ documents: { rules, participation } }: SigningForm): string[] =>
  [rules, participation].map(({ url, version }) => `${url}|${version}`);
