/** What a member sees at home: their own group, and nothing of the clinic's other views. @module */
import { el, fill, widget } from './dom.js';

/**
 * @param {import('./app.js').Clinic} clinic
 * @param {HTMLElement} place
 * @param {{ group?: string, part?: 'group-agreement' | 'group-preparation' }} details which of their forms is open
 * @param {AbortSignal} signal
 */
export function mine(clinic, place, { group, part }, signal) {
  const back = () => clinic.go('mine');
  const calm = el('div', { className: 'calm' });
  place.append(calm);
  if (group !== undefined && part !== undefined) {
    const title = part === 'group-agreement' ? 'Group agreement' : 'What to expect';
    calm.append(
      el(
        'div',
        { className: 'heading' },
        el('h1', {}, title),
        el('button', { type: 'button', className: 'link', onclick: back }, 'Back to my group'),
      ),
      widget(part, { group }),
    );
    place.addEventListener('group-agreement-closed', back, { signal });
    return;
  }
  const guests = el('div', { className: 'guests' });
  calm.append(el('div', { className: 'heading' }, el('h1', {}, 'My group')), guests);
  void fill(guests, {
    signal,
    failed: 'Your group did not load.',
    load: () =>
      Promise.all([
        clinic.record.membershipsOf({ reference: clinic.user.reference }, signal),
        clinic.portal.groups({ signal }),
      ]),
    draw([own, groups]) {
      const keys = own.filter((m) => !m.over).map((m) => m.group);
      return groups
        .filter(({ key }) => keys.includes(key))
        .flatMap(({ key }) => [
          widget('group-readiness', { group: key }),
          el(
            'button',
            {
              type: 'button',
              className: 'link',
              onclick: () => clinic.go('mine', { group: key, part: 'group-preparation' }),
            },
            'What to expect in group',
          ),
        ]);
    },
  });
  place.addEventListener(
    'group-agreement-requested',
    ({ detail }) => clinic.go('mine', { group: detail.group, part: 'group-agreement' }),
    { signal },
  );
}
