import { readdir } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { mlflowRunIn } from '../formats/training/mlflow-folder.ts';
import { isEventFile, tensorboard } from '../formats/training/tensorboard/tensorboard.ts';
import { trainerState } from '../formats/training/trainer-state.ts';
import { headOf } from '../text.ts';
import type { RunFormat, RunSource } from './types.ts';

export interface Broken {
  readonly path: string;
  readonly fault: string;
}

/** What a folder holds. */
export interface Found {
  readonly sources: readonly RunSource[];
  /** Files that are named as training runs and hold none, with what is wrong with them. */
  readonly broken: readonly Broken[];
  /** Files that are no training run, or belong to one. */
  readonly otherCount: number;
  /** Runs that MLflow has as deleted. */
  readonly deletedCount: number;
}

/** Extensions of files that are looked into. */
const looked = new Set(['.json', '.jsonl', '.ndjson', '.csv', '.wandb']);
const passedOver = new Set(['node_modules', '.git', '.trash', '__pycache__']);

/**
 * Every training run below a folder, in the order of paths. Links are not followed: W&B's `latest-run` is one. Of a run's checkpoints and
 * its final state only the longest is read, since it holds the others.
 */
export async function findRuns(folder: string, formats: readonly RunFormat[]): Promise<Found> {
  const sources: RunSource[] = [];
  const states: RunSource[] = [];
  const broken: Broken[] = [];
  let otherCount = 0;
  let deletedCount = 0;
  async function walk(path: string): Promise<void> {
    const run = await mlflowRunIn(path);
    if (run === 'deleted') deletedCount += 1;
    else if (run !== null) sources.push(run);
    if (run !== null) return;
    const entries = (await readdir(path, { withFileTypes: true })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const files = entries.filter((entry) => entry.isFile()).map(({ name }) => join(path, name));
    const events = files.filter((file) => isEventFile(basename(file)));
    if (events[0] !== undefined) sources.push(await tensorboard.open(events[0]));
    for (const file of files.filter((one) => !isEventFile(basename(one)))) {
      const format = looked.has(extname(file).toLowerCase()) ? await formatIn(file, formats) : null;
      if (format === null) otherCount += 1;
      else if ('fault' in format) broken.push(format);
      else (format === trainerState ? states : sources).push(await format.open(file));
    }
    for (const entry of entries) if (entry.isDirectory() && !passedOver.has(entry.name)) await walk(join(path, entry.name));
  }
  await walk(resolve(folder));
  const longest = await longestOf(states);
  return {
    broken,
    sources: [...sources, ...longest].toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    otherCount: otherCount + states.length - longest.length,
    deletedCount,
  };
}

/** The format of a file, or what is wrong with it; null: it is no training run. */
async function formatIn(file: string, formats: readonly RunFormat[]): Promise<RunFormat | Broken | null> {
  const head = await headOf(file);
  const isEmpty = head.trim() === '';
  const format = isEmpty ? undefined : formats.find(({ recognises }) => recognises(head, file));
  if (format !== undefined) return format;
  const fault = faultOf(head, file, formats);
  return fault === null ? null : { path: file, fault: isEmpty ? emptyFault : fault };
}

export const emptyFault = 'it is empty';

/** What is wrong with a file that has the name of a training run; null: it has none. */
export function faultOf(head: string, path: string, formats: readonly RunFormat[]): string | null {
  for (const format of formats) {
    const fault = format.faultOf?.(head, path) ?? null;
    if (fault !== null) return fault;
  }
  return null;
}

/** Of the states of one run's folder that begin alike, the one with the most bytes. */
async function longestOf(states: readonly RunSource[]): Promise<RunSource[]> {
  const longest = new Map<string, RunSource>();
  for (const state of states) {
    const folder = dirname(state.path);
    const ofRun = /^checkpoint-\d+$/.test(basename(folder)) ? dirname(folder) : folder;
    const key = JSON.stringify([ofRun, await beginningOf(state)]);
    const other = longest.get(key);
    if (other === undefined || other.sizeBytes < state.sizeBytes) longest.set(key, state);
  }
  return [...longest.values()];
}

async function beginningOf(source: RunSource): Promise<string> {
  for await (const record of source.read())
    if (record.kind === 'run') return record.identity.kind === 'id' ? record.identity.externalId : record.identity.beginning;
  return '';
}
