/**
 * One-time links by which a member signs on their own device. A stand-in for what a clinic's own portal does: it knows its
 * users, sends the link by its own means, and gives the second device a token for this one person.
 * @module
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Minutes a link can be opened. */
const lasting = 30;
const largest = 16 * 1024;

/**
 * `POST /hand-over` with a request keeps it and answers `{ link }`; `POST /hand-over` with `{ token }` gives the request
 * back, once. Opening the address alone uses nothing up: previews and scanners do that.
 */
export function handOvers(): (request: IncomingMessage, response: ServerResponse, url: string) => Promise<void> {
  const kept = new Map<string, { request: unknown; until: number }>();
  return async (request, response, url) => {
    const body = request.method === 'POST' ? await read(request) : undefined;
    if (body === undefined) return answer(response, 400);
    if (!('token' in body)) {
      const token = randomBytes(24).toString('base64url');
      kept.set(token, { request: body, until: Date.now() + lasting * 60_000 });
      return answer(response, 200, { link: `${url}/sign.html#${token}` });
    }
    const token = String(body['token']);
    const found = kept.get(token);
    kept.delete(token);
    return found === undefined || found.until < Date.now()
      ? answer(response, 404)
      : answer(response, 200, found.request);
  };
}

async function read(request: IncomingMessage): Promise<Record<string, unknown> | undefined> {
  let text = '';
  for await (const chunk of request) if (text.length <= largest) text += String(chunk);
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function answer(response: ServerResponse, status: number, body: unknown = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}
