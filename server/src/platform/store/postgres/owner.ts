import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { StartError } from '../start-error.ts';

const run = promisify(execFile);

/** Who runs the embedded PostgreSQL and owns its data, where that is not simply this user. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
  /** This very user, root of a user namespace with no other user: PostgreSQL gets a namespace within it, where this user is not root. */
  readonly isNamespaced: boolean;
}

/** In front of a program: it runs in a user namespace of its own, as nobody there and as this user everywhere else. */
export const namespaceCommand = ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'] as const;

/**
 * Who runs the embedded PostgreSQL on the cluster in `data`: null = this very user. PostgreSQL refuses to run as root, so root
 * hands it to the owner of the cluster; a new cluster to the user `postgres`, made on first use, or to any other user that the
 * machine has where none can be made.
 *
 * Errors  throws `StartError` when this root cannot become another user.
 */
export async function postgresOwner(data: string): Promise<Owner | null> {
  if (process.getuid?.() !== 0) return null;
  const existing = await stat(data).catch(() => null);
  if (existing !== null && existing.uid !== 0) {
    const owner = { uid: existing.uid, gid: existing.gid };
    if (await canBecome(owner)) return { ...owner, isNamespaced: false };
  } else {
    for await (const owner of candidates()) if (await canBecome(owner)) return { ...owner, isNamespaced: false };
  }
  const [command, ...args] = namespaceCommand;
  if (await succeeds(() => run(command, [...args, '/bin/sh', '-c', ':']))) return { uid: 0, gid: 0, isNamespaced: true };
  throw new StartError(
    'PostgreSQL does not run as root, and this root may neither run a program as another user (CAP_SETUID, CAP_SETGID) nor make a user namespace. ' +
      'Start as another user, or set DATABASE_URL to a PostgreSQL server.',
  );
}

type User = Pick<Owner, 'uid' | 'gid'>;

async function* candidates(): AsyncGenerator<User> {
  const existing = await lookUp('postgres');
  if (existing !== null) yield existing;
  else {
    await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']).catch(() => null);
    const made = await lookUp('postgres');
    if (made !== null) yield made;
  }
  const nobody = await lookUp('nobody');
  if (nobody !== null) yield nobody;
  // Only a user with a name can make a cluster.
  yield* await listedUsers();
}

async function lookUp(name: string): Promise<User | null> {
  const listed = (await listedUsers()).find((user) => user.name === name);
  if (listed !== undefined) return listed;
  // One that the machine knows from elsewhere.
  const ids = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]).catch(() => null);
  return ids === null ? null : { uid: Number(ids[0].stdout), gid: Number(ids[1].stdout) };
}

/** The machine's users but root. */
async function listedUsers(): Promise<(User & { name: string | undefined })[]> {
  const lines = (await readFile('/etc/passwd', 'utf8').catch(() => '')).split('\n');
  return lines
    .map((line) => line.split(':'))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter(({ uid, gid }) => uid > 0 && gid > 0);
}

const canBecome = ({ uid, gid }: User): Promise<boolean> => succeeds(() => run('/bin/sh', ['-c', ':'], { uid, gid, cwd: '/' }));

/** Starting a process throws at once where it may not become that user. */
async function succeeds(start: () => Promise<unknown>): Promise<boolean> {
  try {
    await start();
    return true;
  } catch {
    return false;
  }
}
