import { run as mlflow } from './training/mlflow.ts';

/** Parts: `training -- mlflow`. */
const all: Readonly<Record<string, () => Promise<void>>> = { mlflow };

/** Points of training jobs: how fast they are taken, and beside what. */
export async function run(parts: readonly string[]): Promise<void> {
  for (const part of parts.length > 0 ? parts : Object.keys(all)) {
    const bench = all[part];
    if (bench === undefined) throw new Error(`There is no part ${part}. There are: ${Object.keys(all).join(', ')}.`);
    await bench();
  }
}
