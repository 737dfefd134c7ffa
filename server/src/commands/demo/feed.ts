import type { Events } from './backfill.ts';
import type { SentEvaluation, SentMessage } from './types.ts';
import { Random } from './random.ts';
import { spansOf, type SentSpan } from './traces/spans.ts';
import { conversationsPerVisit, visit, type Simulation } from './visits.ts';

const minuteMs = 60_000;

/**
 * What the application says from now on: customers arrive at random at a constant rate, and every message becomes due at its
 * own time. Has no clock: the caller passes the time.
 */
export class LiveFeed {
  readonly #simulation: Simulation;
  readonly #random: Random;
  readonly #startedAtMs: number;
  readonly #meanPauseMs: number;
  #nextVisitAtMs: number;
  #visitCount = 0;
  #messages: SentMessage[];
  #evaluations: SentEvaluation[];
  #spans: SentSpan[];

  /** `rest`  what conversations that began in the past still have to say. */
  constructor(simulation: Simulation, options: { startedAtMs: number; conversationsPerMinute: number; rest?: Partial<Events> }) {
    this.#simulation = simulation;
    this.#startedAtMs = options.startedAtMs;
    this.#random = new Random(simulation.setting.seed, 'live', options.startedAtMs);
    this.#meanPauseMs = (minuteMs * conversationsPerVisit) / options.conversationsPerMinute;
    // The first customer comes soon: the user is watching.
    this.#nextVisitAtMs = options.startedAtMs + Math.min(1_000, Math.round(this.#meanPauseMs));
    this.#messages = [...(options.rest?.messages ?? [])].sort(byTime);
    this.#evaluations = [...(options.rest?.evaluations ?? [])].sort(byTime);
    this.#spans = [...(options.rest?.spans ?? [])].sort(byTime);
  }

  /** What became due since the last call, in the order of time. */
  due(nowMs: number): Events {
    while (this.#nextVisitAtMs <= nowMs) this.#beginVisit();
    const taken = <Item extends { createdAt: Date }>(items: Item[]): Item[] => items.splice(0, countDue(items, nowMs));
    return { messages: taken(this.#messages), evaluations: taken(this.#evaluations), spans: taken(this.#spans) };
  }

  #beginVisit(): void {
    this.#visitCount += 1;
    const id = `demo-${this.#simulation.setting.seed}-live-${this.#startedAtMs.toString(36)}-${this.#visitCount}`;
    for (const conversation of visit(this.#simulation, id, this.#nextVisitAtMs)) {
      this.#messages.push(...conversation.messages);
      this.#evaluations.push(...conversation.evaluations);
      this.#spans.push(...spansOf(conversation));
    }
    for (const waiting of [this.#messages, this.#evaluations, this.#spans]) waiting.sort(byTime);
    this.#nextVisitAtMs += Math.round(this.#random.exponential(this.#meanPauseMs));
  }
}

const byTime = (a: { createdAt: Date }, b: { createdAt: Date }): number => a.createdAt.getTime() - b.createdAt.getTime();

function countDue(sorted: readonly { createdAt: Date }[], nowMs: number): number {
  const firstLater = sorted.findIndex(({ createdAt }) => createdAt.getTime() > nowMs);
  return firstLater === -1 ? sorted.length : firstLater;
}
