/** SMART Backend Services: short-lived tokens for a program, got with a signed assertion and renewed in time. @module */
import * as oauth from 'oauth4webapi';
import { isPortalError, PortalError } from '../../fhir-mappings/errors.ts';

export interface BackendClient {
  /** FHIR base, whose `.well-known/smart-configuration` names the token endpoint. */
  base: string;
  clientId: string;
  key: ClientKey;
  scope: string;
}

export interface ClientKey {
  key: CryptoKey;
  kid: string;
}

const field = 'authentication';
const timeoutMs = 30_000;
/** Before its end a token is renewed: a request under way must not meet it. */
const marginMs = 60_000;
/** SMART's longest, for a server that does not say. */
const usualSeconds = 300;

const algorithms = {
  ES384: { name: 'ECDSA', namedCurve: 'P-384' },
  RS384: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-384' },
} as const;

/** A private JWK's key. Throws PortalError `invalid`, naming where it came from and nothing of it. */
export async function clientKeyOf(text: string, from: string): Promise<ClientKey> {
  try {
    const { kid, kty, crv, alg, ...jwk } = JSON.parse(text) as JsonWebKey & { kid?: unknown };
    const found = (['ES384', 'RS384'] as const).find((one) => (alg ?? (kty === 'RSA' ? 'RS384' : 'ES384')) === one);
    if (found === undefined || typeof kid !== 'string') throw new Error('not of SMART');
    const use = { ...jwk, ...(kty && { kty }), ...(crv && { crv }), key_ops: ['sign'] };
    return { kid, key: await crypto.subtle.importKey('jwk', use, algorithms[found], false, ['sign']) };
  } catch {
    // the parser's own words quote the text
    throw new PortalError('invalid', 'The key is no private JWK with a kid, for ES384 or RS384.', [from]);
  }
}

export interface BackendTokens {
  /** Gives the present token, getting one where there is none that lasts. Rejects with `offline` or `not-authorized`. */
  token: () => Promise<string>;
  /** What the last one allows; undefined before the first. */
  granted: () => string | undefined;
}

export function backendTokens(client: BackendClient, now: () => number = Date.now): BackendTokens {
  let kept: { token: string; until: number; scope: string } | undefined;
  let asking: Promise<string> | undefined;
  const ask = async () => {
    const began = now();
    const { token, seconds, scope } = await askFor(client);
    const lasts = seconds * 1000;
    kept = { token, scope, until: began + lasts - Math.min(marginMs, lasts / 2) };
    return token;
  };
  return {
    token() {
      if (kept !== undefined && now() < kept.until) return Promise.resolve(kept.token);
      return (asking ??= ask().finally(() => (asking = undefined)));
    },
    granted: () => kept?.scope,
  };
}

interface Told {
  token: string;
  seconds: number;
  scope: string;
}

async function askFor({ base, clientId, key, scope }: BackendClient): Promise<Told> {
  try {
    const endpoint = await endpointOf(base);
    const server: oauth.AuthorizationServer = { issuer: endpoint.href, token_endpoint: endpoint.href };
    const assertion = oauth.PrivateKeyJwt(key, {
      [oauth.modifyAssertion](header, payload) {
        header['typ'] = 'JWT';
        // SMART: the token endpoint's address
        payload['aud'] = endpoint.href;
      },
    });
    const own = { client_id: clientId };
    const response = await oauth.clientCredentialsGrantRequest(server, own, assertion, { scope }, sending(endpoint));
    const told = await oauth.processClientCredentialsResponse(server, own, response);
    // RFC 6749, section 5.1: without a scope it is the one that was asked for
    return { token: told.access_token, seconds: told.expires_in ?? usualSeconds, scope: told.scope ?? scope };
  } catch (error) {
    throw isPortalError(error) ? error : failureOf(error);
  }
}

/** The token endpoint, which gets nothing secret but must be the true one: encrypted, unless it is on this machine. */
async function endpointOf(base: string): Promise<URL> {
  const response = await fetch(`${base.replace(/\/+$/, '')}/.well-known/smart-configuration`, {
    headers: { accept: 'application/json' },
    signal: AbortSignal.timeout(timeoutMs),
  });
  const { token_endpoint: found } = response.ok ? ((await response.json()) as { token_endpoint?: unknown }) : {};
  if (typeof found !== 'string' || !URL.canParse(found))
    throw new PortalError('unsupported', 'The server names no token endpoint in its smart-configuration.', [field]);
  const endpoint = new URL(found);
  if (endpoint.protocol !== 'https:' && !isLoopback(endpoint))
    throw new PortalError('not-allowed', 'The token endpoint is not encrypted.', [field]);
  return endpoint;
}

const sending = (endpoint: URL) => ({
  [oauth.allowInsecureRequests]: endpoint.protocol === 'http:',
  signal: () => AbortSignal.timeout(timeoutMs),
});

/** Whether an address is this machine's own. */
export const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);

function failureOf(error: unknown): PortalError {
  const isRefused = error instanceof oauth.ResponseBodyError || error instanceof oauth.WWWAuthenticateChallengeError;
  if (isRefused && error.status < 500)
    return new PortalError('not-authorized', 'The authorization server gives this client no token.', [field]);
  return new PortalError('offline', 'The authorization server can’t be reached, or does not answer as one.', [field]);
}
