import { ask, openTestServer } from '../../server/src/server.testing.ts';
import type { Dataset } from './dataset.ts';

export interface Api {
  /** Posts an operation over HTTP and gives its data. Errors: throws the first error of the answer. */
  ask<Data>(query: string, variables: unknown): Promise<Data>;
  close(): Promise<void>;
}

/** The product's API over these stores, without its background work, so that nothing else takes the cores. */
export async function openApi({ stores }: Dataset): Promise<Api> {
  const server = await openTestServer({ stores });
  return {
    async ask<Data>(query: string, variables: unknown): Promise<Data> {
      const { data, errors } = (await ask(server, query, { variables })).body as { data: Data; errors?: { message: string }[] };
      if (errors !== undefined) throw new Error(errors[0]?.message);
      return data;
    },
    close: () => server.close(),
  };
}

export interface Measured {
  /** From asking to answer, sorted. */
  readonly elapsedMs: readonly number[];
  /** What the process, ClickHouse in it, worked in that time on all cores, sorted: it tells a slow answer from a busy machine. */
  readonly processorMs: readonly number[];
}

/** Runs it once unmeasured, then `times` times, one after the other. */
export async function measure(times: number, run: (index: number) => Promise<unknown>): Promise<Measured> {
  const elapsedMs: number[] = [];
  const processorMs: number[] = [];
  await run(0);
  for (let index = 0; index < times; index += 1) {
    const usedBefore = process.cpuUsage();
    const startedAt = performance.now();
    await run(index);
    elapsedMs.push(performance.now() - startedAt);
    const { user, system } = process.cpuUsage(usedBefore);
    processorMs.push((user + system) / 1_000);
  }
  const sorted = (values: number[]): number[] => values.sort((a, b) => a - b);
  return { elapsedMs: sorted(elapsedMs), processorMs: sorted(processorMs) };
}

/** The value that `share` of the sorted values are not above. */
export const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
