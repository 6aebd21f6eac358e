/** A server in trouble: a proxy on loopback that passes requests on to a real one and, by a seeded choice, spoils them. @module */
import {
  Agent,
  createServer,
  request,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** What may happen to a request, and how often beside the others. */
const weights = {
  'too-many': 5,
  unavailable: 5,
  /** The connection ends and the server has seen nothing. */
  'cut-before': 5,
  /** The server has done it and the answer is lost. */
  'cut-after': 5,
  /** The connection ends in the middle of the answer. */
  'cut-within': 3,
  /** Half an answer that looks like a whole one. */
  truncated: 2,
  slow: 3,
  /** No answer within the client's time: never sent on, or answered to nobody, or sent on when it has given up. */
  silent: 1,
};
export type Fault = keyof typeof weights;
const faults = Object.entries(weights).flatMap(([fault, weight]) => Array<string>(weight).fill(fault)) as Fault[];

/** The moment of a request: before the server sees it, or when it has done it. */
export type Moment = 'before' | 'after';

export interface Faulty {
  /** The FHIR base to use in place of the server's. */
  base: string;
  /** How many of each were injected. */
  injected: Map<Fault, number>;
  /** Part of the requests that are spoiled. */
  rate: number;
  /** Told of each request at both moments; what it does comes first. */
  watch: ((moment: Moment) => void) | undefined;
  /** Resolves when nothing is on its way any more, late requests included. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
}

interface Setting {
  random: () => number;
  /** Milliseconds a slow answer is kept, and after which a silent one is surely given up by the client. */
  slow: number;
  silent: number;
}

/** Answers a request in the server's place; resolves to whether it did. */
export type Gate = (incoming: IncomingMessage, response: ServerResponse) => Promise<boolean>;

interface Answer {
  status: number;
  headers: OutgoingHttpHeaders;
  body: Buffer;
}

export async function startFaulty(target: string, { random, slow, silent }: Setting, gate?: Gate): Promise<Faulty> {
  const to = new URL(target);
  const agent = new Agent({ keepAlive: true });
  const under = new Set<Promise<void>>();

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    if (await gate?.(incoming, response)) return;
    const body = await bodyOf(incoming);
    faulty.watch?.('before');
    const fault = random() < faulty.rate ? faults[Math.floor(random() * faults.length)] : undefined;
    if (fault) faulty.injected.set(fault, (faulty.injected.get(fault) ?? 0) + 1);
    const pass = async () => {
      const answer = await passedOn(incoming, body);
      faulty.watch?.('after');
      return answer;
    };
    if (fault === 'too-many' || fault === 'unavailable') {
      const waiting = random() < 0.5 ? { 'retry-after': '0' } : {};
      return void response.writeHead(fault === 'too-many' ? 429 : 503, waiting).end();
    }
    if (fault === 'cut-before') return void response.destroy();
    if (fault === 'silent') {
      const kind = random();
      if (kind < 1 / 3) await pass();
      await wait(silent);
      if (kind > 2 / 3) await pass();
      return void response.destroy();
    }
    const answer = await pass();
    if (fault === 'cut-after') return void response.destroy();
    if (fault === 'slow') await wait(slow);
    const half = answer.body.subarray(0, Math.ceil(answer.body.length / 2));
    if (fault === 'cut-within') {
      response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
      response.write(half, () => response.destroy());
      return;
    }
    const whole = fault === 'truncated' ? half : answer.body;
    response.writeHead(answer.status, { ...answer.headers, 'content-length': whole.length }).end(whole);
  }

  /** With the caller's own Host: links in answers lead back here. */
  function passedOn(incoming: IncomingMessage, body: Buffer): Promise<Answer> {
    const { connection: _hop, 'transfer-encoding': _chunks, ...headers } = incoming.headers;
    return new Promise((resolve, reject) => {
      const sent = request(
        { agent, host: to.hostname, port: to.port, path: incoming.url, method: incoming.method, headers },
        (answer) => {
          const { connection: _own, 'transfer-encoding': _parts, ...kept } = answer.headers;
          bodyOf(answer).then((all) => resolve({ status: answer.statusCode ?? 502, headers: kept, body: all }), reject);
        },
      );
      sent.on('error', reject).end(body);
    });
  }

  const server = createServer((incoming, response) => {
    // who was killed sends half a request, and takes no answer
    const work = handle(incoming, response).catch(() => void response.destroy());
    under.add(work);
    void work.then(() => under.delete(work));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const faulty: Faulty = {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}${to.pathname}`,
    injected: new Map(),
    rate: 0,
    watch: undefined,
    async quiet() {
      while (under.size > 0) await Promise.all(under);
    },
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
        agent.destroy();
      }),
  };
  return faulty;
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
