/** Servers where nothing is found by an identifier: what the plan says up front, and that nothing is written twice. */
import type { CapabilityStatement } from '@medplum/fhirtypes';
import { afterAll, describe, expect, test } from 'vitest';
import { behaviours } from '../../demo/fhir/behaviours.ts';
import type { Behaviour } from '../../demo/fhir/handler.ts';
import type { Demo } from '../../demo/server.ts';
import { run as command } from '../../src/cli/run.ts';
import { createFhirClient } from '../../src/client/client.ts';
import { run } from '../../src/sync/sync.ts';
import { portalOn, seededAt, startDemo } from '../support/demo.ts';
import { counts } from '../support/outside.ts';
import { row, workshop } from '../support/sync-clinic.ts';

const shop = workshop();
const running: Demo[] = [];
afterAll(async () => {
  await Promise.all(running.map((one) => one.stop()));
  shop.end();
});
async function served(behaviour: Behaviour): Promise<string> {
  const demo = await startDemo({ now: seededAt, behaviour });
  running.push(demo);
  return demo.fhirBase;
}

const withoutIdentifier = (statement: CapabilityStatement, ...types: string[]): CapabilityStatement => ({
  ...statement,
  rest: (statement.rest ?? []).map((one) => ({
    ...one,
    resource: (one.resource ?? []).map(({ searchParam = [], ...resource }) => ({
      ...resource,
      searchParam: types.includes(resource.type ?? '')
        ? searchParam.filter(({ name }) => name !== 'identifier')
        : searchParam,
    })),
  })),
});
async function check(base: string): Promise<string[]> {
  const lines: string[] = [];
  const say = (line: string) => void lines.push(line);
  const exit = await command(['check-server', base], { env: {}, out: say, err: say });
  return [`${exit}`, ...lines];
}
const shown = async (base: string, mark = 'present' as const) => {
  const portal = portalOn(base, 'leader');
  const sheet = await portal.openSheet({ group: 'tuesday', start: '2026-11-24T18:00:00-05:00' });
  const [first] = sheet.rows;
  return portal.saveSheet(sheet, new Map([[first?.row ?? '', { outcome: mark }]]));
};

describe('a server that does not say it finds by identifier', () => {
  test('Observations or groups is read, never written, and says so before anything is typed', async () => {
    const base = await served({ says: (one) => withoutIdentifier(one, 'Observation', 'HealthcareService') });
    const before = await counts(base);
    const error = { code: 'unsupported', fields: ['Observation.identifier', 'HealthcareService.identifier'] };
    await expect(shown(base)).rejects.toMatchObject(error);
    expect(await check(base)).toContain('missing        Observation.identifier, HealthcareService.identifier');
    expect(await counts(base)).toEqual(before);
  });

  test('patients keeps the record, and can’t be imported to', async () => {
    const base = await served({ says: (one) => withoutIdentifier(one, 'Patient') });
    const told = await check(base);
    expect(told[0]).toBe('0');
    expect(told.filter((line) => line.startsWith('lost'))).toEqual([
      'lost           Patient.identifier: nobody is found by an identifier: no imports, and no chart of an EHR beside it',
    ]);
    await expect(run(shop.setting(base), shop.rows(row(1, 'Show')))).rejects.toMatchObject({
      code: 'unsupported',
      fields: ['Patient.identifier'],
    });
    expect((await shown(base)).saved).toHaveLength(1);
  });

  test('visits keeps attendance without them', async () => {
    const base = await served({ says: (one) => withoutIdentifier(one, 'Encounter') });
    const before = await counts(base);
    expect((await shown(base)).saved).toHaveLength(1);
    const after = await counts(base);
    expect([after['Observation'], after['Encounter']]).toEqual([(before['Observation'] ?? 0) + 1, before['Encounter']]);
  });
});

describe.each<[string, Pick<Behaviour, 'refuses' | 'answers'>]>([
  [
    'refuses',
    {
      refuses: ({ url }) =>
        url.startsWith('Observation?') && url.includes('identifier=')
          ? {
              status: 400,
              body: { resourceType: 'OperationOutcome', issue: [{ severity: 'error', code: 'not-supported' }] },
            }
          : undefined,
    },
  ],
  [
    'ignores',
    {
      answers: (answer, { url }) =>
        url.startsWith('Observation?') && url.includes('identifier=')
          ? { ...answer, body: { resourceType: 'Bundle', type: 'searchset', entry: [{ resource: strange }] } }
          : answer,
    },
  ],
])('a server that says it finds by identifier, creates on no condition, and %s the parameter', (_name, how) => {
  test('takes nothing that it can’t look up, and the plan knows it from then on', async () => {
    const base = await served({
      ...behaviours['single-writes'],
      ...how,
      refuses: (call) => how.refuses?.(call) ?? behaviours['single-writes'].refuses?.(call),
    });
    const before = await counts(base);
    const client = createFhirClient({ base });
    await client.capabilities();
    const condition = { param: 'identifier', system: 'https://clinic.example/sid', value: 'v' } as const;
    const resource = { ...strange, identifier: [condition] };
    const error = { code: 'unsupported', fields: ['Observation.identifier'] };
    expect((await client.plan()).missing).toEqual([]);
    await expect(client.transaction([{ resource, condition }])).rejects.toMatchObject(error);
    expect((await client.plan()).missing).toEqual(['Observation.identifier']);
    expect(await counts(base)).toEqual(before);
  });
});

const strange = {
  resourceType: 'Observation',
  id: 'strange',
  status: 'final',
  code: { text: 'another one' },
  subject: { reference: 'Patient/p1' },
} as const;
