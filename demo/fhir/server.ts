import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Behaviour, fhirHandler } from './handler.ts';
import { DemoRepository } from './repository.ts';

export { fhirHandler } from './handler.ts';
export { DemoRepository } from './repository.ts';

/** A running server: its address, what it stores, and how to end it. */
export interface FhirServer {
  /** Without a slash at the end, e.g. `http://127.0.0.1:8080/fhir`. */
  base: string;
  repository: DemoRepository;
  handler(request: IncomingMessage, response: ServerResponse): Promise<void>;
  stop(): Promise<void>;
}

/** Starts an empty FHIR R4 server in memory. Port 0, the default, takes a free one; only this machine reaches it. */
export async function startFhirServer(
  options: { port?: number; host?: '127.0.0.1'; behaviour?: Behaviour } = {},
): Promise<FhirServer> {
  const { port = 0, host = '127.0.0.1', behaviour } = options;
  const repository = new DemoRepository();
  const handler = fhirHandler(repository, '/fhir', behaviour);
  // Node's own 16 KB is not enough for a comma list of some hundred patients.
  const server = createServer({ maxHeaderSize: 65_536 }, (request, response) => void handler(request, response));
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, host, listening);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    base: `http://${host}:${taken}/fhir`,
    repository,
    handler,
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}
