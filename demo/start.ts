/** `npm start`: the demo clinic on this machine. `--port N`, `--fhir-base URL`, `--seed`, `--empty`. @module */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeExport } from './export.ts';
import { startDemo } from './server.ts';

const help = `Starts the demo clinic on this machine.

  --port N          the port, 8080 unless said; 0 takes a free one
  --fhir-base URL   use this FHIR server (R4, R4B or R5) instead of the embedded one
  --seed            put the synthetic clinic on that server (never on one that holds real records)
  --empty           begin without groups and members: only the clinic's people
`;

function options() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '8080' },
        'fhir-base': { type: 'string' },
        seed: { type: 'boolean', default: false },
        empty: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    return values;
  } catch (error) {
    return fail(`${(error as Error).message}\n\n${help}`);
  }
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

const { port, 'fhir-base': fhirBase, seed, empty, help: wanted } = options();
if (wanted) {
  console.log(help);
  process.exit(0);
}
if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) fail('--port takes a number from 0 to 65535.');
if (fhirBase !== undefined && !URL.canParse(fhirBase))
  fail('--fhir-base takes an address such as http://localhost:8090/fhir.');

/** Git ignores it. */
const folder = fileURLToPath(new URL('../.demo', import.meta.url));

try {
  const now = new Date();
  const demo = await startDemo({
    port: Number(port),
    seed,
    empty,
    attendance: 'exported',
    now,
    ...(fhirBase !== undefined && { fhirBase: fhirBase.replace(/\/+$/, '') }),
  });
  console.log(`Harbor Clinic (all data made up) is ready at ${demo.url}`);
  const seeded = !empty && (fhirBase === undefined || seed);
  if (seeded) {
    writeExport(folder, { fhirBase: demo.fhirBase, now });
    console.log(
      `Its attendance is in an export still: npx fhir-group-therapy run .demo/attendance.csv --config .demo/sync.json`,
    );
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void demo.stop().then(() => process.exit(0)));
} catch (error) {
  const { code, message } = error as NodeJS.ErrnoException;
  fail(code === 'EADDRINUSE' ? `Port ${port} is taken. Choose another: npm start -- --port 8081` : message);
}
