import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { publishedSchemas } from '../../src/schemas.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const order = ['fhir-mappings', 'src', 'widgets'];
const sources = ['fhir-mappings', 'src', 'widgets', 'demo', 'bench', 'test'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => /\.(ts|js|mjs|css)$/.test(path) && !path.includes('target') && !path.includes('examples')),
);
const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** Where the relative imports of a file lead, from the root. */
function importsOf(path: string): string[] {
  return [...read(path).matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, to = '']) =>
    relative(root, normalize(join(root, dirname(path), to))),
  );
}

test('there are sources to look at', () => expect(sources.length).toBeGreaterThan(100));

test('imports go one way: fhir-mappings <- src <- widgets', () => {
  const wrong = sources.flatMap((path) => {
    const from = order.indexOf(path.split('/')[0] ?? '');
    if (from < 0) return [];
    return importsOf(path)
      .filter((to) => {
        const target = order.indexOf(to.split('/')[0] ?? '');
        return target < 0 || target > from;
      })
      .map((to) => `${path} -> ${to}`);
  });
  expect(wrong).toEqual([]);
});

test('widgets never see FHIR', () => {
  const wrong = sources.filter(
    (path) => path.startsWith('widgets/') && /from '(fhir\/|fhir-kit-client|.*fhir-mappings\/r4)/.test(read(path)),
  );
  expect(wrong).toEqual([]);
});

test('no file of ours is over 250 lines', () => {
  const long = sources
    .filter((path) => !path.startsWith('test/'))
    .filter((path) => read(path).split('\n').length > 251);
  expect(long).toEqual([]);
});

/** The one file that may keep something, for hosts that opt in (design 4.3). */
const outbox = 'widgets/agreement/outbox.ts';

test('nothing of ours but the outbox touches browser storage, and nothing prints', () => {
  const wrong = sources
    .filter((path) => order.includes(path.split('/')[0] ?? '') && path !== outbox)
    .filter((path) =>
      /localStorage|sessionStorage|indexedDB|idb-keyval|document\.cookie|console\./.test(
        read(path).replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''),
      ),
    );
  expect(wrong).toEqual([]);
  expect(read(outbox)).not.toMatch(/localStorage|sessionStorage|document\.cookie|console\./);
});

test.each(Object.entries(publishedSchemas))('schemas/%s is what the code checks (npm run schemas)', (name, schema) => {
  expect(JSON.parse(read(`schemas/${name}`))).toEqual(JSON.parse(JSON.stringify(schema)));
});

test('tests run on the Node the project brings', () => expect(process.version).toMatch(/^v24\./));

test('the package exports only what is built', () => {
  const { exports } = JSON.parse(read('package.json')) as {
    exports: Record<string, string | { types: string; default: string }>;
  };
  const missing = Object.values(exports)
    .flatMap((entry) => (typeof entry === 'string' ? [entry] : [entry.types, entry.default]))
    .filter((path) => !path.includes('*') && path.startsWith('./dist/'))
    .map((path) => path.replace('./dist/', '').replace(/(\.d)?\.(ts|js)$/, '.ts'))
    .filter((path) => !existsSync(join(root, path)));
  expect(missing).toEqual([]);
});
