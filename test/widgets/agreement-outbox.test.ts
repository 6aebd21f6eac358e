import { afterEach, expect, test, vi } from 'vitest';
import { clearOutbox, openOutbox } from '../../widgets/agreement/outbox.ts';

const scope = 'Practitioner/l1|Patient/p1|tuesday';
const work = { answers: { come: 'yes', 'on-time': 'talk' }, name: 'Sam Rivera-Test' };
const hours = (count: number) => count * 60 * 60 * 1000;

afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  await clearOutbox();
});

interface Stored {
  key: CryptoKey;
  iv: Uint8Array;
  saved: number;
  data: ArrayBuffer;
}
/** What lies in the database, read without our code. */
async function database<T>(use: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const [name] = (await indexedDB.databases()).map((found) => found.name ?? '');
  const opening = indexedDB.open(name ?? '');
  const db = await new Promise<IDBDatabase>((resolve) =>
    opening.addEventListener('success', () => resolve(opening.result)),
  );
  const asked = use(db.transaction(db.objectStoreNames, 'readwrite').objectStore(db.objectStoreNames[0] ?? ''));
  return new Promise((resolve, reject) => {
    asked.addEventListener('success', () => {
      db.close();
      resolve(asked.result);
    });
    asked.addEventListener('error', () => reject(new Error('not read')));
  });
}
const entries = () => database((store) => store.getAll() as IDBRequest<Stored[]>);
async function change(how: (entry: Stored) => unknown): Promise<void> {
  const [entry] = await entries();
  if (!entry) throw new Error('nothing is kept');
  const [at = ''] = await database((store) => store.getAllKeys());
  await database((store) => store.put(how(entry), at));
}

// First: the module has no connection yet.
test('where the browser keeps nothing, saving and loading say so and throw nothing', async () => {
  vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
    throw new DOMException('private window', 'InvalidStateError');
  });
  const outbox = openOutbox(scope);
  expect(await outbox.save(work)).toBe(false);
  expect(await outbox.load()).toBeUndefined();
  expect(await outbox.clear()).toBe(false);
  vi.restoreAllMocks();
  expect(await outbox.save(work)).toBe(true);
});

test('work is there again for the same scope, as often as it is asked for', async () => {
  expect(await openOutbox(scope).load()).toBeUndefined();
  expect(await openOutbox(scope).save(work)).toBe(true);
  expect(await openOutbox(scope).load()).toEqual(work);
  await openOutbox(scope).save({ answers: {} });
  expect(await openOutbox(scope).load()).toEqual({ answers: {} });
  expect(await entries()).toHaveLength(1);
});

test('a page that is loaded anew finds it', async () => {
  const run = async (line: string): Promise<unknown> => {
    const frame = document.createElement('iframe');
    frame.srcdoc = `<script type="module">
      import { openOutbox } from '/widgets/agreement/outbox.ts';
      parent.postMessage({ answer: await openOutbox(${JSON.stringify(scope)}).${line} });
    </script>`;
    const told = new Promise<unknown>((resolve) => {
      const hear = ({ source, data }: MessageEvent<{ answer?: unknown }>) => {
        if (source !== frame.contentWindow || !data || !('answer' in data)) return;
        window.removeEventListener('message', hear);
        resolve(data.answer);
      };
      window.addEventListener('message', hear);
    });
    document.body.append(frame);
    const answer = await told;
    frame.remove();
    return answer;
  };
  expect(await run(`save(${JSON.stringify(work)})`)).toBe(true);
  expect(await run('load()')).toEqual(work);
  expect(await openOutbox(scope).load()).toEqual(work);
});

test('no word, name or id is readable in the database, and the key does not leave the browser', async () => {
  await openOutbox(scope).save(work);
  const names = (await indexedDB.databases()).map(({ name }) => name);
  expect(names).toEqual(['group-forms']);
  const [entry] = await entries();
  if (!entry) throw new Error('nothing is kept');
  expect(Object.keys(entry).toSorted()).toEqual(['data', 'iv', 'key', 'saved']);
  expect(await database((store) => store.getAllKeys())).toEqual(['form']);
  const plain = [entry.data, entry.iv].map((part) => new TextDecoder('latin1').decode(part)).join('');
  for (const word of ['Rivera', 'talk', 'Patient', 'tuesday', 'answers']) expect(plain).not.toContain(word);
  expect(entry.key.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('raw', entry.key)).rejects.toThrow(/not extractable/);
});

