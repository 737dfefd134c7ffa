import { execFile } from 'node:child_process';
import { chmod, lchown, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { StartError } from '../start-error.ts';
import { namespaceCommand, type Owner } from './owner.ts';

const run = promisify(execFile);

/** Names the folder in which a process runs, whether or not it may enter the folders above. */
const OWN_FOLDER = '/proc/self/cwd';

export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
  readonly options: { readonly uid?: number; readonly gid?: number; readonly cwd?: string };
}

/**
 * How the owner's `program` is started on `folder`, which is the owner's. Folders above it that only root may enter (a project
 * in /root) are no obstacle: root goes into the folder, becomes the owner there, and the program calls the folder by where it is.
 * `argsOf` is given the name by which the program can reach the folder.
 */
export async function launchOn(
  owner: Owner | null,
  program: string,
  folder: string,
  argsOf: (folder: string) => readonly string[],
): Promise<Launch> {
  if (owner === null) return { command: program, args: argsOf(folder), options: {} };
  if (owner.isNamespaced) {
    const [command, ...prefix] = namespaceCommand;
    return { command, args: [...prefix, program, ...argsOf(folder)], options: {} };
  }
  const user = { uid: owner.uid, gid: owner.gid };
  if (await mayRun(owner, 'test -x "$0"', [folder])) return { command: program, args: argsOf(folder), options: user };
  return { command: program, args: argsOf(OWN_FOLDER), options: { ...user, cwd: folder } };
}

/** Whether a line of shell succeeds for the owner; `words` are its $0, $1 and so on. */
export async function mayRun({ uid, gid }: Owner, line: string, words: readonly string[]): Promise<boolean> {
  return run('/bin/sh', ['-c', line, ...words], { uid, gid, cwd: '/' }).then(
    () => true,
    () => false,
  );
}

/**
 * Gives a cluster that root copied to its new owner.
 *
 * Errors  throws `StartError` when this root may not give files away (CAP_CHOWN).
 */
export async function handOver(owner: Owner | null, data: string): Promise<void> {
  if (owner === null) return;
  const { uid } = await stat(data);
  if (uid === owner.uid) return;
  try {
    for (const name of await readdir(data, { recursive: true })) await lchown(join(data, name), owner.uid, owner.gid);
    await lchown(data, owner.uid, owner.gid);
    await chmod(data, 0o700);
  } catch (error) {
    throw new StartError(`PostgreSQL's data in ${data} can't be given to the user that runs it: ${(error as Error).message}`);
  }
}
