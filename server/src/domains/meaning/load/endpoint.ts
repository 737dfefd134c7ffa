import { setTimeout as wait } from 'node:timers/promises';
import { localOwner } from '../../preferences/load.ts';
import { dayOf, embedTexts, mostOfEmbedding, spentOnPurpose, withKey, type Embedded } from '../../model-connections/load.ts';
import type { OpenConnection } from '../../model-connections/types.ts';
import { usdFromNano } from '../../prices/pure/rates.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { EmbeddingSettings } from './settings.ts';

export const embeddingPurpose = 'embeddings';

/** Texts and characters of one call; a text is cut, as most models take no more than 8,000 tokens. */
const [batchCount, batchCharacters, mostCharacters] = [64, 100_000, 8_000];
const attempts = 4;
const firstPauseMs = 500;
/** A server that asks for a longer pause is asked again in a later pass. */
const longestPauseMs = 20_000;
const passing: ReadonlySet<string> = new Set(['RATE_LIMITED', 'SERVER_FAILED', 'UNREACHABLE', 'NO_ANSWER', 'CUT_OFF']);

interface Text {
  readonly id: number;
  readonly content: string;
}

/** What came of texts: a vector, or null of one that the server refuses; and why others have none. */
export interface Made {
  readonly vectors: Map<number, readonly number[] | null>;
  readonly problem: string | null;
}

/** A server that makes embeddings of a workspace, within its cap of the day. */
export class Endpoint {
  readonly #stores: Stores;
  readonly #workspaceId: string;
  readonly #settings: EmbeddingSettings;
  readonly #connection: OpenConnection;
  readonly #model: string;
  readonly #signal: AbortSignal;

  private constructor(
    stores: Stores,
    workspaceId: string,
    settings: EmbeddingSettings,
    connection: OpenConnection,
    model: string,
    signal: AbortSignal,
  ) {
    this.#stores = stores;
    this.#workspaceId = workspaceId;
    this.#settings = settings;
    this.#connection = connection;
    this.#model = model;
    this.#signal = signal;
  }

  /** Or why it can't be asked. */
  static async open(stores: Stores, workspaceId: string, settings: EmbeddingSettings, signal: AbortSignal): Promise<Endpoint | string> {
    const { connectionId, model } = settings;
    if (connectionId === null || model === null) return 'No connection and model are chosen.';
    const found = await stores.prisma.modelConnection.findUnique({ where: { id: connectionId, workspaceId } });
    if (found === null) return 'The connection that embeddings are made with is deleted.';
    if (!found.isEnabled) return `The connection "${found.name}" is switched off.`;
    const opened = await withKey(stores, found);
    return 'unreadable' in opened ? opened.unreadable : new Endpoint(stores, workspaceId, settings, opened.connection, model, signal);
  }

  /** Vectors of texts, batch by batch; at the first failure that stays, those that were made until then. */
  async embed(texts: readonly Text[]): Promise<Made> {
    const vectors = new Map<number, readonly number[] | null>();
    for (const batch of batchesOf(texts)) {
      if (this.#signal.aborted) return { vectors, problem: null };
      const problem = await this.#embedBatch(batch, vectors);
      if (problem !== null) return { vectors, problem };
    }
    return { vectors, problem: null };
  }

  /** Of a batch that is refused, each half is asked for by itself: one text may be what the server does not take. */
  async #embedBatch(batch: readonly Text[], vectors: Made['vectors']): Promise<string | null> {
    const capped = await this.#capProblem(batch);
    if (capped !== null) return capped;
    const answer = await this.#ask(batch);
    if (answer.ok) {
      batch.forEach(({ id }, place) => vectors.set(id, answer.vectors[place] as readonly number[]));
      return null;
    }
    if (answer.code === 'STOPPED') return null;
    if (answer.code !== 'REQUEST_REFUSED') return answer.message;
    if (batch.length === 1) {
      vectors.set((batch[0] as Text).id, null);
      return null;
    }
    const half = Math.ceil(batch.length / 2);
    return (await this.#embedBatch(batch.slice(0, half), vectors)) ?? (await this.#embedBatch(batch.slice(half), vectors));
  }

  async #ask(batch: readonly Text[]): Promise<Embedded> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await embedTexts(this.#stores, {
        workspaceId: this.#workspaceId,
        connection: this.#connection,
        model: this.#model,
        texts: batch.map(textOf),
        owner: this.#settings.changedBy ?? localOwner,
        purpose: embeddingPurpose,
        signal: this.#signal,
      });
      if (answer.ok || !passing.has(answer.code) || attempt === attempts) return answer;
      const pauseMs = answer.retryAfterMs ?? firstPauseMs * 2 ** (attempt - 1);
      if (pauseMs > longestPauseMs) return answer;
      await wait(pauseMs, undefined, { signal: this.#signal }).catch(() => {}); // stopped: the next call says so
    }
  }

  /** Why the cap of the day has no room for a call, by the most that it may cost; null: it has. One server at a time asks. */
  async #capProblem(batch: readonly Text[]): Promise<string | null> {
    const { dailyCapNanoUsd: cap } = this.#settings;
    if (cap === null) return null;
    const call = { connection: this.#connection, model: this.#model, texts: batch.map(textOf) };
    const most = await mostOfEmbedding(this.#stores, this.#workspaceId, call);
    if (most === null)
      return `No price is known for ${this.#model}: a cap can't be kept without one. Set it on the page Prices, or take the cap away.`;
    const spent = await spentOnPurpose(this.#stores, this.#workspaceId, embeddingPurpose, dayOf(new Date()));
    return spent + most <= cap
      ? null
      : `The cap of the day, $${usdFromNano(cap)}, has no room for another call; it begins again at 00:00 UTC.`;
  }
}

const textOf = ({ content }: Text): string => content.slice(0, mostCharacters).toWellFormed();

function batchesOf(texts: readonly Text[]): Text[][] {
  const batches: Text[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const text of texts) {
    const length = Math.min(mostCharacters, text.content.length);
    if (size + length > batchCharacters || (batches.at(-1)?.length ?? 0) >= batchCount) {
      batches.push([]);
      size = 0;
    }
    size += length;
    (batches.at(-1) as Text[]).push(text);
  }
  return batches;
}
