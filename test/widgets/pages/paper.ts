/** Trial page: the paper screens in their states. `npx vite` and open it; `?es` for Spanish. @module */
import { reviewedParticipationEs, reviewedRulesEs } from '../../../demo/seed/reviewed-es.ts';
import { groupParticipationEn } from '../../../src/content/group-participation-en.ts';
import { groupRulesEn } from '../../../src/content/group-rules-en.ts';
import { beginPaper, type PaperState } from '../../../widgets/agreement/paper-state.ts';
import '../agreement-paper-element.ts';
import { paperOf } from '../agreement-paper-form.ts';

const main = document.querySelector('main');
const spanish = location.search === '?es';
const documents = spanish
  ? { rules: reviewedRulesEs, participation: reviewedParticipationEs }
  : { rules: groupRulesEn, participation: groupParticipationEn };

function show(change: Partial<PaperState>, screen: 'print' | 'record' = 'record'): void {
  const element = document.createElement('test-paper');
  element.form = paperOf({ documents, video: spanish });
  element.state = { ...beginPaper('2026-11-20'), ...change };
  element.screen = screen;
  element.locale = spanish ? 'es' : 'en';
  main?.append(element);
}

show({}, 'print');
show({ code: 'other', version: '2026.1' });
show({ code: 'unreadable', version: { other: true } });
show({ code: 'same', version: '2026.1' });
show({ code: 'same', version: '2026.1', tried: true, refused: 'heic', missingPage: true });
show({
  code: 'same',
  version: '2026.1',
  answers: {
    rules: { private: 'yes', come: 'yes', sober: 'no', avoid: 'talk' },
    participation: { 'take-part': 'yes' },
  },
  read: { rules: true, participation: true },
  signedOn: '2025-11-18',
  name: 'Sam Rivera-Test',
  scan: { contentType: 'application/pdf', data: '', bytes: 1_410_000 },
  sent: { input: {} as never, code: 'offline' },
});
