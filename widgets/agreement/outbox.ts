/**
 * Keeps the unfinished work of ONE form over a reload, where a host opts in (design 4.3). There is one entry per origin: another
 * tab's form replaces it.
 *
 * What it protects. The entry lies encrypted (AES-GCM) in IndexedDB, beside a key that no script can export, new for each
 * save. A search, a backup index or a look at the storage shows no words, no name and no id; and an entry opens only for the
 * same scope, up to 12 hours, unchanged.
 * What it does not. The key lies in the same browser profile: Chromium writes its bytes as they are (seen in version 156),
 * and the standards promise no more of any browser. Who copies the profile, or runs script on this origin, can read the entry. Deleted bytes
 * stay in the database's files until the browser tidies them up. And an entry nobody opens again stays until the
 * site's data are removed. So: encrypt the disk, and leave it off on shared devices.
 * @module
 */
import { createStore, del, get, set } from 'idb-keyval';

/** Never throws and never waits long: a form goes on without it. */
export interface Outbox {
  /** Replaces what is kept by this (anything JSON can hold). False: it could not be kept, and what was there may still be. */
  save(work: object): Promise<boolean>;
  /** What was kept for this scope. An entry of another scope, over 12 hours old or damaged is cleared and `undefined`. */
  load(): Promise<unknown>;
  /** Forgets it: saved, given up, another member. False: it may still be there. */
  clear(): Promise<boolean>;
}

interface Entry {
  key: CryptoKey;
  iv: Uint8Array<ArrayBuffer>;
  /** Milliseconds since 1970. */
  saved: number;
  data: ArrayBuffer;
}

const store = createStore('group-forms', 'forms');
const place = 'form';
const longest = 12 * 60 * 60 * 1000;
/** Some browsers never answer an `open`. Milliseconds. */
const patience = 3000;

/**
 * The outbox for one scope: who is signed in, the member and the group, in one string. It is stored nowhere, not even hashed:
 * its SHA-256 is part of what the encryption authenticates.
 */
export function openOutbox(scope: string): Outbox {
  return {
    clear: clearOutbox,
    save: (work) =>
      inTurn(false, async (signal) => {
        const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
        const iv = crypto.getRandomValues(new Uint8Array(12));
        const saved = Date.now();
        const data = await crypto.subtle.encrypt(await cipher(iv, scope, saved), key, bytes(JSON.stringify(work)));
        signal.throwIfAborted(); // given up: a later clear must not be undone
        await set(place, { key, iv, saved, data } satisfies Entry, store);
        return true;
      }),
    load: () =>
      inTurn<unknown>(undefined, async () => {
        try {
          const entry = await get<Entry>(place, store);
          return entry && (await opened(entry, scope));
        } catch {
          await del(place, store);
          return undefined;
        }
      }),
  };
}

/** Forgets whatever is kept, whoever's it is: for a host's sign-out, where no form may be open. False: it may still be there. */
export function clearOutbox(): Promise<boolean> {
  return inTurn(false, async () => {
    await del(place, store);
    return true;
  });
}

/** Throws for what must not be shown: too old, from the future, another scope, changed bytes. */
async function opened({ key, iv, saved, data }: Entry, scope: string): Promise<unknown> {
  const age = Date.now() - saved;
  if (!(age >= 0 && age <= longest)) throw new RangeError('saved');
  const text = await crypto.subtle.decrypt(await cipher(iv, scope, saved), key, data);
  return JSON.parse(new TextDecoder().decode(text));
}

/** Scope and time are authenticated with the entry: neither can be changed without it becoming unreadable. */
async function cipher(iv: Uint8Array<ArrayBuffer>, scope: string, saved: number): Promise<AesGcmParams> {
  return {
    name: 'AES-GCM',
    iv,
    additionalData: await crypto.subtle.digest('SHA-256', bytes(JSON.stringify([scope, saved]))),
  };
}

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

let last: Promise<unknown> = Promise.resolve();

/** One after the other, in the order asked: a clear is never overtaken by the save before it. */
function inTurn<T>(otherwise: T, task: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const result = last.then(async () => {
    const signal = AbortSignal.timeout(patience);
    const late = new Promise<T>((resolve) => {
      signal.addEventListener('abort', () => resolve(otherwise));
    });
    return Promise.race([task(signal).catch(() => otherwise), late]);
  });
  last = result;
  return result;
}
