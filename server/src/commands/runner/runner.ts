import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerAddress } from '../importer/client.ts';
import { readConfiguration } from './configuration.ts';
import { runJob, signalGroup } from './job.ts';
import { describeMachine } from './machine.ts';
import { LEASE, REGISTER, type Lease } from './operations.ts';
import { sender } from './server.ts';

const pollMs = 1_000;

export interface RunnerOptions {
  readonly name: string;
  readonly folder: string;
  /** Ends after one job. */
  readonly isOnce: boolean;
  /** Takes no further job. */
  readonly stopping: AbortSignal;
  /** Gives the present job back. */
  readonly giveBack: AbortSignal;
  readonly say: (text: string) => void;
}

/** Takes jobs from the queue and runs them, one at a time. */
export async function runRunner(server: ServerAddress, { name, folder, isOnce, stopping, giveBack, say }: RunnerOptions): Promise<void> {
  let configuration = await readConfiguration(folder);
  await endLeftovers(folder);
  const send = sender(server, stopping);
  const register = async (): Promise<string> => {
    const { labels, hourlyUsd, commands } = configuration;
    const input = { name, labels, hourlyUsd, commands: Object.keys(commands), hardware: await describeMachine() };
    return (await send<{ registerRunner: { id: string } }>(REGISTER, { input })).registerRunner.id;
  };
  let runnerId = await register();
  say(`Runner ${name} waits for jobs of ${server.url}. It allows: ${Object.keys(configuration.commands).join(', ')}.`);
  while (!stopping.aborted) {
    const read = await readConfiguration(folder);
    if (JSON.stringify(read) !== JSON.stringify(configuration)) {
      configuration = read;
      runnerId = await register();
    }
    const { leaseTrainingJob: lease } = await send<{ leaseTrainingJob: Lease | null }>(LEASE, { input: { runnerId } });
    if (lease === null) {
      await sleep(pollMs, null, { signal: stopping }).catch(() => {});
      continue;
    }
    say(`Runs ${lease.job.name} (${lease.configuration.command}), attempt ${lease.attempt}.`);
    configuration = await readConfiguration(folder);
    await runJob({ server, send: sender(server, giveBack), folder, configuration, giveBack, say }, lease);
    if (isOnce) return;
  }
}

/** Ends commands that a killed runner left: their jobs are no longer theirs. */
async function endLeftovers(folder: string): Promise<void> {
  const jobs = join(folder, 'jobs');
  for (const name of await readdir(jobs).catch(() => [] as string[])) {
    const left = await readFile(join(jobs, name, 'process.json'), 'utf8').catch(() => null);
    const pid = left === null ? null : ((JSON.parse(left) as { pid?: number }).pid ?? null);
    if (pid !== null && (await isOf(pid, join(jobs, name)))) signalGroup(pid, 'SIGKILL');
    await rm(join(jobs, name), { recursive: true, force: true });
  }
}

/** Whether a process is the command of that job: an id may be another process by now. */
const isOf = async (pid: number, jobFolder: string): Promise<boolean> => {
  const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
  return environment.split('\u0000').includes(`FTL_PARAMETERS=${join(jobFolder, 'parameters.json')}`);
};
