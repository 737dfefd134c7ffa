import { setTimeout as sleep } from 'node:timers/promises';
import { lockFolder } from '../../platform/store/lock.ts';
import type { ServerAddress } from 'importer/client';
import { readConfiguration } from './configuration.ts';
import { runJob } from './job.ts';
import { endLeftovers } from './leftovers.ts';
import { describeMachine } from './machine.ts';
import { LEASE, REGISTER, type Lease } from './operations.ts';
import { removeOldOutputs } from './outputs.ts';
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

const words = {
  file: 'runner.lock',
  inUse: (folder: string, owner: number): string =>
    `The folder ${folder} is in use by another runner (process ${owner}). Stop that one, or name another folder with --folder.`,
};

/** Takes jobs from the queue and runs them, one at a time. Errors: throws `StartError` where another runner has the folder. */
export async function runRunner(server: ServerAddress, options: RunnerOptions): Promise<void> {
  const lock = await lockFolder(options.folder, words);
  await takeJobs(server, options).finally(() => lock.release());
}

async function takeJobs(server: ServerAddress, { name, folder, isOnce, stopping, giveBack, say }: RunnerOptions): Promise<void> {
  let configuration = await readConfiguration(folder);
  const send = sender(server, stopping, say);
  await endLeftovers(folder, send);
  const cleanUp = async (): Promise<void> => {
    try {
      for (const name of await removeOldOutputs(folder, configuration.outputsKeptDays)) say(`Deleted the old outputs of job ${name}.`);
    } catch (error) {
      say(`Old outputs could not be deleted: ${(error as Error).message}`);
    }
  };
  await cleanUp();
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
    await runJob({ server, send: sender(server, giveBack, say), folder, configuration, giveBack, say }, lease);
    await cleanUp();
    if (isOnce) return;
  }
}
