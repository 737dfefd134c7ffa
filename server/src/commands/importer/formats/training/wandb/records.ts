import { Fields, timestampOf } from '../../../runs/protobuf.ts';
import { parsePythonJson } from 'importer/values';

/** A key, with those inside of it where it is nested, and its value as JSON gives it. */
export interface Item {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** What is read of `wandb_internal.Record`; records of other kinds are null. */
export type WandbRecord =
  | { readonly kind: 'history'; readonly step: number | null; readonly items: readonly Item[] }
  | { readonly kind: 'summary' | 'config'; readonly items: readonly Item[] }
  | { readonly kind: 'stats'; readonly at: Date; readonly items: readonly Item[] }
  | { readonly kind: 'run'; readonly run: WandbRun }
  | { readonly kind: 'environment'; readonly environment: Environment }
  | { readonly kind: 'preempting' }
  | { readonly kind: 'exit'; readonly exitCode: number };

export interface WandbRun {
  readonly id: string;
  readonly project: string;
  readonly group: string;
  readonly name: string;
  readonly notes: string;
  readonly host: string;
  readonly tags: readonly string[];
  readonly config: readonly Item[];
  readonly startedAt: Date | null;
}

export interface Environment {
  readonly cpuCount: number;
  readonly gpuName: string;
  readonly gpuCount: number;
}

/** Reads one record. Errors: RangeError, Error or SyntaxError where the bytes are none. */
export function wandbRecordOf(bytes: Uint8Array): WandbRecord | null {
  const fields = new Fields(bytes);
  let record: WandbRecord | null = null;
  for (let field = fields.next(); field !== 0; field = fields.next()) {
    const read = readers[field];
    if (read === undefined || !fields.isBytes) fields.skip();
    else record = read(fields.bytes());
  }
  return record;
}

/** By the number of the field in `Record`. */
const readers: Readonly<Record<number, (bytes: Buffer) => WandbRecord>> = {
  2: historyOf,
  3: (bytes) => ({ kind: 'summary', items: itemsOf(bytes) }),
  5: (bytes) => ({ kind: 'config', items: itemsOf(bytes) }),
  7: statsOf,
  17: (bytes) => ({ kind: 'run', run: runOf(bytes) }),
  18: (bytes) => ({ kind: 'exit', exitCode: exitCodeOf(bytes) }),
  23: () => ({ kind: 'preempting' }),
  26: (bytes) => ({ kind: 'environment', environment: environmentOf(bytes) }),
};

function historyOf(bytes: Buffer): WandbRecord {
  const fields = new Fields(bytes);
  const items: Item[] = [];
  let step: number | null = null;
  for (let field = fields.next(); field !== 0; field = fields.next()) {
    if (field === 1) items.push(itemOf(fields.bytes()));
    else if (field === 2) step = firstIntegerOf(fields.bytes());
    else fields.skip();
  }
  return { kind: 'history', step, items };
}

/** `SummaryRecord` and `ConfigRecord`: 1 update. */
function itemsOf(bytes: Buffer): Item[] {
  const fields = new Fields(bytes);
  const items: Item[] = [];
  for (let field = fields.next(); field !== 0; field = fields.next()) {
    if (field === 1) items.push(itemOf(fields.bytes()));
    else fields.skip();
  }
  return items;
}

/** 1 key, 2 nested_key, 16 value_json; since 0.31 values of history are typed: 4 bool, 5 integer, 6 number, 7 text, 8 JSON. */
function itemOf(bytes: Buffer): Item {
  const fields = new Fields(bytes);
  const nested: string[] = [];
  let key = '';
  let value: unknown = null;
  for (let field = fields.next(); field !== 0; field = fields.next()) {
    if (field === 1) key = fields.text();
    else if (field === 2) nested.push(fields.text());
    else if (field === 4) value = fields.integer() === 1;
    else if (field === 5) value = fields.signed();
    else if (field === 6) value = fields.double();
    else if (field === 7) value = fields.text();
    else if (field === 8 || field === 16) value = parsePythonJson(fields.text());
    else fields.skip();
  }
  return { path: nested.length > 0 ? nested : [key], value };
}

function statsOf(bytes: Buffer): WandbRecord {
  const fields = new Fields(bytes);
  const items: Item[] = [];
  let at = new Date(0);
  for (let field = fields.next(); field !== 0; field = fields.next()) {
    if (field === 2) at = timestampOf(fields.bytes());
    else if (field === 3) items.push(itemOf(fields.bytes()));
    else fields.skip();
  }
  return { kind: 'stats', at, items };
}

function runOf(bytes: Buffer): WandbRun {
  const fields = new Fields(bytes);
  const texts: Record<number, string> = {};
  const tags: string[] = [];
  let config: Item[] = [];
  let startedAt: Date | null = null;
  for (let field = fields.next(); field !== 0; field = fields.next()) {
    if (field === 4) config = itemsOf(fields.bytes());
    else if (field === 10) tags.push(fields.text());
    else if (field === 17) startedAt = timestampOf(fields.bytes());
    else if ([1, 3, 6, 8, 9, 13].includes(field)) texts[field] = fields.text();
    else fields.skip();
  }
  const text = (field: number): string => texts[field] ?? '';
  return { id: text(1), project: text(3), group: text(6), name: text(8), notes: text(9), host: text(13), tags, config, startedAt };
}

/** HistoryStep { 1 num }; a field with 0 is not written. */
function firstIntegerOf(bytes: Buffer): number {
  const fields = new Fields(bytes);
  let value = 0;
  for (let field = fields.next(); field !== 0; field = fields.next()) {
    if (field === 1) value = fields.integer();
    else fields.skip();
  }
  return value;
}

const exitCodeOf = firstIntegerOf;

function environmentOf(bytes: Buffer): Environment {
  const fields = new Fields(bytes);
  let [cpuCount, gpuName, gpuCount] = [0, '', 0];
  for (let field = fields.next(); field !== 0; field = fields.next()) {
    if (field === 16) cpuCount = fields.integer();
    else if (field === 18) gpuName = fields.text();
    else if (field === 19) gpuCount = fields.integer();
    else fields.skip();
  }
  return { cpuCount, gpuName, gpuCount };
}
