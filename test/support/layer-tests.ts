/** The layers below the portal, on a real server: what is kept of the mappings' resources, what the client relies on, the import. @module */
import { hapiTests } from './hapi-tests.ts';
import { mappingTests } from './mapping-tests.ts';
import { syncTests } from './sync-tests.ts';

export function layerTests(base: () => string, version: '4.0' | '5.0'): void {
  mappingTests(base, version);
  hapiTests(base, { '4.0': '4.0.1', '5.0': '5.0.0' }[version]);
  syncTests(base);
}
