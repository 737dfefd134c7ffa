import type { Encoding } from 'importer/encoding';
import { descriptions, generalFormats, particularFormats, problemOf, tableOf } from 'importer/formats';
import { litellmPrices } from 'importer/formats/litellm';
import { mlflowFolderDescription } from './formats/training/mlflow-folder.ts';
import { metricsCsv, metricsJsonLines } from './formats/training/metrics-table.ts';
import { tensorboard } from './formats/training/tensorboard/tensorboard.ts';
import { trainerLog } from './formats/training/trainer-log.ts';
import { trainerState } from './formats/training/trainer-state.ts';
import { wandb } from './formats/training/wandb/wandb.ts';
import { emptyFault, faultOf } from './runs/find.ts';
import type { RunFormat } from './runs/types.ts';
import { headOf } from './text.ts';

/** Files of training runs. */
export const runFormats: readonly RunFormat[] = [tensorboard, wandb, trainerState, trainerLog, metricsCsv, metricsJsonLines];

const [parquet, otlpJson, langfuseTrace, ...others] = particularFormats;
/** Every format that can be read, asked in this order. */
const formats = [parquet, otlpJson, langfuseTrace, litellmPrices, ...others, ...runFormats, ...generalFormats] as const;
export type KnownFormat = (typeof formats)[number];

/** A file that is none of the known formats; the message lists them where that can help. */
export class UnknownFormat extends Error {
  constructor(path: string, problem: string, { isPlain = false } = {}) {
    super(isPlain ? `${path}: ${problem}.` : `${path}: ${problem}. Known formats:\n${listOfFormats()}`);
  }
}

export const listOfFormats = (): string =>
  [...descriptions(), litellmPrices.description, ...runFormats.map(({ description }) => description), mlflowFolderDescription]
    .map((description) => `  - ${description}`)
    .join('\n');

/**
 * The format of a file, detected from its first bytes and, for JSON Lines, from its name; with a mapping, any table is one.
 * Errors: throws `UnknownFormat`.
 */
export async function formatOf(path: string, encoding: Encoding | null, isMapped: boolean): Promise<KnownFormat> {
  const head = await headOf(path, encoding).catch((error: unknown) => {
    throw new UnknownFormat(path, `it cannot be read (${(error as Error).message})`);
  });
  if (head.trim() === '') throw new UnknownFormat(path, emptyFault, { isPlain: true });
  const format = (isMapped ? tableOf(head) : null) ?? formats.find(({ recognises }) => recognises(head, path));
  if (format === undefined) {
    const fault = faultOf(head, path, runFormats);
    throw new UnknownFormat(path, fault ?? problemOf(head), { isPlain: fault !== null });
  }
  return format;
}
