/** Trial page: every screen of `<group-agreement>` at once. `npx vite` and open it; see agreement-screens.ts. @module */
import '../../../widgets/agreement/define.ts';
import { fakePortal } from '../../support/fake-portal.ts';
import { screens } from './agreement-screens.ts';
import { showScreen } from './agreement-show.ts';

const { dir = 'ltr', name, group, width = '340px' } = Object.fromEntries(new URLSearchParams(location.search));
const main = document.querySelector('main');
main?.style.setProperty('--width', width);
const handOver = () => Promise.resolve({ link: 'https://clinic.example/sign/7f3a91c05d2e4b68' });
const changes = {
  ...(name && { memberName: name }),
  ...(group && {
    group: { key: 'tuesday', name: group, timeZone: 'America/New_York', leaders: [name ?? 'A. Okafor'] },
  }),
};
for (const { session } of Object.values(screens(changes))) {
  const widget = document.createElement('group-agreement');
  widget.group = 'tuesday';
  widget.dir = dir;
  widget.portal = fakePortal({ handOver, openSigning: () => new Promise(() => {}) });
  main?.append(widget);
  void showScreen(widget, session);
}
