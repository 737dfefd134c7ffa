import { Announced } from '../../../platform/live/announced.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { ChatUsage } from '../../model-connections/types.ts';
import { beat, saveTurn } from '../queries.ts';
import { maxRunMs, type LiveTurn, type SettledCard, type TurnPart } from '../types.ts';

/** Between two notices of a turn that runs; the most where the server is busy. */
const [publishEveryMs, mostPublishEveryMs] = [40, 400];
const beatEveryMs = 15_000;

export interface TurnPlace {
  readonly stores: Stores;
  readonly live: LiveBus;
  readonly workspaceId: string;
  readonly id: string;
}

/** A turn while it runs: what it is so far, announced to those who follow it, and stored now and then. */
export class RunningTurn {
  readonly #stop = new AbortController();
  readonly #unsubscribe: readonly (() => void)[];
  readonly #beats: NodeJS.Timeout;
  readonly #deadline: NodeJS.Timeout;
  readonly #announced: Announced<LiveTurn>;
  #state: LiveTurn;
  /** What stands in for a part as soon as the turn is looked at. */
  #draft: { readonly place: number; readonly make: () => TurnPart } | null = null;
  /** Whether its time is over, and not a person stopped it. */
  isOutOfTime = false;

  constructor({ stores, live, workspaceId, id }: TurnPlace, hasReadPayload: boolean) {
    this.#state = {
      id,
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
    this.#announced = new Announced<LiveTurn>({
      read: () => this.state,
      publish: (turn) => live.publish('assistant.turn', id, turn),
      save: (turn) => saveTurn(stores.postgres, { workspaceId, turn }),
      everyMs: publishEveryMs,
      mostEveryMs: mostPublishEveryMs,
    });
    this.#unsubscribe = [
      live.subscribe('assistant.stop', id, () => this.#stop.abort()),
      live.subscribe('assistant.card', id, (card) => this.#settled(card)),
    ];
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
    this.#announced.changed();
  }

  /** Adds a part, and gives its place. */
  add(part: TurnPart): number {
    this.#settleDraft();
    this.#state = { ...this.#state, parts: [...this.#state.parts, part] };
    this.#announced.changed();
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
    this.#announced.changed();
  }

  /** The same for a part that changes faster than it is announced: it is made when it is. */
  replaceWhenShown(place: number, make: () => TurnPart): void {
    if (this.#draft !== null && this.#draft.place !== place) this.#settleDraft();
    this.#draft = { place, make };
    this.#announced.changed();
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
    for (const unsubscribe of this.#unsubscribe) unsubscribe();
    clearInterval(this.#beats);
    clearTimeout(this.#deadline);
    const ended: LiveTurn = { ...this.state, ...change, endedAt: new Date().toISOString() };
    await this.#announced.end(ended);
    this.#state = ended;
  }

  /** Stores what it is now: what its person may act on at once has to be there. */
  store(): Promise<void> {
    return this.#announced.store();
  }

  /** A card was decided while the turn goes on. */
  #settled({ proposalId, state, message }: SettledCard): void {
    const parts = this.state.parts.map((part) =>
      part.kind === 'proposal' && part.proposal.id === proposalId ? { ...part, state, message } : part,
    );
    this.#state = { ...this.#state, parts };
    this.#announced.changed();
  }

  #settleDraft(): void {
    const draft = this.#draft;
    if (draft === null) return;
    this.#draft = null;
    this.#state = { ...this.#state, parts: this.#state.parts.with(draft.place, draft.make()) };
  }
}
