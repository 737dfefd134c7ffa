import { GroupCommit } from '../../../platform/ingest/group-commit.ts';
import { RecentMap } from '../../../platform/ingest/remembered.ts';
import type { PriceBook } from '../../prices/pure/book.ts';
import { loadPriceBook } from '../../prices/load.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { PaceOptions } from '../../../platform/store/pace.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { IngestBusy } from '../../../platform/ingest/errors.ts';
import { TraceMemory } from './messages.ts';
import type { Span } from '../types.ts';
import { insertSpans, type SpanLines } from './insert.ts';
import { Joined, Lines } from './lines.ts';
import { MergeHold } from './merge-hold.ts';
import { PieceHomes } from './pieces.ts';
import { enqueueTraces, productOf, recordProduct, type Product } from './product.ts';
import { contentLine, spanLine } from './rows.ts';
import { compressed, spanLogOf } from './span-log.ts';

/** Spans of one call, checked and masked. */
export interface SpanBatch {
  readonly workspaceId: string;
  readonly spans: readonly Span[];
  /** Of each span: until when it is kept, `YYYY-MM-DD`. */
  readonly expiresOn: (span: Span) => string;
}

interface Prepared {
  readonly workspaceId: string;
  readonly product: Product;
  /** UTF-8: outside of the heap that is searched for garbage, and ready to be handed over. */
  readonly spanLines: Lines;
  readonly contentLines: Lines;
  /** Where the texts of this call stand, to be remembered once they are written. */
  readonly homes: ReadonlyMap<string, number>;
  readonly byteCount: number;
  /** Whether its lines stand in the log, and reach ClickHouse later. */
  isLogged: boolean;
}

const bookLifeMs = 1_000;
const refusals = {
  waiting: { reason: 'More spans came in than could be written.', retryAfterS: 2 },
  write: { reason: 'The spans could not be written.', retryAfterS: 5 },
  finish: { reason: 'The messages of the spans could not be recorded.', retryAfterS: 5 },
} as const;

/**
 * Writes spans in groups (platform/ingest/group-commit.ts). A call is answered when its spans, their texts and the messages made of them
 * are durable in both stores. Cut off anywhere, nothing was acknowledged, and the same spans sent again lead to the same rows.
 */
export class SpanWriter {
  readonly homes = new PieceHomes();
  readonly memory = new TraceMemory();
  readonly #stores: Stores;
  readonly #commits: GroupCommit<Prepared>;
  readonly #books = new RecentMap<{ book: PriceBook; untilMs: number }>(1_000);
  readonly #joinedSpans = new Joined();
  readonly #joinedContents = new Joined();
  #lastVersion = 0;

  /** `pace`: of the group commit; absent: the ordinary one. */
  constructor(stores: Stores, live: LiveBus, pace?: PaceOptions) {
    this.#stores = stores;
    const hold = new MergeHold(stores.clickhouse);
    this.#commits = new GroupCommit({
      ...(pace === undefined ? {} : { pace }),
      write: (calls, isPaced) => this.#write(calls, isPaced),
      finish: async (workspaceId, calls) => {
        await recordProduct(
          stores,
          live,
          this.memory,
          workspaceId,
          calls.map(({ product }) => product),
        );
        const stored = calls.filter(({ isLogged }) => !isLogged);
        if (stored.length > 0)
          await enqueueTraces(stores.postgres, workspaceId, new Set(stored.flatMap(({ product }) => [...product.traceIds])));
      },
      refusal: (stage, cause) => new IngestBusy(refusals[stage].reason, refusals[stage].retryAfterS, cause),
      onWritten: (isMoreWaiting) => hold.committed(isMoreWaiting).catch(() => {}), // merging goes on then, which costs speed and nothing else
    });
  }

  /** Resolves when all of it is durable. Errors: `IngestBusy` when too much waits, or when a store does not take it. */
  async write(batch: SpanBatch): Promise<void> {
    this.#commits.assertRoom();
    const prepared = this.#prepare(batch, await this.#bookOf(batch.workspaceId));
    try {
      await this.#commits.commit(prepared);
    } finally {
      prepared.spanLines.release();
      prepared.contentLines.release();
    }
  }

  /** Everything that is needed of the spans, so that they can be let go: what waits must not burden the memory as objects. */
  #prepare({ workspaceId, spans, expiresOn }: SpanBatch, book: PriceBook): Prepared {
    const homes = new Map<string, number>();
    const version = this.#nextVersion();
    const [spanLines, contentLines] = [new Lines(), new Lines()];
    for (const span of spans) {
      const pieces = this.homes.piecesOf(workspaceId, span, homes);
      const expiry = expiresOn(span);
      for (const piece of pieces.fresh) contentLines.add(contentLine(workspaceId, span, piece, expiry));
      spanLines.add(spanLine(workspaceId, span, pieces, book, version, expiry));
    }
    return {
      workspaceId,
      product: productOf(this.memory, workspaceId, spans),
      spanLines,
      contentLines,
      homes,
      byteCount: spanLines.byteCount + contentLines.byteCount,
      isLogged: false,
    };
  }

  /** Small groups that keep coming are logged, and written to ClickHouse together; others are worth a part of their own. */
  async #write(group: readonly Prepared[], isPaced: boolean): Promise<void> {
    // One group at a time is written: the memory of its lines is free again when it is.
    const linesOf = (calls: readonly Prepared[]): SpanLines => ({
      spans: this.#joinedSpans.of(calls.map(({ spanLines }) => spanLines)),
      contents: this.#joinedContents.of(calls.map(({ contentLines }) => contentLines)),
    });
    const log = spanLogOf(this.#stores);
    const isLogged = isPaced && log.isLanding;
    if (isLogged) {
      await log.append(
        [...Map.groupBy(group, ({ workspaceId }) => workspaceId)].map(([workspaceId, calls]) => ({
          workspaceId,
          traceIds: new Set(calls.flatMap(({ product }) => [...product.traceIds])),
          ...compressed(linesOf(calls)),
        })),
      );
    } else {
      await insertSpans(this.#stores.clickhouse, linesOf(group));
    }
    for (const call of group) {
      call.isLogged = isLogged;
      this.homes.learn(call.homes);
    }
  }

  async #bookOf(workspaceId: string): Promise<PriceBook> {
    const known = this.#books.get(workspaceId);
    if (known !== undefined && known.untilMs > Date.now()) return known.book;
    const book = await loadPriceBook(this.#stores, workspaceId);
    this.#books.set(workspaceId, { book, untilMs: Date.now() + bookLifeMs });
    return book;
  }

  /** Microseconds since the epoch, always rising: of two sendings of one span the later wins, on whichever server. */
  #nextVersion(): number {
    this.#lastVersion = Math.max(this.#lastVersion + 1, Date.now() * 1_000);
    return this.#lastVersion;
  }
}

const writers = new WeakMap<Stores, SpanWriter>();

/** The one writer of these stores in this process. */
export function spanWriterOf(stores: Stores, live: LiveBus): SpanWriter {
  let writer = writers.get(stores);
  if (writer === undefined) writers.set(stores, (writer = new SpanWriter(stores, live)));
  return writer;
}

/** After texts were deleted: what is remembered of where they stood may be gone. */
export function forgetHomes(stores: Stores): void {
  writers.get(stores)?.homes.forget();
}
