/** How an import's configuration becomes a connection that signs in. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { SyncConfig } from '../sync/config.ts';
import type { SyncSetting } from '../sync/work.ts';
import { ownFile, storeOf } from './arguments.ts';
import { backendTokens, clientKeyOf, isLoopback } from './backend-services.ts';
import type { Surroundings } from './command.ts';

type Connection = SyncSetting['connection'];

/** Throws PortalError `invalid`, `not-found` or `not-allowed`, naming the field or the variable that is wrong. */
export async function connectionOf(
  { server, authentication = { type: 'bearer' } }: SyncConfig,
  surroundings: Surroundings,
  beside: (name: string) => string,
): Promise<Connection> {
  const { env } = surroundings;
  if (authentication.type === 'bearer') return storeOf(server, surroundings);
  if (authentication.type === 'basic') return basic(server, env);
  const { clientId, clientKeyFile, scope } = authentication;
  const from = clientKeyFile === undefined ? 'FHIR_CLIENT_KEY' : 'authentication.clientKeyFile';
  if (clientKeyFile !== undefined && env['FHIR_CLIENT_KEY'])
    throw new PortalError('invalid', 'Two keys are given.', [from, 'FHIR_CLIENT_KEY']);
  const text =
    clientKeyFile === undefined
      ? (env['FHIR_CLIENT_KEY'] ?? '')
      : new TextDecoder().decode(await ownFile(beside(clientKeyFile), from));
  return { base: server, token: backendTokens({ base: server, clientId, scope, key: await clientKeyOf(text, from) }) };
}

/** A password goes with every request, as it is. */
function basic(server: string, env: Surroundings['env']): Connection {
  if (!isLoopback(new URL(server)))
    throw new PortalError('not-allowed', 'A password is sent to a server on this machine alone.', ['authentication']);
  const { FHIR_USER: user, FHIR_PASSWORD: password } = env;
  if (!user || password === undefined || user.includes(':'))
    throw new PortalError('invalid', 'User or password are missing, or hold a colon.', ['FHIR_USER', 'FHIR_PASSWORD']);
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  return {
    base: server,
    fetch: (url, init) => fetch(url, { ...init, headers: { ...init.headers, authorization } }),
  };
}
