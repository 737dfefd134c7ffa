import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { numpy as np, tree } from '@jax-js/jax';
import type { Moments } from './gpt.ts';

/** What a training needs beside its weights to go on as if it had not stopped. */
export type Progress = Readonly<Record<string, unknown>> & { readonly step: number };

const FILE = 'state.safetensors';
const PROGRESS = 'progress.json';

/** Writes a folder `checkpoint-<step>` with the weights, Adam's means and the progress; keeps the state. Returns its path. */
export async function saveCheckpoint(folder: string, state: Moments, progress: Progress): Promise<string> {
  const path = join(folder, `checkpoint-${progress.step}`);
  const draft = `${path}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  writeFileSync(join(draft, FILE), await safetensors(tree.ref(state)));
  writeFileSync(join(draft, PROGRESS), JSON.stringify(progress, null, 2));
  rmSync(path, { recursive: true, force: true });
  renameSync(draft, path);
  return path;
}

/** The checkpoint of the most steps in a folder; null when there is none. */
export function lastCheckpoint(folder: string): string | null {
  let names: string[] = [];
  try {
    names = readdirSync(folder);
  } catch {
    return null;
  }
  const steps = names.flatMap((name) => /^checkpoint-(\d+)$/.exec(name)?.[1] ?? []).map(Number);
  return steps.length === 0 ? null : join(folder, `checkpoint-${Math.max(...steps)}`);
}

/** A checkpoint, whose state has the structure of `like`, which is used up. */
export function loadCheckpoint(path: string, like: Moments): { state: Moments; progress: Progress } {
  const bytes = readFileSync(join(path, FILE));
  const header = JSON.parse(bytes.subarray(8, 8 + Number(bytes.readBigUInt64LE(0))).toString()) as Header;
  const begin = 8 + Number(bytes.readBigUInt64LE(0));
  const [leaves, structure] = tree.flatten<np.Array>(like);
  const loaded = leaves.map((leaf, index) => {
    const entry = header[String(index)];
    if (entry === undefined || entry.shape.join() !== leaf.shape.join()) throw new Error(`${path} is of a model of another shape`);
    leaf.dispose();
    const [from, to] = entry.data_offsets;
    const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset + begin + from, bytes.byteOffset + begin + to));
    return np.array(values).reshape([...entry.shape]);
  });
  const state = tree.unflatten(structure, loaded) as Moments;
  return { state, progress: readProgress(path) };
}

/** What stands beside the weights of a checkpoint. */
export const readProgress = (path: string): Progress => JSON.parse(readFileSync(join(path, PROGRESS), 'utf8')) as Progress;

type Header = Record<string, { dtype: 'F32'; shape: readonly number[]; data_offsets: readonly [number, number] }>;

/** Leaves of a tree in the format of safetensors, named by their places; uses the tree up. */
async function safetensors(values: Moments): Promise<Buffer> {
  const header: Header = {};
  const parts: Buffer[] = [];
  let offset = 0;
  for (const [index, leaf] of tree.leaves<np.Array>(values).entries()) {
    const { shape } = leaf;
    const data = (await leaf.data()) as Float32Array;
    header[String(index)] = { dtype: 'F32', shape, data_offsets: [offset, offset + data.byteLength] };
    parts.push(Buffer.from(data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength)));
    offset += data.byteLength;
  }
  const text = JSON.stringify(header);
  const padded = Buffer.from(text.padEnd(Math.ceil(text.length / 8) * 8));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(padded.length));
  return Buffer.concat([size, padded, ...parts]);
}
