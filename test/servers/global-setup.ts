/** Before any server test: the server is built, once, whichever files run beside each other. */
import { buildHapi } from './hapi.ts';

export default async function setup(): Promise<void> {
  await buildHapi();
}
