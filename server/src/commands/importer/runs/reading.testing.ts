import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { RunEnd, RunFacts, RunFormat, RunIdentity, RunPoint, RunSource, SystemPoint } from './types.ts';

/** When every file of a test was last written. */
export const writtenAt = new Date('2026-11-20T12:00:00Z');

/** A folder of a test file, and files in it. */
export function useFolder(): { path(name: string): string; write(name: string, content: string | Buffer): Promise<string> } {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'runs-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return {
    path: (name) => join(folder, name),
    async write(name, content) {
      const path = join(folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
      await utimes(path, writtenAt, writtenAt);
      return path;
    },
  };
}

/** Everything that a source gives, by kind. */
export interface Read {
  identity: RunIdentity | null;
  /** All facts, the later over the earlier. */
  facts: RunFacts;
  runs: string[];
  points: RunPoint[];
  /** `step value` of each metric, in order; `step value #attempt` from the second attempt on. */
  series: Record<string, string[]>;
  system: SystemPoint[];
  attempts: { attempt: number; fromStep: number }[];
  ends: RunEnd[];
  endedAt: Date | null;
  remarks: string[];
  /** `line: field reason`. */
  bad: string[];
}

export async function readSource(source: RunSource): Promise<Read> {
  const read: Read = {
    identity: null,
    facts: {},
    runs: [],
    points: [],
    series: {},
    system: [],
    attempts: [],
    ends: [],
    endedAt: null,
    remarks: [],
    bad: [],
  };
  for await (const record of source.read()) {
    if (record.kind === 'run') {
      read.identity ??= record.identity;
      read.runs.push(record.run);
    }
    if (record.kind === 'run' || record.kind === 'facts') read.facts = { ...read.facts, ...record.facts };
    if (record.kind === 'point') {
      read.points.push(record);
      const name = record.run === '' ? record.metric : `${record.run}: ${record.metric}`;
      (read.series[name] ??= []).push(`${record.step} ${record.value}${record.attempt > 1 ? ` #${record.attempt}` : ''}`);
    }
    if (record.kind === 'system') read.system.push(record);
    if (record.kind === 'attempt') read.attempts.push({ attempt: record.attempt, fromStep: record.fromStep });
    if (record.kind === 'end') [read.endedAt, read.ends] = [record.at, [...read.ends, record.end]];
    if (record.kind === 'remark') read.remarks.push(record.text);
    if (record.kind === 'bad') read.bad.push(`${record.place.number}: ${record.field} ${record.reason}`);
  }
  return read;
}

export const readFileAs = async (format: RunFormat, path: string): Promise<Read> => readSource(await format.open(path));
