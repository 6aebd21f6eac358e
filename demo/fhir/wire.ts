import type { IncomingMessage, ServerResponse } from 'node:http';
import { badRequest, contentTooLarge, OperationOutcomeError, unsupportedMediaType } from '@medplum/core';
import type { Resource } from '@medplum/fhirtypes';

/** What a request is answered with; without a body only the headers are sent. */
export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: Resource;
}

const largestBody = 10 * 1024 * 1024;
const jsonTypes = ['application/fhir+json', 'application/json', 'application/json-patch+json'];

// Any origin, and so the opaque one of a sandboxed frame too. Authorization is outside of the wildcard: named.
const cors = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, Accept, If-Match, If-None-Exist, Prefer',
  'Access-Control-Expose-Headers': 'ETag, Location, Content-Location, Last-Modified',
  'Access-Control-Max-Age': '600',
};

/** The parsed JSON of a request, or the text of a form (only a POST search is one). Throws OperationOutcomeErrors. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const isForm = type === 'application/x-www-form-urlencoded';
  const text = await readText(request);
  if (!isForm && !jsonTypes.includes(type)) throw new OperationOutcomeError(unsupportedMediaType);
  if (isForm) return text;
  const body = parse(text);
  if (typeof body !== 'object' || body === null) throw new OperationOutcomeError(badRequest('A JSON object is needed'));
  return body;
}

/** Reads on past the limit without keeping: closing early would reset the connection before the client saw 413. */
async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= largestBody) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > largestBody) throw new OperationOutcomeError(contentTooLarge('A body may have 10 MB'));
  return Buffer.concat(chunks).toString('utf8');
}

/** The parser's own message quotes the text, which may be about a person. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new OperationOutcomeError(badRequest('The body is not JSON'));
  }
}

/** Whether the client takes the one format there is. */
export function acceptsJson({ headers: { accept } }: IncomingMessage): boolean {
  return !accept || /json|\*\/\*|application\/\*/i.test(accept);
}

export function send(response: ServerResponse, { status, headers = {}, body }: Answer): void {
  const text = body && JSON.stringify(body);
  response.writeHead(status, {
    ...cors,
    ...headers,
    'Cache-Control': 'no-store',
    ...(text !== undefined && {
      'Content-Type': 'application/fhir+json; charset=utf-8',
      'Content-Length': String(Buffer.byteLength(text)),
    }),
  });
  response.end(text);
}
