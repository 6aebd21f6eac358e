/** Before a build: no module or chunk of an earlier one may stay behind. @module */
import { rmSync } from 'node:fs';

for (const folder of ['dist', 'bundle'])
  rmSync(new URL(`../${folder}`, import.meta.url), { recursive: true, force: true });
