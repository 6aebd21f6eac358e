import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));
/** In `test/golden` by portals, in `test/browser` by hand, and in the stories that `test/servers` tells on HAPI as well. */
const source = ['golden', 'browser', 'support']
  .flatMap((folder) => readdirSync(root + folder).map((name) => `${folder}/${name}`))
  .filter((name) => /(\.test|-story)\.ts$/.test(name))
  .map((name) => readFileSync(root + name, 'utf8'))
  .join('\n');
/** Titles begin with their case and stand as plain strings, so that they can be found. */
const titles = [...source.matchAll(/'((?:G\d+|edge:) [^'\n]+)'/g)].map(([, title = '']) => title);
/** case | expectation | issue | test title or `planned` */
const lines = readFileSync(`${root}golden.md`, 'utf8')
  .split('\n')
  .filter((line) => /^\| (G\d+|edge) /.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, name = '', expectation = '', issue = '', title = '']) => ({ name, expectation, issue, title }));

test('all twenty cases and the further edge checks are listed', () => {
  const wanted = [...Array.from({ length: 20 }, (_, i) => `G${i + 1}`), 'edge'];
  expect([...new Set(lines.map((l) => l.name))]).toEqual(wanted);
});

test('every line says what is expected and which issue it belongs to', () => {
  expect(lines.filter((l) => !l.expectation || !l.issue || !l.title)).toEqual([]);
});

test('every line that is not planned names a test that exists, of its own case', () => {
  const done = lines.filter((l) => l.title !== 'planned');
  expect(done.length).toBeGreaterThan(90);
  expect(done.filter((l) => !titles.includes(l.title) || !new RegExp(`^${l.name}[ :]`).test(l.title))).toEqual([]);
});

test('every golden test is on the list, once', () => {
  const listed = lines.map((l) => l.title).filter((title) => title !== 'planned');
  expect(listed.toSorted()).toEqual([...titles].toSorted());
});
