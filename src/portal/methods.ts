/** Methods of the portal whose part of the code is fetched when one of them is first called. @module */
import { PortalError } from '../../fhir-mappings/errors.ts';
import type { PortalContext } from './context.ts';

/** A function of a part, without the context it is given. */
type Method<F> = F extends (context: PortalContext, ...asked: infer A) => infer R ? (...asked: A) => R : never;

/** `names`: functions of the part, each a method of the portal under the same name. */
export const methodsOf =
  (context: PortalContext) =>
  <Part extends object, Name extends keyof Part>(
    load: () => Promise<Part>,
    ...names: Name[]
  ): { [N in Name]: Method<Part[N]> } =>
    Object.fromEntries(
      names.map((name) => [
        name,
        async (...asked: unknown[]) => {
          const method = (await fetched(load()))[name] as (context: PortalContext, ...asked: unknown[]) => unknown;
          return method(context, ...asked);
        },
      ]),
    ) as { [N in Name]: Method<Part[N]> };

/** A part of our own code that doesn't come is a connection that's gone; the browser's error would hold an address. */
export async function fetched<T>(loading: Promise<T>): Promise<T> {
  try {
    return await loading;
  } catch {
    throw new PortalError('offline', 'A part of this page did not load.');
  }
}
