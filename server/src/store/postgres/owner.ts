import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Who runs the embedded PostgreSQL: null = this very user. PostgreSQL refuses to run as root, so root hands it to the user
 * `postgres`, made on first use, or to `nobody` where none can be made.
 */
export async function postgresOwner(): Promise<Owner | null> {
  if (process.getuid?.() !== 0) return null;
  const existing = await lookUp('postgres');
  if (existing !== null) return existing;
  await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']).catch(() => null);
  return (await lookUp('postgres')) ?? (await lookUp('nobody')) ?? { uid: 65_534, gid: 65_534 };
}

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly options: Partial<Owner>;
}

/**
 * How `program` is started as that user. A folder of root's that nobody else may enter (a project in /root) is no obstacle:
 * then the program may pass through folders, with that one right of root's (start.test.ts).
 */
export async function launchAs(owner: Owner | null, program: string, args: readonly string[], folder: string): Promise<Launch> {
  if (owner === null) return { command: program, args, options: {} };
  const plain = { command: program, args, options: owner };
  if (await run('/bin/sh', ['-c', 'test -x "$0" && test -x "$1"', program, folder], owner).then(() => true, () => false)) return plain;
  const right = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override'];
  const user = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'];
  const isAble = await run('setpriv', [...user, ...right, program, '--version']).then(() => true, () => false);
  return isAble ? { command: 'setpriv', args: [...user, ...right, program, ...args], options: {} } : plain;
}

async function lookUp(user: string): Promise<Owner | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}
