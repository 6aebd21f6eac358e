/** Last step of the build: npm runs a package's own command as a file, and `tsc` writes it without that right. @module */
import { chmodSync } from 'node:fs';

chmodSync(new URL('../dist/src/cli/main.js', import.meta.url), 0o755);
