/** A PostgreSQL cluster of a test's own: in a temporary folder, on loopback, gone with the process that started it. @module */
import { spawn, spawnSync, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface Postgres {
  /** JDBC URL of its database. */
  url: string;
  stop(): Promise<void>;
}

const advice =
  'PostgreSQL is missing, for the server test that keeps its store in it (Debian: apt-get install postgresql).';

/** Rejects when PostgreSQL is missing, or does not start. */
export async function startPostgres(): Promise<Postgres> {
  const programs = programsFolder();
  const folder = mkdtempSync(join(tmpdir(), 'fhir-group-therapy-postgres-'));
  const account = ownAccount();
  if (account) chownSync(folder, account.uid, account.gid);
  const as: SpawnOptions = { cwd: folder, ...account };
  const data = join(folder, 'data');
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'test', '-A', 'trust', '-E', 'UTF8', '--no-locale', '-N'],
    {
      ...as,
      encoding: 'utf8',
    },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  // the shell holds our pipe: when we are gone, however we ended, so is the cluster
  const script = '"$0" "$@" & pid=$!; cat > /dev/null; kill -QUIT $pid; wait $pid';
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=off', 'max_connections=50'];
  const child = spawn(
    'sh',
    [
      '-c',
      script,
      join(programs, 'postgres'),
      '-D',
      data,
      '-p',
      String(port),
      ...settings.flatMap((one) => ['-c', one]),
    ],
    { ...as, stdio: ['pipe', 'ignore', 'pipe'] },
  );
  const stop = async () => {
    if (child.exitCode === null) {
      const gone = once(child, 'exit');
      child.stdin?.end();
      await gone;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stderr ?? process.stdin })) {
    said.push(line);
    if (line.includes('ready to accept connections')) {
      child.stderr?.resume();
      return { url: `jdbc:postgresql://127.0.0.1:${port}/postgres?user=test`, stop };
    }
    if (line.includes('FATAL')) break;
  }
  await stop();
  throw new Error(`PostgreSQL did not start: ${said.join('\n')}`);
}

/** On the path, or where Debian puts them. */
function programsFolder(): string {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : [];
  const found = [...(process.env['PATH'] ?? '').split(':'), ...versions].find((folder) =>
    existsSync(join(folder, 'initdb')),
  );
  if (found === undefined) throw new Error(advice);
  return found;
}

/** PostgreSQL refuses to run as root: then it runs as the account its package made. */
function ownAccount(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (which: string) => Number(spawnSync('id', [which, 'postgres'], { encoding: 'utf8' }).stdout);
  const account = { uid: id('-u'), gid: id('-g') };
  if (!account.uid) throw new Error(`There is no account postgres. ${advice}`);
  return account;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
