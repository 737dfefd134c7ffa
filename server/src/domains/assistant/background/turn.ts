import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { ChatUsage } from '../../model-connections/types.ts';
import { beat, saveTurn } from '../queries.ts';
import { maxRunMs, type LiveTurn, type TurnPart } from '../types.ts';

/** Between two notices of a turn that runs; more where the server is busy, so that many turns at once do not stand in each other's way. */
const publishEveryMs = 40;
const mostPublishEveryMs = 400;
/** From a change to the write of what it has so far. */
const storeAfterMs = 1_000;
const beatEveryMs = 15_000;

export interface TurnPlace {
  readonly stores: Stores;
  readonly live: LiveBus;
  readonly workspaceId: string;
  readonly id: string;
}

/** A turn while it runs: what it is so far, announced to those who follow it, and stored now and then. */
export class RunningTurn {
  readonly #place: TurnPlace;
  readonly #stop = new AbortController();
  readonly #unsubscribe: () => void;
  readonly #beats: NodeJS.Timeout;
  readonly #deadline: NodeJS.Timeout;
  #state: LiveTurn;
  #publishing: NodeJS.Timeout | null = null;
  #publishedAt = -Infinity;
  #everyMs = publishEveryMs;
  /** What stands in for a part as soon as the turn is looked at. */
  #draft: { readonly place: number; readonly make: () => TurnPart } | null = null;
  #toStore: NodeJS.Timeout | null = null;
  #storing: Promise<unknown> = Promise.resolve();
  /** Whether its time is over, and not a person stopped it. */
  isOutOfTime = false;

  constructor(place: TurnPlace, hasReadPayload: boolean) {
    this.#place = place;
    this.#state = {
      id: place.id,
      status: 'RUNNING',
      parts: [],
      model: null,
      modelReason: null,
      failureCode: null,
      failureMessage: null,
      inputTokens: 0,
      outputTokens: 0,
      nanoUsd: null,
      callCount: 0,
      hasReadPayload,
      endedAt: null,
    };
    const { live, stores, workspaceId, id } = place;
    this.#unsubscribe = live.subscribe('assistant.stop', id, () => this.#stop.abort());
    this.#beats = setInterval(() => void beat(stores.postgres, { workspaceId, id }).catch(() => {}), beatEveryMs);
    this.#deadline = setTimeout(() => {
      this.isOutOfTime = true;
      this.#stop.abort();
    }, maxRunMs);
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  get state(): LiveTurn {
    this.#settleDraft();
    return this.#state;
  }

  set(change: Partial<Omit<LiveTurn, 'id' | 'parts' | 'status'>>): void {
    this.#state = { ...this.#state, ...change };
    this.#publishSoon();
  }

  /** Adds a part, and gives its place. */
  add(part: TurnPart): number {
    this.#settleDraft();
    this.#state = { ...this.#state, parts: [...this.#state.parts, part] };
    this.#publishSoon();
    return this.#state.parts.length - 1;
  }

  /** Puts a part in the place of another; null: takes that away. It has to be the last one then. */
  replace(place: number, part: TurnPart | null): void {
    if (this.#draft?.place === place) this.#draft = null;
    this.#settleDraft();
    this.#state = {
      ...this.#state,
      parts: part === null ? this.#state.parts.filter((_part, index) => index !== place) : this.#state.parts.with(place, part),
    };
    this.#publishSoon();
  }

  /** The same for a part that changes faster than it is announced: it is made when it is. */
  replaceWhenShown(place: number, make: () => TurnPart): void {
    if (this.#draft !== null && this.#draft.place !== place) this.#settleDraft();
    this.#draft = { place, make };
    this.#publishSoon();
  }

  /** Adds what a call of a model took. The cost is known while that of each call is. */
  took({ inputTokens, outputTokens, costUsd }: ChatUsage): void {
    const { callCount, nanoUsd, ...before } = this.#state;
    const cost =
      costUsd === null || (callCount > 0 && nanoUsd === null) ? null : String(BigInt(nanoUsd ?? 0) + BigInt(Math.round(costUsd * 1e9)));
    this.set({
      inputTokens: before.inputTokens + inputTokens,
      outputTokens: before.outputTokens + outputTokens,
      nanoUsd: cost,
      callCount: callCount + 1,
    });
  }

  /** Ends the turn, stores it, and announces it. */
  async end(change: Pick<LiveTurn, 'status'> & Partial<Pick<LiveTurn, 'failureCode' | 'failureMessage'>>): Promise<void> {
    const { stores, workspaceId, id, live } = this.#place;
    this.#unsubscribe();
    clearInterval(this.#beats);
    clearTimeout(this.#deadline);
    if (this.#publishing !== null) clearTimeout(this.#publishing);
    if (this.#toStore !== null) clearTimeout(this.#toStore);
    this.#publishing = null;
    this.#toStore = null;
    this.#settleDraft();
    await this.#storing;
    const ended: LiveTurn = { ...this.#state, ...change, endedAt: new Date().toISOString() };
    await saveTurn(stores.postgres, { workspaceId, turn: ended });
    this.#state = ended;
    live.publish('assistant.turn', id, ended);
  }

  /** The first change after a silence is announced at once, those that follow together. */
  #publishSoon(): void {
    if (this.#publishing !== null || this.#state.status !== 'RUNNING') return;
    const now = performance.now();
    const waitMs = this.#everyMs - (now - this.#publishedAt);
    if (waitMs <= 0) return this.#publish();
    this.#publishing = setTimeout(() => {
      const lateMs = Math.max(0, performance.now() - now - waitMs);
      this.#everyMs = Math.min(mostPublishEveryMs, publishEveryMs + 4 * lateMs);
      this.#publish();
    }, waitMs);
  }

  #publish(): void {
    this.#publishing = null;
    this.#publishedAt = performance.now();
    const { live, id } = this.#place;
    live.publish('assistant.turn', id, this.state);
    this.#toStore ??= setTimeout(() => this.#store(), storeAfterMs);
  }

  #settleDraft(): void {
    const draft = this.#draft;
    if (draft === null) return;
    this.#draft = null;
    this.#state = { ...this.#state, parts: this.#state.parts.with(draft.place, draft.make()) };
  }

  #store(): void {
    this.#toStore = null;
    const { stores, workspaceId, live, id } = this.#place;
    const turn = this.#state;
    // A store that is away for a moment has it with the next write. Announced once more: a follower may have come after the last notice, and
    // has read what was stored before it.
    this.#storing = this.#storing
      .then(() => saveTurn(stores.postgres, { workspaceId, turn }))
      .then(() => {
        if (this.#state.status === 'RUNNING') live.publish('assistant.turn', id, this.state);
      })
      .catch(() => {});
  }
}
