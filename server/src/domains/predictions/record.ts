import { IngestBusy } from '../../platform/ingest/errors.ts';
import { GroupCommit } from '../../platform/ingest/group-commit.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { trainingPredictions } from './tables.ts';
import type { StoredPrediction } from './types.ts';

/** Predictions of one call. */
export interface PredictionWrite {
  readonly workspaceId: string;
  readonly jobId: string;
  readonly predictions: readonly StoredPrediction[];
}

interface Prepared {
  readonly workspaceId: string;
  readonly jobId: string;
  readonly lines: Buffer;
  readonly byteCount: number;
}

const refusals = {
  waiting: { reason: 'More predictions came in than could be written.', retryAfterS: 2 },
  write: { reason: 'The predictions could not be written.', retryAfterS: 5 },
  finish: { reason: 'The predictions could not be announced.', retryAfterS: 5 },
} as const;

/**
 * After a silence a call is written at once; a trainer that sends one small call after the other waits for its turn, ten times a second.
 */
const pace = { burst: 20, everyMs: 100 };

/** What the sender gives; ClickHouse computes the others. */
const { predictionHash: _hash, textBytes: _bytes, ...sentColumns } = trainingPredictions.shape;
const sent = trainingPredictions.only(...(Object.keys(sentColumns) as (keyof typeof sentColumns)[]));

/** Writes predictions in groups (platform/ingest/group-commit.ts). A call is answered when its predictions are durable. */
export class PredictionWriter {
  readonly #commits: GroupCommit<Prepared>;
  #lastVersion = 0;

  constructor({ clickhouse }: Pick<Stores, 'clickhouse'>, live: Pick<LiveBus, 'publish'>) {
    this.#commits = new GroupCommit({
      pace,
      write: (calls) => clickhouse.insertBytes(sent.name, sent.columnNames, Buffer.concat(calls.map(({ lines }) => lines))),
      finish: async (_workspaceId, calls) => {
        for (const jobId of new Set(calls.map((call) => call.jobId))) live.publish('training.predictions', jobId, {});
      },
      refusal: (stage, cause) => new IngestBusy(refusals[stage].reason, refusals[stage].retryAfterS, cause),
    });
  }

  /** Errors: `IngestBusy` when too much waits, or when the store does not take it. */
  async write({ workspaceId, jobId, predictions }: PredictionWrite): Promise<void> {
    this.#commits.assertRoom();
    const version = this.#nextVersion();
    const lines = predictions.map(({ scores, at, ...prediction }) =>
      sent.line({
        ...prediction,
        workspaceId,
        jobId,
        scoreNames: [...scores.keys()],
        scoreValues: [...scores.values()],
        at: at.getTime() * 1_000,
        version,
      }),
    );
    const bytes = Buffer.from(`${lines.join('\n')}\n`);
    await this.#commits.commit({ workspaceId, jobId, lines: bytes, byteCount: bytes.length });
  }

  /** Microseconds since the epoch, always rising: of two sendings of one prediction the later wins. */
  #nextVersion(): number {
    this.#lastVersion = Math.max(this.#lastVersion + 1, Date.now() * 1_000);
    return this.#lastVersion;
  }
}

const writers = new WeakMap<Stores, PredictionWriter>();

/** The one writer of these stores in this process. */
export function predictionWriterOf(stores: Stores, live: Pick<LiveBus, 'publish'>): PredictionWriter {
  let writer = writers.get(stores);
  if (writer === undefined) writers.set(stores, (writer = new PredictionWriter(stores, live)));
  return writer;
}
