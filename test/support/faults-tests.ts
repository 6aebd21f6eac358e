/** Imports through a server in trouble, and by a program that is killed: the record ends as the files say. @module */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { groupDefinitions } from '../../demo/seed/clinic.ts';
import { isPortalError } from '../../fhir-mappings/errors.ts';
import { resume, run } from '../../src/sync/sync.ts';
import { undo } from '../../src/sync/undo.ts';
import {
  allWords,
  expected,
  factsUntil,
  recordedAt,
  rowOf,
  seatsAt,
  takeInHand,
  undosAt,
  type Fact,
} from './faults-record.ts';
import { type Faulty, seeded, startFaulty } from './faulty.ts';
import { configInput, workshop } from './sync-clinic.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
/**
 * Registers the tests. The server must hold the demo's seed as of `now`, without attendance.
 * @param wanted how many faults at least
 */
export function faultsTests(
  base: () => string,
  { now, wanted, seed }: { now: Date; wanted: number; seed: number },
): void {
  const random = seeded(seed);
  const shop = workshop();
  const facts = factsUntil(now);
  const kills = Math.ceil(wanted * 0.01);
  let killed = 0;
  /** The program is killed until it was so often. */
  let mostKilled = 0;
  const isKilledMore = () => killed < mostKilled;
  let proxy: Faulty;
  const injected = () => killed + [...proxy.injected.values()].reduce((sum, n) => sum + n, 0);
  beforeAll(async () => {
    proxy = await startFaulty(base(), { random, slow: 60, silent: 900 });
    shop.file(JSON.stringify(groupDefinitions), 'groups.json');
    shop.file(JSON.stringify(configInput(proxy.base)), 'sync.json');
  });
  afterAll(async () => {
    await proxy.stop();
    shop.end();
  });

  /** The next day's file: every session said otherwise than before, and what is expected from then on. */
  function nextFile(of: readonly Fact[] = facts): string {
    const told = of.filter(({ isSettled }) => !isSettled);
    for (const fact of told) {
      const others = allWords.filter((word) => word !== fact.word);
      if (fact.word !== undefined) fact.changes++;
      fact.word = others[Math.floor(random() * others.length)] ?? 'Show';
    }
    return shop.rows(...told.map(rowOf));
  }

  async function expectRecord(): Promise<void> {
    proxy.rate = 0;
    await proxy.quiet();
    expect(await recordedAt(base())).toEqual(facts.flatMap(expected).toSorted());
  }

  // waits are as many as ever, and a hundredth as long
  const sleep = (time: number) => new Promise<void>((done) => setTimeout(done, time / 100));
  const hasty = () => ({ connection: { base: proxy.base, timeout: 500 }, sleep });

  async function persistently<T>(first: () => Promise<T>, again = first): Promise<T> {
    for (let work = first; ; work = again) {
      try {
        return await work();
      } catch (error) {
        if (!isPortalError(error) || !['offline', 'timeout', 'unreadable'].includes(error.code)) throw error;
      }
    }
  }

  /**
   * Imports a file that says everything otherwise, and takes that back: what was there before is there, and what a
   * person has changed since stays.
   */
  async function takenBack(takeBack: (id: string) => Promise<void>, inHand: readonly Fact[] = []): Promise<void> {
    const before = facts.map((fact) => ({ fact, ...fact }));
    proxy.rate = 0;
    const seats = () => seatsAt(base(), [...facts.filter(({ isSettled }) => isSettled), ...inHand]);
    const [undos, seatsBefore] = [await undosAt(base()), await seats()];
    const { run: id = '' } = await run(shop.setting(proxy.base, { acceptShort: true }), nextFile());
    for (const fact of inHand) await takeInHand(base(), fact);
    expect(await seats()).not.toEqual(seatsBefore);
    await takeBack(id);
    const put = before.filter(({ fact }) => !fact.isSettled);
    for (const { fact, word } of put) {
      if (word === undefined) fact.voided++;
      else fact.changes++;
      fact.word = word;
    }
    await expectRecord();
    expect(await undosAt(base())).toBe(undos + put.length);
    expect(await seats()).toEqual(seatsBefore);
  }

  describe(`${wanted} faults, seed ${seed}`, () => {
    test(
      'a run that is taken back by a program that is killed, and again, leaves what was before',
      { timeout: 60_000 + kills * 10_000 },
      async () => {
        // of half of the sessions the record says something
        await run(shop.setting(base()), nextFile(facts.filter((_, i) => i % 2 === 0)));
        mostKilled = Math.ceil(kills * 0.3);
        while (isKilledMore()) {
          await takenBack(async (id) => {
            proxy.rate = 0.1;
            let ended = await program(['undo', id]);
            while (ended === 'killed' || ended === 'failed') ended = await program(['undo', id]);
            expect(ended).toBe('clean');
          });
        }
      },
    );

    test(
      'a run that is taken back from a server in trouble leaves what was before, and what a person changed',
      { timeout: 60_000 + wanted * 300 },
      async () => {
        while (injected() <= wanted * 0.15) {
          const free = facts.filter(({ isSettled }) => !isSettled);
          const inHand = [free.find(({ word }) => word), free.find(({ word }) => !word)].filter(
            (one) => one !== undefined,
          );
          await takenBack(async (id) => {
            proxy.rate = 0.3;
            const { changed } = await persistently(() => undo(shop.setting(proxy.base, hasty()), id));
            expect(changed).toBe(inHand.length);
          }, inHand);
        }
      },
    );

    test(
      'a program that is killed and goes on loses and doubles nothing',
      { timeout: 60_000 + kills * 10_000 },
      async () => {
        mostKilled = kills;
        while (killed < kills) {
          proxy.rate = 0.1;
          const path = nextFile();
          let ended = await program(['run', path]);
          while (ended === 'killed' || ended === 'failed') ended = await program(['resume']);
          expect(ended).toBe('clean');
          await expectRecord();
        }
      },
    );

    test(
      'a server that refuses, hangs up, is slow or says half loses and doubles nothing',
      { timeout: 60_000 + wanted * 600 },
      async () => {
        // as three machines do it, each its part of the patients
        const settings = [1, 2, 3].map((i) =>
          shop.setting(proxy.base, {
            ...hasty(),
            shard: { i, n: 3 },
            stateFolder: join(shop.folder, `part-${i}`),
          }),
        );
        while (injected() <= wanted) {
          proxy.rate = 0.5;
          const path = nextFile();
          // what a late write changed meanwhile is left to the next run, as the report says
          for (let left = settings; left.length > 0;) {
            const ended = await Promise.all(
              left.map(async (own) => {
                const { exit, report } = await persistently(
                  () => run(own, path),
                  () => resume(own),
                );
                const { 'changed-meanwhile': meanwhile, ...conflicts } = report.conflicts;
                expect([exit, report.quarantined, conflicts]).toEqual([0, {}, {}]);
                return meanwhile ? [own] : [];
              }),
            );
            left = ended.flat();
          }
          await expectRecord();
        }
      },
    );

    test('every kind of fault was there, and more than were asked for', () => {
      process.stdout.write(
        `faults (seed ${seed}): killed ${killed}, ${[...proxy.injected].map(([f, n]) => `${f} ${n}`).join(', ')}: ${injected()}\n`,
      );
      expect(proxy.injected.size).toBe(8);
      expect(injected()).toBeGreaterThan(wanted);
    });
  });

  /** Runs the program and kills it at a request of a seeded number, before or after the server has done it. */
  function program(args: string[]): Promise<string> {
    const moment = random() < 0.5 ? 'before' : 'after';
    let left = killed < mostKilled ? 1 + Math.floor(random() * 40) : Infinity;
    const child = spawn(process.execPath, [main, ...args, '--config', join(shop.folder, 'sync.json')], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (text) => (said += String(text)));
    proxy.watch = (at) => {
      if (at === moment && --left === 0) child.kill('SIGKILL');
    };
    return new Promise((resolve) =>
      child.on('close', (code) => {
        proxy.watch = undefined;
        if (code === null) killed++;
        // killed when all was done: then nothing is left to go on with
        const isOver = code === 0 || said.includes('There is no run that did not end');
        resolve(isOver ? 'clean' : code === null ? 'killed' : code === 4 ? 'failed' : `exit ${code}: ${said}`);
      }),
    );
  }
}
