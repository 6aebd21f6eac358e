/** Trial page: `<group-attendance>` in every state, each reached the way a leader reaches it. @module */
import { PortalError } from '../../../fhir-mappings/errors.ts';
import type { AttendanceSheet, Portal } from '../../../src/portal-types.ts';
import { define } from '../../../widgets/define-tag.ts';
import { GroupAttendance } from '../../../widgets/attendance/group-attendance.ts';
import { fakePortal } from '../../support/fake-portal.ts';
import { at, sheet, start } from './attendance-sheets.ts';

define('group-attendance', GroupAttendance);
const main = document.querySelector('main');
type Press = (what: string, nth?: number) => Promise<void>;

async function show(
  opened: AttendanceSheet,
  saveSheet?: Portal['saveSheet'],
  steps?: (press: Press) => Promise<void>,
): Promise<void> {
  const widget = document.createElement('group-attendance');
  Object.assign(widget, { group: 'tuesday', start });
  widget.portal = fakePortal({ openSheet: () => Promise.resolve(opened), ...(saveSheet && { saveSheet }) });
  main?.append(widget);
  await new Promise((done) => setTimeout(done, 50));
  await steps?.(async (what, nth = 0) => {
    const root = widget.shadowRoot;
    const labels = [...(root?.querySelectorAll('label, button') ?? [])].filter((e) => e.textContent?.trim() === what);
    const [found] = [labels[nth]] as (HTMLElement | undefined)[];
    (found?.querySelector('input') ?? found)?.click();
    await widget.updateComplete;
    await new Promise((done) => setTimeout(done, 20));
  });
}

const marked = async (press: Press): Promise<void> => {
  await press('Everyone expected was here');
  await press('Late', 2);
  await press('Away', 4);
  await press('No word');
};
const names = ['Alex', 'محمد', 'Bartholomew-James', 'שרה', 'Mary Ann Elizabeth', 'Noor', 'Zoë', 'Ty'];
const saves: Portal['saveSheet'] = (_sheet, marks) =>
  Promise.resolve({ saved: [...marks.keys()], unchanged: [], failed: [] });

await show(sheet());
await show(sheet(), undefined, marked);
await show(
  sheet(names, { Noor: { recorded: { outcome: 'present-late', minutesLate: 12, at } }, Ty: { notMember: true } }),
  undefined,
  async (press) => {
    await press('Away', 2);
    await press('Late', 4);
    await press('Save 1 chart');
  },
);
await show(sheet(), saves, async (press) => {
  await marked(press);
  await press('Save 8 charts');
});
await show(
  sheet(),
  (_sheet, marks) =>
    Promise.resolve({
      saved: [...marks.keys()].filter((row) => !['row-4', 'row-6'].includes(row)),
      unchanged: [],
      failed: [
        { row: 'row-4', code: 'conflict' },
        { row: 'row-6', code: 'timeout' },
      ],
    }),
  async (press) => {
    await marked(press);
    await press('Save 8 charts');
  },
);
await show(
  sheet(),
  () => Promise.reject(new PortalError('offline', '')),
  async (press) => {
    await press('Not held');
    await press('Save 8 charts');
  },
);
await show(sheet([]));
await show(sheet(['Alex', 'Bo'], { Alex: { recorded: { outcome: 'present', at } } }), undefined, async (press) => {
  await press('Away', 0);
  await press('Away', 1);
  await press('Save');
});

const failing = document.createElement('group-attendance');
Object.assign(failing, {
  group: 'tuesday',
  start,
  portal: fakePortal({ openSheet: () => Promise.reject(new PortalError('not-allowed', '')) }),
});
const loading = document.createElement('group-attendance');
Object.assign(loading, { group: 'tuesday', start, portal: fakePortal({ openSheet: () => new Promise(() => {}) }) });
main?.append(failing, loading, document.createElement('group-attendance'));
