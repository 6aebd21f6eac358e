/** The bytes of a file, in one buffer that is used again: a file's size is nowhere in memory, not even as garbage. @module */
import { open } from 'node:fs/promises';

const size = 256 * 1024;

/** Each chunk is gone when the next is asked for. A file that can't be read rejects with Node's own error. */
export async function* bytesOf(path: string): AsyncGenerator<Buffer, void, undefined> {
  const file = await open(path);
  try {
    const buffer = Buffer.allocUnsafeSlow(size);
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, size);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
