import { csv } from './formats/csv.ts';
import { jsonArray, jsonLines } from './formats/json-lines.ts';
import { litellmPrices } from './formats/litellm.ts';
import { langfuseTrace } from './formats/langfuse-trace.ts';
import { llmdrift } from './formats/llmdrift.ts';
import { otlpJson } from './formats/otlp-json.ts';
import { tauBench, tauBenchDialogues } from './formats/tau-bench.ts';
import { mlflowFolderDescription } from './formats/training/mlflow-folder.ts';
import { metricsCsv, metricsJsonLines } from './formats/training/metrics-table.ts';
import { tensorboard } from './formats/training/tensorboard/tensorboard.ts';
import { trainerLog } from './formats/training/trainer-log.ts';
import { trainerState } from './formats/training/trainer-state.ts';
import { wandb } from './formats/training/wandb/wandb.ts';
import type { RunFormat } from './runs/types.ts';
import { headOf } from './text.ts';

/** Files of training runs. */
export const runFormats: readonly RunFormat[] = [tensorboard, wandb, trainerState, trainerLog, metricsCsv, metricsJsonLines];

/** Every format that can be read, asked in this order. */
export const formats = [
  otlpJson,
  langfuseTrace,
  litellmPrices,
  tauBench,
  tauBenchDialogues,
  llmdrift,
  csv,
  ...runFormats,
  jsonArray,
  jsonLines,
] as const;
export type KnownFormat = (typeof formats)[number];

/** A file that is none of the known formats; the message lists them. */
export class UnknownFormat extends Error {
  constructor(path: string, problem: string) {
    super(`${path}: ${problem}. Known formats:\n${listOfFormats()}`);
  }
}

export const listOfFormats = (): string =>
  [...formats.map(({ description }) => description), mlflowFolderDescription].map((description) => `  - ${description}`).join('\n');

/** The format of a file, detected from its first bytes and, for JSON Lines, from its name. Errors: throws `UnknownFormat`. */
export async function formatOf(path: string): Promise<KnownFormat> {
  const head = await headOf(path).catch((error: unknown) => {
    throw new UnknownFormat(path, `it cannot be read (${(error as Error).message})`);
  });
  if (head.trim() === '') throw new UnknownFormat(path, 'it is empty');
  const format = formats.find(({ recognises }) => recognises(head, path));
  if (format === undefined) throw new UnknownFormat(path, 'its format is not known');
  return format;
}
