import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXIT } from './operations.ts';
import { Lost, type Send } from './server.ts';

/** What the folder of a job tells the next start of the runner. */
interface Noted {
  readonly jobId: string;
  readonly fence: string;
}

const noteOf = (jobFolder: string): string => join(jobFolder, 'lease.json');

/** Notes the lease of a job in its folder, before its command is started. */
export const noteLease = (jobFolder: string, { jobId, fence }: Noted): Promise<void> =>
  writeFile(noteOf(jobFolder), JSON.stringify({ jobId, fence } satisfies Noted));

/** Ends the commands that a killed runner left, and gives their jobs back. */
export async function endLeftovers(folder: string, send: Send): Promise<void> {
  const jobs = join(folder, 'jobs');
  for (const name of await readdir(jobs).catch(() => [] as string[])) {
    const jobFolder = join(jobs, name);
    await endCommand(jobFolder);
    const lease = await readFile(noteOf(jobFolder), 'utf8').then(
      (text) => JSON.parse(text) as Noted,
      () => null,
    );
    if (lease !== null)
      await send(EXIT, { input: { ...lease, reason: 'LOST_RUNNER' } }).catch((error: unknown) => {
        if (!(error instanceof Lost)) throw error;
      });
    await rm(jobFolder, { recursive: true, force: true });
  }
}

/** Ends every process of a command, wherever it was started from: each has the path of the job's parameters in its environment. */
async function endCommand(jobFolder: string): Promise<void> {
  const mark = `FTL_PARAMETERS=${join(jobFolder, 'parameters.json')}`;
  for (const pid of (await readdir('/proc').catch(() => [] as string[])).filter((name) => /^\d+$/.test(name))) {
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
    if (!environment.split('\u0000').includes(mark)) continue;
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
