/** What is asked after the cards, each saved by itself: how the member leaves word, and their name in group. @module */
import type { Host } from './host.ts';
import { isName, type NameActs } from './name.ts';
import type { Walking } from './session.ts';
import { wordOf, type WordActs } from './word.ts';

interface Ways {
  /** The session, while there is one. */
  current: () => Walking | undefined;
  update: (more: Partial<Walking>) => void;
  /** Sends one thing; on success the member goes on. */
  send: (what: Promise<unknown>, failed: (code: string) => void) => Promise<void>;
  skip: () => void;
}

export function telling(
  { portal, query, focus, within }: Host,
  { current, update, send, skip }: Ways,
): { word: WordActs; name: NameActs } {
  const word: WordActs = {
    choose: (chosen) => {
      const session = current();
      if (!session || session.word.busy) return;
      const { missing: _missing, ...before } = session.word;
      update({ word: { ...before, ...chosen } });
    },
    next: () => {
      const said = current()?.word;
      if (!said) return;
      const way = wordOf(said);
      if ('missing' in way) {
        focus('.missing ~ .choices input');
        return update({ word: { ...said, missing: way.missing } });
      }
      update({ word: { ...said, busy: true }, saving: 'saving' });
      void send(portal.saveContact(query, way), (code) => update({ word: { ...said, busy: false }, saving: { code } }));
    },
    skip,
  };
  const name: NameActs = {
    type: (text) => {
      if (current()?.name.busy === true) return;
      update({ name: { text } });
    },
    save: () => {
      const said = current()?.name;
      if (!said) return;
      if (!isName(said)) {
        focus('#name');
        return update({ name: { ...said, missing: true } });
      }
      update({ name: { ...said, busy: true }, saving: 'saving' });
      // who else has the name is not for this screen, whoever holds it (G11)
      const saved = portal.saveDisplayName(query, said.text).then(({ shared }) => within?.named(shared === true));
      void send(saved, (code) => {
        if (code === 'invalid') focus('#name');
        update({
          name: { ...said, busy: false, missing: code === 'invalid' },
          saving: code === 'invalid' ? 'nothing' : { code },
        });
      });
    },
    skip,
  };
  return { word, name };
}
