/** The published JSON Schemas, made from the zod ones. @module */
import { toJSONSchema, type ZodMiniType } from 'zod/mini';
import { memberDocument } from './content/document.ts';
import { groupDefinition } from './groups.ts';
import { syncConfig } from './sync/config.ts';

const draft = 'https://json-schema.org/draft/2020-12/schema';
const id = 'https://fhir-group-therapy.example/schemas';

/** File name → JSON Schema of what a clinic writes (defaults may be left out). */
export const publishedSchemas = {
  'groups.schema.json': {
    $schema: draft,
    $id: `${id}/groups.schema.json`,
    title: 'Groups of a clinic',
    type: 'array',
    minItems: 1,
    items: schemaOf(groupDefinition),
  },
  'document.schema.json': {
    $schema: draft,
    $id: `${id}/document.schema.json`,
    title: 'Document members sign or read',
    ...schemaOf(memberDocument),
  },
  'sync.schema.json': {
    $schema: draft,
    $id: `${id}/sync.schema.json`,
    title: 'How an export of attendance is imported',
    ...schemaOf(syncConfig),
  },
};

function schemaOf(schema: ZodMiniType): object {
  const { $schema: _dialect, ...rest } = toJSONSchema(schema, { io: 'input' });
  return rest;
}
