import { describe, expect, it } from 'vitest';
import { declares } from '../../../src/client/plan.ts';
import { capabilitiesOf } from '../../../src/client/capabilities.ts';
import { clientOf, failing, startServer, statement } from './support.ts';

describe('the capabilities', () => {
  it('are read once, also by many at once', async () => {
    const { base, seen } = await startServer(() => ({ body: statement(['transaction', 'batch']) }));
    const client = clientOf({ base });
    const [one, other] = await Promise.all([client.capabilities(), client.capabilities()]);
    expect(one).toBe(other);
    expect(await client.capabilities()).toBe(one);
    expect(seen).toHaveLength(1);
    expect(one).toMatchObject({ fhirVersion: '4.0', transaction: true, batch: true });
  });

  it('are read anew after a failure', async () => {
    const { base } = await startServer((_seen, count) => (count === 1 ? { status: 401 } : { body: statement([]) }));
    const client = clientOf({ base });
    expect((await failing(client.capabilities())).code).toBe('not-authorized');
    expect((await client.capabilities()).batch).toBe(false);
  });

  it.each([
    ['4.0.1', '4.0'],
    ['4.0', '4.0'],
    ['4.3.0', '4.3'],
    ['4.3.0-cibuild', '4.3'],
    ['5.0.0', '5.0'],
    ['4.1.0', 'unknown'],
    ['4.01', 'unknown'],
    ['6.0.0-ballot2', 'unknown'],
    ['3.0.2', 'unknown'],
  ])('of FHIR %s speak of %s', async (written, version) => {
    const { base } = await startServer(() => ({ body: statement([], written) }));
    expect((await clientOf({ base }).capabilities()).fhirVersion).toBe(version);
  });

  it('say what a type can', async () => {
    const { base } = await startServer(() => ({ body: statement(['transaction']) }));
    const can = await clientOf({ base }).capabilities();
    expect([
      declares(can, 'Consent', 'create'),
      declares(can, 'Consent', 'update'),
      declares(can, 'EpisodeOfCare', 'read'),
    ]).toEqual([true, false, false]);
    expect([can.declared('Consent')?.conditionalCreate, can.declared('Observation')]).toEqual([true, undefined]);
  });

  it.each([[undefined], [[]], [{}], [[{ mode: 'client', interaction: [{ code: 'batch' }] }]]])(
    'without a server part promise nothing: %j',
    (rest) => {
      const can = capabilitiesOf(JSON.parse(JSON.stringify({ resourceType: 'CapabilityStatement', rest })));
      expect([can.fhirVersion, can.batch, can.transaction, declares(can, 'Consent', 'read')]).toEqual([
        'unknown',
        false,
        false,
        false,
      ]);
    },
  );
});
