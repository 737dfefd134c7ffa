import { ServerProblem, type ServerAddress } from 'importer/client';
import { openRun, type Run, type RunListener, type RunSent } from './run.ts';
import type { RunSource } from './types.ts';

export interface SourceListener extends RunListener {
  /** The rest cannot be read. */
  unreadable(reason: string): void;
}

/** Sends the runs of a source. What is rejected is reported with its place; the rest is imported. Errors: throws `ServerProblem`. */
export async function sendRuns(server: ServerAddress, source: RunSource, on: SourceListener): Promise<RunSent[]> {
  const runs = new Map<string, Run>();
  try {
    await read(server, source, runs, on);
  } catch (error) {
    if (error instanceof ServerProblem) throw error;
    on.unreadable((error as Error).message);
    for (const run of runs.values()) run.end({ status: 'INTERRUPTED', details: 'Its file could not be read to its end.' }, null);
  }
  const sent: RunSent[] = [];
  for (const run of runs.values()) {
    const result = await run.finish();
    if (result !== null) sent.push(result);
  }
  return sent;
}

async function read(server: ServerAddress, source: RunSource, runs: Map<string, Run>, on: RunListener): Promise<void> {
  const runOf = (name: string): Run => runs.get(name) as Run;
  for await (const record of source.read()) {
    switch (record.kind) {
      case 'run':
        runs.set(record.run, openRun(server, record.identity, record.facts, on));
        break;
      case 'facts':
        runOf(record.run).learn(record.facts);
        break;
      case 'attempt':
        await runOf(record.run).restart(record.attempt, record.fromStep, record.at);
        break;
      case 'point':
        await runOf(record.run).add(record);
        break;
      case 'system':
        await runOf(record.run).addSystem(record);
        break;
      case 'end':
        runOf(record.run).end(record.end, record.at);
        break;
      case 'remark':
        on.remark(record.text);
        break;
      case 'bad':
        on.rejected(record);
        break;
      default:
        record satisfies never;
    }
  }
}
