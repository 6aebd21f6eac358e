/** A member whose record was merged into another one keeps one set of rows (design 4.2a). @module */
import { describe, expect, test } from 'vitest';
import { afterSession, comingStart, portalOn } from './demo.ts';
import { searchAll, token } from './outside.ts';
import { answersTo } from './portal-tests.ts';

const group = 'tuesday';
const [old, survivor] = ['Patient/p7', 'Patient/p7-new'];

/** Registers the tests; the server must hold the demo's seed. */
export function mergedTests(server: () => string): void {
  describe('a member whose record was merged into another', () => {
    const put = async (resource: { resourceType: string; id: string }) => {
      const answer = await fetch(`${server()}/${resource.resourceType}/${resource.id}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/fhir+json' },
        body: JSON.stringify(resource),
      });
      if (!answer.ok) throw new Error(await answer.text());
    };
    const name = [{ use: 'official', given: ['Ty'], family: 'Brooks-Test' }];
    const link = (type: string, reference: string) => [{ type, other: { reference } }];
    const leader = (now = afterSession) => portalOn(server(), 'leader', { now: () => now });

    test('has one row, one card and one chart, under either id', async () => {
      const before = await leader().readiness({ group, patient: old });
      await put({ resourceType: 'Patient', id: 'p7-new', name, birthDate: '1983-12-25' } as never);
      await put({
        resourceType: 'Patient',
        id: 'p7',
        active: false,
        name,
        birthDate: '1983-12-25',
        link: link('replaced-by', survivor),
      } as never);
      await put({
        resourceType: 'Patient',
        id: 'p7-new',
        active: true,
        name,
        birthDate: '1983-12-25',
        link: link('replaces', old),
      } as never);
      for (const patient of [old, survivor]) {
        const { readiness } = await leader().readiness({ group, patient });
        expect(readiness).toEqual(before.readiness);
      }
      const portal = leader();
      const list = await portal.members({ group });
      const rows = list.members.filter((m) => m.name === 'Ty');
      expect(rows.map((r) => portal.patientOfRow(list, r.row))).toEqual([survivor]);
      await expect(portal.addMember({ group }, { patient: survivor, start: '2026-11-25' })).rejects.toMatchObject({
        code: 'invalid',
        fields: ['patient'],
      });
    });

    test('is recorded once, by whichever id the session was recorded before', async () => {
      const portal = leader();
      const sheet = await portal.openSheet({ group, start: comingStart });
      const own = sheet.rows.filter((r) => r.name === 'Ty');
      expect(own).toHaveLength(1);
      const row = own[0]?.row ?? '';
      expect(await portal.saveSheet(sheet, new Map([[row, { outcome: 'present' }]]))).toMatchObject({ failed: [] });
      expect(await portal.saveSheet(sheet, new Map([[row, { outcome: 'absent-with-notice' }]]))).toMatchObject({
        failed: [],
      });
      const again = leader();
      const read = await again.openSheet({ group, start: comingStart });
      expect(read.rows.filter((r) => r.name === 'Ty').map((r) => r.recorded)).toMatchObject([
        { outcome: 'absent-with-notice' },
      ]);
      const living = (
        await searchAll(server(), 'Observation', { code: token('session-attendance'), date: 'ge2026-11-30' })
      )
        .filter((o) => [old, survivor].includes(o.subject?.reference ?? '') && o.status !== 'entered-in-error')
        .filter((o) => o.component?.some((c) => Date.parse(c.valueDateTime ?? '') === Date.parse(comingStart)));
      expect(living.map((o) => o.subject?.reference)).toEqual([survivor]);
      // an earlier session, recorded under the old id
      const earlier = await again.openSheet({ group, start: '2026-11-17T18:00:00-05:00' });
      const before = earlier.rows.find((r) => r.name === 'Ty');
      expect(before?.recorded).toBeDefined();
    });

    test('can sign and withdraw, and what was signed before counts', async () => {
      const intake = portalOn(server(), 'intake');
      expect(await intake.withdraw({ group, patient: survivor, document: 'rules' })).toMatchObject({ documents: 1 });
      const form = await intake.openSigning({ group, patient: survivor });
      const answers = answersTo(form);
      await intake.sign(form, {
        answers,
        signer: { as: 'member' },
        mode: 'screen',
        mark: { by: 'typing' },
        name: 'Ty',
        electronic: true,
        identityCheck: 'two-identifiers',
      });
      const standing = async (patient: string) =>
        (
          await searchAll(server(), 'Consent', { patient, category: token('group-rules', 'group-participation') })
        ).filter((c) => c.status === 'active').length;
      expect([await standing(old), await standing(survivor)]).toEqual([0, 2]);
      const { readiness } = await leader().readiness({ group, patient: old });
      expect(readiness.criteria.agreement.state).toBe('met');
    });
  });
}
