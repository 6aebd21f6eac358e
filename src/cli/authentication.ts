/** How a command becomes a connection that signs in: as an import's configuration says, or as its own options do. @module */
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';
import { parse } from '../../fhir-mappings/records/primitives.ts';
import { authentication as form, type Authentication } from '../sync/authentication.ts';
import type { SyncSetting } from '../sync/work.ts';
import { needed, ownFile } from './arguments.ts';
import { backendTokens, clientKeyOf, isLoopback, type BackendTokens } from './backend-services.ts';
import type { Surroundings } from './command.ts';

type Connection = SyncSetting['connection'];

export interface SignedIn {
  connection: Connection;
  /** What the token allows, where the server told it. */
  granted: BackendTokens['granted'];
}

/** Throws PortalError `invalid`, `not-found` or `not-allowed`, naming the field or the variable that is wrong. */
export async function signIn(
  server: string,
  authentication: Authentication,
  { env }: Surroundings,
  beside: (name: string) => string,
): Promise<SignedIn> {
  const untold = () => undefined;
  const token = env['FHIR_TOKEN'];
  if (authentication.type === 'bearer')
    return { connection: { base: server, ...(token && { token }) }, granted: untold };
  if (authentication.type === 'basic') return { connection: basic(server, env), granted: untold };
  const { clientId, clientKeyFile, scope } = authentication;
  const from = clientKeyFile === undefined ? 'FHIR_CLIENT_KEY' : 'authentication.clientKeyFile';
  if (clientKeyFile !== undefined && env['FHIR_CLIENT_KEY'])
    throw new PortalError('invalid', 'Two keys are given.', [from, 'FHIR_CLIENT_KEY']);
  const text =
    clientKeyFile === undefined
      ? (env['FHIR_CLIENT_KEY'] ?? '')
      : new TextDecoder().decode(await ownFile(beside(clientKeyFile), from));
  const tokens = backendTokens({ base: server, clientId, scope, key: await clientKeyOf(text, from) });
  return { connection: { base: server, token: tokens.token }, granted: tokens.granted };
}

/** A password goes with every request, as it is. */
function basic(server: string, env: Surroundings['env']): Connection {
  if (!URL.canParse(server)) throw new PortalError('invalid', 'The server is no absolute http address.', ['base']);
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

/** Of a command without a configuration. */
export const signInOptions = {
  'sign-in': { type: 'string', default: 'bearer' },
  'client-id': { type: 'string' },
  'client-key-file': { type: 'string' },
  scope: { type: 'string' },
} as const;

type SignInValues = { 'sign-in': string } & Partial<Record<'client-id' | 'client-key-file' | 'scope', string>>;

export const signInHelp = (scopes: string): string =>
  `Signing in, as an import's configuration says it (docs/sync.md, "Signing in"):
  --sign-in <type>           bearer (without this option): the token in the variable FHIR_TOKEN, if there is one;
                             smart-backend: SMART Backend Services, with the options below;
                             basic: FHIR_USER and FHIR_PASSWORD, to a server on this machine alone
  --client-id <id>           with smart-backend: whom the server knows
  --client-key-file <file>   its private key, a JWK for ES384 or RS384 in a file that only its owner may read
                             (chmod 600); without it the variable FHIR_CLIENT_KEY
  --scope <scopes>           ${scopes}`;

const signInTypes = { test: /^(?:bearer|smart-backend|basic)$/, says: 'bearer, smart-backend or basic' };

/** Which option a field of the configuration is. */
const optionOf: Readonly<Record<string, string>> = {
  authentication: '--sign-in',
  'authentication.clientKeyFile': '--client-key-file',
  clientId: '--client-id',
  clientKeyFile: '--client-key-file',
  scope: '--scope',
};

/** @param scopes what is asked for where --scope says nothing else */
export async function signInAs(
  server: string,
  values: SignInValues,
  scopes: readonly string[],
  surroundings: Surroundings,
): Promise<SignedIn> {
  const { 'sign-in': type, 'client-id': clientId, 'client-key-file': clientKeyFile, scope } = values;
  const isBackend = needed('--sign-in', type, signInTypes) === 'smart-backend';
  if (!isBackend && (clientId ?? clientKeyFile) !== undefined)
    throw new PortalError('invalid', 'This is for --sign-in smart-backend.', ['--client-id', '--client-key-file']);
  const own = isBackend && {
    clientId: needed('--client-id', clientId),
    ...(clientKeyFile !== undefined && { clientKeyFile }),
    scope: scope ?? scopes.join(' '),
  };
  try {
    return await signIn(server, parse(form, { type, ...own }), surroundings, (name) => name);
  } catch (error) {
    if (!isPortalError(error)) throw error;
    throw new PortalError(
      error.code,
      error.message,
      error.fields.map((field) => optionOf[field] ?? field),
    );
  }
}
