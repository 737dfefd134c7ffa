import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const Command = z.strictObject({
  /** Program and arguments, as they are given to the system: no shell reads them. */
  run: z.tuple([z.string().min(1)], z.string()),
  /** Added to the environment of the runner. */
  env: z.record(z.string(), z.string()).default({}),
});

const Configuration = z.strictObject({
  labels: z.array(z.string()).default([]),
  hourlyUsd: z.number().nonnegative().nullable().default(null),
  /** How long a command may take to stop by itself when its job is cancelled, without and with a checkpoint. */
  stopSeconds: z.number().nonnegative().default(20),
  checkpointSeconds: z.number().nonnegative().default(480),
  /** How long it may take after SIGINT, and again after SIGTERM. */
  signalSeconds: z.number().nonnegative().default(10),
  /** Outputs of a job, its checkpoints and its model, are deleted when nothing in them has changed for so long; null: never. */
  outputsKeptDays: z.number().nonnegative().nullable().default(null),
  /** Every command that this machine runs, by the name that configurations use. */
  commands: z.record(z.string(), Command),
});
export type RunnerConfiguration = z.infer<typeof Configuration>;
export type AllowedCommand = z.infer<typeof Command>;

/** A configuration that cannot be used; the message is for the person at the terminal. */
export class ConfigurationError extends Error {}

/** The trainer that needs nothing but Node. */
export const REFERENCE_TRAINER = fileURLToPath(new URL('../../../../trainer-node/src/main.ts', import.meta.url));
const reference = { labels: [], hourlyUsd: null, commands: { reference: { run: [process.execPath, REFERENCE_TRAINER] } } };

/** What this machine allows: `runner.json` of its folder, written where there is none. */
export async function readConfiguration(folder: string): Promise<RunnerConfiguration> {
  const path = join(folder, 'runner.json');
  await mkdir(folder, { recursive: true });
  await writeFile(path, `${JSON.stringify(reference, null, 2)}\n`, { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new ConfigurationError(`${path} is not JSON: ${(error as Error).message}`);
  }
  const read = Configuration.safeParse(content);
  if (!read.success) throw new ConfigurationError(`${path} cannot be used: ${z.prettifyError(read.error)}`);
  return read.data;
}
