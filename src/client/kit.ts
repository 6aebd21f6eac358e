/**
 * fhir-kit-client over our transport: it builds the paths, queries and content types of writes.
 *
 * Its own `HttpClient.request` is replaced because it can't use a host's fetch, sends the token to any absolute URL, sets
 * `keepalive: true` (browsers refuse such bodies over 64 KiB), throws a TypeError on a JSON `null`, has no timeout, and
 * puts the URL (so the patient's id) into its errors and its log. Reading needs none of it and does not load it.
 * @module
 */
import { Client, type FhirResource as KitResource, RESPONSE_KEY } from 'fhir-kit-client';
import type { FhirResource } from 'fhir/r4.js';
import type { Sent, Transport } from './wire.ts';

/** A client whose every request goes through the transport. */
export function kitOver(transport: Transport): Client {
  const kit = new Client({ baseUrl: transport.base });
  kit.httpClient.request = async (method, path, sent: Sent = {}, body?: FhirResource) => {
    const { data, response } = await transport.request(method, path, sent, body);
    const result: KitResource = { ...data };
    return Object.defineProperty(result, RESPONSE_KEY, { value: response });
  };
  return kit;
}
