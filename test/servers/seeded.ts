/** HAPI, newly started for a test file whose stories begin where nobody has done anything. @module */
import { afterAll, beforeAll, describe } from 'vitest';
import { publicIdentityKey } from '../../fhir-mappings/identity.ts';
import { mappingsFor } from '../../fhir-mappings/mappings.ts';
import { seedResources } from '../../demo/seed/seed.ts';
import { seedServer } from '../../demo/seed/seed-server.ts';
import { seededAt } from '../support/demo.ts';
import { type Hapi, startHapi } from './hapi.ts';
import { startPostgres } from './postgres.ts';

const versions = { R4: '4.0', R5: '5.0', PostgreSQL: '4.0' } as const;
type Version = (typeof versions)[keyof typeof versions];
/** HAPI of a FHIR version with its store in memory, or R4 on PostgreSQL. */
type Kind = keyof typeof versions;

/** Fills a server with the demo's people and their past, as of `seededAt`. */
export async function seedHapi(base: string, version: Version): Promise<void> {
  await seedServer(base, await seedResources(seededAt, await publicIdentityKey(), await mappingsFor(version)));
}

/** `npm run test:full` runs on R5 too what CI has no minutes for. */
const usual: Kind[] = process.env['ALL_SERVERS'] ? ['R4', 'R5'] : ['R4'];

/** Registers `tests` for servers; `seed` false leaves them empty. */
export function onHapi(
  tests: (base: () => string, version: Version) => void,
  { seed = true, kinds = usual }: { seed?: boolean; kinds?: Kind[] } = {},
): void {
  describe.each(kinds)('HAPI, %s', (kind) => {
    const version = versions[kind];
    let server: Hapi;
    beforeAll(async () => {
      server = await started(kind);
      if (seed) await seedHapi(server.base, version);
    });
    afterAll(() => server.stop());
    tests(() => server.base, version);
  });
}

async function started(kind: Kind): Promise<Hapi> {
  if (kind !== 'PostgreSQL') return startHapi({ fhirVersion: kind });
  const postgres = await startPostgres();
  try {
    const hapi = await startHapi({ database: postgres.url });
    return { base: hapi.base, stop: () => hapi.stop().then(() => postgres.stop()) };
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}
