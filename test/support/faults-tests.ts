/** Imports through a server in trouble, and by a program that is killed: the record ends as the files say. @module */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FhirResource } from 'fhir/r4.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessionsAround } from '../../demo/seed/calendar.ts';
import { groupDefinitions, groups, people } from '../../demo/seed/clinic.ts';
import { isPortalError } from '../../fhir-mappings/errors.ts';
import { ms } from '../../src/readiness/time.ts';
import { resume, run } from '../../src/sync/sync.ts';
import type { Ended } from '../../src/sync/work.ts';
import { type Faulty, seeded, startFaulty } from './faulty.ts';
import { patientsIn, searchAll } from './outside.ts';
import { configInput, row, workshop } from './sync-clinic.ts';

const main = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const words = { Show: 'present-arrival-unknown', Canceled: 'absent-with-notice', 'No show': 'absent-notice-unknown' };
type Word = keyof typeof words;
const allWords = Object.keys(words) as Word[];

/** A member at a session, and what the record must say of it. */
interface Fact {
  person: number;
  patient: string;
  membership: string;
  group: string;
  start: string;
  word?: Word;
  /** Corrections so far. */
  changes: number;
}

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
  function nextFile(): string {
    for (const fact of facts) {
      const others = allWords.filter((word) => word !== fact.word);
      if (fact.word !== undefined) fact.changes++;
      fact.word = others[Math.floor(random() * others.length)] ?? 'Show';
    }
    return shop.rows(...facts.map(rowOf));
  }

  async function expectRecord(): Promise<void> {
    proxy.rate = 0;
    await proxy.quiet();
    expect(await recordedAt(base())).toEqual(facts.map(expected).toSorted());
  }

  describe(`${wanted} faults, seed ${seed}`, () => {
    test(
      'a program that is killed and goes on loses and doubles nothing',
      { timeout: 60_000 + kills * 10_000 },
      async () => {
        for (let file = 0; killed < kills; file++) {
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
        const connection = { base: proxy.base, timeout: 500 };
        // waits are as many as ever, and a hundredth as long
        const sleep = (time: number) => new Promise<void>((done) => setTimeout(done, time / 100));
        // as three machines do it, each its part of the patients
        const settings = [1, 2, 3].map((i) =>
          shop.setting(proxy.base, {
            connection,
            sleep,
            shard: { i, n: 3 },
            stateFolder: join(shop.folder, `part-${i}`),
          }),
        );
        const persistently = async (first: () => Promise<Ended>, again: () => Promise<Ended>) => {
          for (let work = first; ; work = again) {
            try {
              return await work();
            } catch (error) {
              if (!isPortalError(error) || !['offline', 'timeout', 'unreadable'].includes(error.code)) throw error;
            }
          }
        };
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
    let left = killed < kills ? 1 + Math.floor(random() * 40) : Infinity;
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

function factsUntil(now: Date): Fact[] {
  return people.flatMap(({ id, group, joined }, i) => {
    const zone = groups.find(({ key }) => key === group)?.timeZone ?? '';
    const own = joined === 0 ? [] : sessionsAround(group, zone, now).past.slice(-joined);
    const of = { person: i + 1, patient: `Patient/${id}`, membership: `EpisodeOfCare/m-${id}`, group, changes: 0 };
    return own.map(({ start }) => ({ ...of, start }));
  });
}

function rowOf({ person, group, start, word = 'Show' }: Fact): string {
  const [year, month, day] = start.slice(0, 10).split('-');
  const at = { date: `${month}/${day}/${year}` };
  return group === 'tuesday'
    ? row(person, word, at)
    : row(person, word, { ...at, group: 'Thu 5:30pm', time: '5:30 PM' });
}

/** A fact with all that belongs to it; `version` counts how often its record was written. */
const lineOf = ({
  start,
  ...fact
}: {
  patient: unknown;
  membership: unknown;
  start: string;
  outcome: unknown;
  version: number;
  changes: number;
  hasVisit: boolean;
}): string => JSON.stringify({ ...fact, start: ms(start) });

const expected = ({ patient, membership, start, word = 'Show', changes }: Fact): string =>
  lineOf({
    patient,
    membership,
    start,
    outcome: words[word],
    version: changes + 1,
    changes,
    hasVisit: word === 'Show',
  });

/** What the server holds, by plain GETs. Throws where something is nobody's, of two people, or doubled. */
async function recordedAt(base: string): Promise<string[]> {
  const [observations, encounters, appointments, provenances] = await Promise.all([
    searchAll(base, 'Observation', { code: 'session-attendance' }),
    searchAll(base, 'Encounter', {}),
    searchAll(base, 'Appointment', {}),
    searchAll(base, 'Provenance', {}),
  ]);
  const owners = new Map(
    [...observations, ...encounters, ...appointments].map((one) => [`${one.resourceType}/${one.id}`, ownerOf(one)]),
  );
  const visits = new Set(
    encounters.filter(({ status }) => status !== 'entered-in-error').map(({ id }) => `Encounter/${id}`),
  );
  const lines = observations.map((o) => {
    const patient = owners.get(`Observation/${o.id}`);
    const visit = o.encounter?.reference ?? '';
    // a visit belongs to one record
    if (visit !== '' && !(owners.get(visit) === patient && visits.delete(visit)))
      throw new Error('a visit of nobody, of somebody else, or of two records');
    const changes = provenances
      .map(({ target }) => target.map(({ reference = '' }) => reference.split('/').slice(0, 2).join('/')))
      .filter((targets) => targets.includes(`Observation/${o.id}`));
    if (changes.flat().some((target) => owners.get(target) !== patient)) throw new Error('a change of somebody else’s');
    const [start = ''] = (o.component ?? []).flatMap((c) => c.valueDateTime ?? []);
    return lineOf({
      patient,
      membership: /EpisodeOfCare\/[\w-]+/.exec(JSON.stringify(o))?.[0],
      start,
      outcome: o.status === 'entered-in-error' ? o.status : o.valueCodeableConcept?.coding?.[0]?.code,
      version: Number(o.meta?.versionId),
      changes: changes.length,
      hasVisit: visit !== '',
    });
  });
  if (visits.size > 0) throw new Error('a visit that no record has');
  return lines.toSorted();
}

function ownerOf(resource: FhirResource): string {
  const [patient, second] = patientsIn(resource);
  if (patient === undefined || second !== undefined) throw new Error(`${resource.resourceType} of nobody, or of two`);
  return patient;
}
