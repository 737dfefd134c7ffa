import { fork } from 'node:child_process';
import { resolve } from 'node:path';

export interface Load {
  url: string;
  connectionCount: number;
  batchSize: number;
  durationMs: number;
  /** Messages a second over all connections; absent: as fast as they are taken. */
  rate?: number;
  /** Where the numbers of the messages start: none may come twice in a run. */
  firstIndex: number;
  onAcknowledged?: (count: number) => void;
}

export interface LoadResult {
  acknowledgedCount: number;
  elapsedMs: number;
  latenciesMs: number[];
}

/** Apart enough that no two connections send the same message. */
const indexesPerConnection = 50_000_000;

/** Sends from several connections at once. Every message counted was acknowledged. */
export async function sendLoad({ connectionCount, rate, onAcknowledged, ...load }: Load): Promise<LoadResult> {
  const results = await Promise.all(
    Array.from({ length: connectionCount }, (_, number) => {
      const child = fork(resolve(import.meta.dirname, 'generator.ts'));
      return new Promise<LoadResult>((done, fail) => {
        child.on(
          'message',
          (told: { acknowledged?: number; done?: boolean; sentCount: number; latenciesMs: number[]; elapsedMs: number }) => {
            if (told.acknowledged !== undefined) onAcknowledged?.(told.acknowledged);
            if (told.done) done({ acknowledgedCount: told.sentCount, elapsedMs: told.elapsedMs, latenciesMs: told.latenciesMs });
          },
        );
        child.on('exit', (code) => code !== 0 && fail(new Error(`A generator ended with ${code}.`)));
        child.send({
          ...load,
          firstIndex: load.firstIndex + number * indexesPerConnection,
          ...(rate === undefined ? {} : { rate: rate / connectionCount }),
        });
      });
    }),
  );
  return {
    acknowledgedCount: results.reduce((sum, result) => sum + result.acknowledgedCount, 0),
    elapsedMs: Math.max(...results.map((result) => result.elapsedMs)),
    latenciesMs: results.flatMap((result) => result.latenciesMs),
  };
}

/** The value below which `share` of the numbers lie. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
