import { RecentMap } from '../../ingest/remembered.ts';
import type { PriceBook } from '../../prices/book.ts';
import { loadPriceBook } from '../../prices/load.ts';
import type { LiveBus } from '../../live/bus.ts';
import type { Stores } from '../../store/stores.ts';
import { IngestBusy } from '../errors.ts';
import { TraceMemory } from '../messages.ts';
import type { Span } from '../types.ts';
import { Joined, Lines } from './lines.ts';
import { MergeHold } from './merge-hold.ts';
import { PieceHomes } from './pieces.ts';
import { productOf, recordProduct, type Product } from './product.ts';
import { CONTENT_COLUMNS, CONTENT_SETTINGS, contentLine, SPAN_COLUMNS, spanLine } from './rows.ts';

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
}

interface Waiting extends Prepared {
  readonly byteCount: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Lines of one commit: enough for a part to be worth its files, few enough to be read back at once. */
const maxCommitBytes = 24 * 1024 * 1024;
/** Lines that wait or are being written; what comes above is refused with a time to come again. */
const maxWaitingBytes = 192 * 1024 * 1024;
/** PostgreSQL may still record the messages of so many commits while ClickHouse writes the next. */
const maxRecordings = 3;
/** Small calls gather for a moment: a part for each would be more work than its rows. */
const gatherMs = 4;
const bookLifeMs = 1_000;

/**
 * Writes spans in groups: while one commit is on its way, the next gathers. A call is answered when its spans, their texts and the
 * messages made of them are durable in both stores. Cut off anywhere, nothing was acknowledged, and the same spans sent again
 * lead to the same rows.
 */
export class SpanWriter {
  readonly homes = new PieceHomes();
  readonly memory = new TraceMemory();
  readonly #stores: Stores;
  readonly #live: LiveBus;
  readonly #hold: MergeHold;
  readonly #books = new RecentMap<{ book: PriceBook; untilMs: number }>(1_000);
  readonly #joinedSpans = new Joined();
  readonly #joinedContents = new Joined();
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #isWriting = false;
  #recordings = 0;
  #recorded: (() => void) | null = null;
  #lastVersion = 0;

  constructor(stores: Stores, live: LiveBus) {
    this.#stores = stores;
    this.#live = live;
    this.#hold = new MergeHold(stores.clickhouse);
  }

  /** Resolves when all of it is durable. Errors: `IngestBusy` when too much waits, or when a store does not take it. */
  async write(batch: SpanBatch): Promise<void> {
    if (this.#waitingBytes > maxWaitingBytes) throw new IngestBusy('More spans came in than could be written.', 2);
    return this.#wait(this.#prepare(batch, await this.#bookOf(batch.workspaceId)));
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
    return { workspaceId, product: productOf(this.memory, workspaceId, spans), spanLines, contentLines, homes };
  }

  async #wait(prepared: Prepared): Promise<void> {
    const byteCount = prepared.spanLines.byteCount + prepared.contentLines.byteCount;
    this.#waitingBytes += byteCount;
    try {
      await new Promise<void>((resolve, reject) => {
        this.#waiting.push({ ...prepared, byteCount, resolve, reject });
        if (!this.#isWriting) void this.#run();
      });
    } finally {
      this.#waitingBytes -= byteCount;
      prepared.spanLines.release();
      prepared.contentLines.release();
    }
  }

  async #run(): Promise<void> {
    this.#isWriting = true;
    try {
      while (this.#waiting.length > 0) {
        await new Promise((resolve) => setTimeout(resolve, gatherMs));
        while (this.#recordings >= maxRecordings) await new Promise<void>((resolve) => (this.#recorded = resolve));
        const group = this.#take();
        const written = await this.#insert(group);
        if (written.length > 0) void this.#record(written);
        await this.#hold.committed(this.#waiting.length > 0).catch(() => {}); // merging goes on then, which costs speed and nothing else
      }
    } finally {
      this.#isWriting = false;
    }
  }

  #take(): Waiting[] {
    let byteCount = 0;
    let count = 0;
    while (count < this.#waiting.length && (count === 0 || byteCount < maxCommitBytes)) byteCount += (this.#waiting[count++] as Waiting).byteCount;
    return this.#waiting.splice(0, count);
  }

  /** Writes a group to ClickHouse; gives back what was written. One call that the store refuses does not cost the others. */
  async #insert(group: readonly Waiting[]): Promise<readonly Waiting[]> {
    try {
      await this.#insertTogether(group);
      return group;
    } catch (error) {
      if (group.length === 1) {
        (group[0] as Waiting).reject(new IngestBusy('The spans could not be written.', 5, error));
        return [];
      }
      const written: Waiting[] = [];
      for (const one of group) written.push(...(await this.#insert([one])));
      return written;
    }
  }

  async #insertTogether(group: readonly Waiting[]): Promise<void> {
    const { clickhouse } = this.#stores;
    // One group at a time is written: both are free again when it is.
    const spans = this.#joinedSpans.of(group.map(({ spanLines }) => spanLines));
    const contents = this.#joinedContents.of(group.map(({ contentLines }) => contentLines));
    // Side by side: a reader may for a moment find a span whose texts are on their way, and leaves them out. Both are waited for, also when
    // one has failed: their memory is used again.
    const outcomes = await Promise.allSettled([
      contents.length === 0 ? null : clickhouse.insertBytes('contents', CONTENT_COLUMNS, contents, CONTENT_SETTINGS),
      clickhouse.insertBytes('spans', SPAN_COLUMNS, spans),
    ]);
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
    for (const { homes } of group) this.homes.learn(homes);
  }

  async #record(group: readonly Waiting[]): Promise<void> {
    this.#recordings += 1;
    try {
      for (const [workspaceId, calls] of Map.groupBy(group, (call) => call.workspaceId)) await this.#recordCalls(workspaceId, calls);
    } finally {
      this.#recordings -= 1;
      this.#recorded?.();
      this.#recorded = null;
    }
  }

  /** Records what calls mean for the rest of the product; one that PostgreSQL refuses does not cost the others. */
  async #recordCalls(workspaceId: string, calls: readonly Waiting[]): Promise<void> {
    try {
      await recordProduct(this.#stores, this.#live, this.memory, workspaceId, calls.map(({ product }) => product));
      for (const { resolve } of calls) resolve();
    } catch (error) {
      if (calls.length > 1) for (const call of calls) await this.#recordCalls(workspaceId, [call]);
      else for (const { reject } of calls) reject(new IngestBusy('The messages of the spans could not be recorded.', 5, error));
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