test('each save has a key and a start of its own', async () => {
  const seen: Stored[] = [];
  for (let i = 0; i < 2; i++) {
    await openOutbox(scope).save(work);
    seen.push(...(await entries()));
  }
  const [first, second] = seen;
  if (!first || !second) throw new Error('nothing is kept');
  expect(first.iv).not.toEqual(second.iv);
  await expect(
    crypto.subtle.decrypt({ name: 'AES-GCM', iv: second.iv as Uint8Array<ArrayBuffer> }, first.key, second.data),
  ).rejects.toHaveProperty('name', 'OperationError');
});

test.each([
  ['another user', 'Practitioner/l2|Patient/p1|tuesday'],
  ['another patient', 'Practitioner/l1|Patient/p2|tuesday'],
  ['another group', 'Practitioner/l1|Patient/p1|friday'],
  ['no scope', ''],
])('%s gets nothing, and then nothing is there any more', async (_, other) => {
  await openOutbox(scope).save(work);
  expect(await openOutbox(other).load()).toBeUndefined();
  expect(await entries()).toEqual([]);
  expect(await openOutbox(scope).load()).toBeUndefined();
});

test.each([
  ['12 hours later it is there', hours(12), true],
  ['a moment after that it is gone', hours(12) + 1, false],
  ['from a clock that was set back it is gone', -1, false],
])('%s', async (_, later, there) => {
  vi.useFakeTimers({ toFake: ['Date'] });
  await openOutbox(scope).save(work);
  vi.setSystemTime(Date.now() + later);
  expect(await openOutbox(scope).load()).toEqual(there ? work : undefined);
  expect(await entries()).toHaveLength(there ? 1 : 0);
});

test.each([
  ['changed bytes', (entry: Stored) => ({ ...entry, data: flipped(entry.data) })],
  ['a later time written over it', (entry: Stored) => ({ ...entry, saved: entry.saved + 1 })],
  ['cut bytes', (entry: Stored) => ({ ...entry, data: entry.data.slice(0, 10) })],
  ['no key', ({ iv, saved, data }: Stored) => ({ iv, saved, data })],
  ['no entry at all', () => 'x'],
])('damaged is cleared: %s', async (_, how) => {
  vi.useFakeTimers({ toFake: ['Date'] });
  await openOutbox(scope).save(work);
  await change(how);
  vi.setSystemTime(Date.now() + 1000);
  expect(await openOutbox(scope).load()).toBeUndefined();
  expect(await entries()).toEqual([]);
  expect(await openOutbox(scope).save(work)).toBe(true);
  expect(await openOutbox(scope).load()).toEqual(work);
});
const flipped = (data: ArrayBuffer) => new Uint8Array(data).map((byte, i) => (i ? byte : byte ^ 1)).buffer;

test('what is asked later happens later: a clear is not undone by the save before it', async () => {
  const outbox = openOutbox(scope);
  const answers = await Promise.all([outbox.save(work), outbox.save({ later: true }), outbox.load(), outbox.clear()]);
  expect(answers).toEqual([true, true, { later: true }, true]);
  expect(await entries()).toEqual([]);
});

test('what can’t be written as JSON, or has no room, is not kept and throws nothing', async () => {
  const outbox = openOutbox(scope);
  await outbox.save(work);
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  expect(await outbox.save(circle)).toBe(false);
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError');
  });
  expect(await outbox.save({ more: true })).toBe(false);
  vi.restoreAllMocks();
  expect(await outbox.load()).toEqual(work);
});

test('a browser that never answers is not waited for, and what was given up is not written later', async () => {
  vi.spyOn(crypto.subtle, 'encrypt').mockImplementation(
    (...given) =>
      new Promise((resolve) =>
        setTimeout(() => resolve(SubtleCrypto.prototype.encrypt.apply(crypto.subtle, given)), 3300),
      ),
  );
  const outbox = openOutbox(scope);
  expect(await outbox.save(work)).toBe(false);
  expect(await outbox.clear()).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(await entries()).toEqual([]);
});

test('signing out forgets whatever is kept, whoever’s it is', async () => {
  await openOutbox(scope).save(work);
  expect(await clearOutbox()).toBe(true);
  expect(await entries()).toEqual([]);
});
