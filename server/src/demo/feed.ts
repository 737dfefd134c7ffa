import type { Events } from './backfill.ts';
import type { SentEvaluation, SentMessage } from './conversation.ts';
import { Random } from './random.ts';
import { conversationsPerVisit, visit, type Simulation } from './visits.ts';

const minuteMs = 60_000;

/**
 * What the application says from now on: customers arrive at random at a constant rate, and every message becomes due at its
 * own time. Knows no clock: whoever asks says what time it is.
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

  /** `rest`  what conversations that began in the past still have to say. */
  constructor(simulation: Simulation, options: { startedAtMs: number; conversationsPerMinute: number; rest?: Events }) {
    this.#simulation = simulation;
    this.#startedAtMs = options.startedAtMs;
    this.#random = new Random(simulation.setting.seed, 'live', options.startedAtMs);
    this.#meanPauseMs = (minuteMs * conversationsPerVisit) / options.conversationsPerMinute;
    // The first customer comes soon: somebody is watching.
    this.#nextVisitAtMs = options.startedAtMs + Math.min(1_000, Math.round(this.#meanPauseMs));
    this.#messages = [...(options.rest?.messages ?? [])].sort(byTime);
    this.#evaluations = [...(options.rest?.evaluations ?? [])].sort(byTime);
  }

  /** What became due since the last call, in the order of time. */
  due(nowMs: number): Events {
    while (this.#nextVisitAtMs <= nowMs) this.#beginVisit();
    const dueMessages = countDue(this.#messages, nowMs);
    const dueEvaluations = countDue(this.#evaluations, nowMs);
    return { messages: this.#messages.splice(0, dueMessages), evaluations: this.#evaluations.splice(0, dueEvaluations) };
  }

  #beginVisit(): void {
    this.#visitCount += 1;
    const id = `demo-${this.#simulation.setting.seed}-live-${this.#startedAtMs.toString(36)}-${this.#visitCount}`;
    for (const { messages, evaluations } of visit(this.#simulation, id, this.#nextVisitAtMs)) {
      this.#messages.push(...messages);
      this.#evaluations.push(...evaluations);
    }
    this.#messages.sort(byTime);
    this.#evaluations.sort(byTime);
    this.#nextVisitAtMs += Math.round(this.#random.exponential(this.#meanPauseMs));
  }
}

const byTime = (a: { createdAt: Date }, b: { createdAt: Date }): number => a.createdAt.getTime() - b.createdAt.getTime();

function countDue(sorted: readonly { createdAt: Date }[], nowMs: number): number {
  const firstLater = sorted.findIndex(({ createdAt }) => createdAt.getTime() > nowMs);
  return firstLater === -1 ? sorted.length : firstLater;
}
