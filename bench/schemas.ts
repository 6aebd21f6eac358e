/** `npm run schemas`: writes the published JSON Schemas. A test fails while they differ from the code. @module */
import { mkdirSync, writeFileSync } from 'node:fs';
import { publishedSchemas } from '../src/schemas.ts';

const folder = new URL('../schemas/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(publishedSchemas)) {
  writeFileSync(new URL(name, folder), `${JSON.stringify(schema, null, 2)}\n`);
}
