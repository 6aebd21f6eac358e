/** An authorization server on loopback (oidc-provider), and a FHIR server behind it that wants its tokens. @module */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ClientMetadata, Provider } from 'oidc-provider';
import { startFaulty } from './faulty.ts';

export interface Guarded {
  /** FHIR base that answers 401 without a token. */
  base: string;
  /** Every token that was used. */
  used: Set<string>;
  stop(): Promise<void>;
}

export interface Keys {
  alg: 'ES384' | 'RS384';
  /** JWKs. */
  secret: JsonWebKey & { kid: string };
  open: JsonWebKey & { kid: string };
}

export function newKeys(alg: Keys['alg']): Keys {
  const { privateKey, publicKey } =
    alg === 'ES384'
      ? generateKeyPairSync('ec', { namedCurve: 'P-384' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = (key: KeyObject) => ({ ...key.export({ format: 'jwk' }), alg, kid: `test-${alg}` });
  return { alg, secret: jwk(privateKey), open: jwk(publicKey) };
}

export const clientOf = ({ alg }: Keys): string => `import-${alg}`;
/** Seconds. */
export const tokenLife = 300;

export async function startGuarded(
  fhirBase: string,
  keys: readonly Keys[],
  scopes: readonly string[],
): Promise<Guarded> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const clients = keys.map((one): ClientMetadata => ({
    client_id: clientOf(one),
    grant_types: ['client_credentials'],
    redirect_uris: [],
    response_types: [],
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: one.alg,
    jwks: { keys: [one.open as never] },
    scope: scopes.join(' '),
  }));
  const provider = new Provider(issuer, {
    clients,
    scopes: [...scopes],
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    enabledJWA: { clientAuthSigningAlgValues: ['ES384', 'RS384'] },
    ttl: { ClientCredentials: tokenLife },
  });
  server.on('request', provider.callback());
  const used = new Set<string>();
  const fhir = await startFaulty(fhirBase, { random: Math.random, slow: 0, silent: 0 }, async (incoming, response) => {
    if (incoming.url?.endsWith('/.well-known/smart-configuration')) {
      const body = { token_endpoint: `${issuer}/token`, grant_types_supported: ['client_credentials'] };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      return true;
    }
    const token = /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '')?.[1] ?? '';
    const isKnown = token !== '' && (await provider.ClientCredentials.find(token)) !== undefined;
    if (isKnown) used.add(token);
    else response.writeHead(401).end();
    return !isKnown;
  });
  return {
    base: fhir.base,
    used,
    async stop() {
      await fhir.stop();
      await new Promise((stopped) => {
        server.close(stopped);
        server.closeAllConnections();
      });
    },
  };
}
