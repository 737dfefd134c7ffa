import { Announced } from '../../../platform/live/announced.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { saveAnswer } from '../queries.ts';
import { isUnderWay, type AnswerStep, type LiveAnswer } from '../types.ts';

/** Between two notices of an answer that is made. */
const publishEveryMs = 80;

export interface AnswerPlace {
  readonly stores: Stores;
  readonly live: LiveBus;
  readonly workspaceId: string;
  readonly runId: string;
}

/** An answer while it is made: announced to those who follow the run, and stored now and then. */
export class RunningAnswer {
  readonly #announced: Announced<LiveAnswer>;
  readonly #stop = new AbortController();
  #state: LiveAnswer;

  constructor({ stores, live, workspaceId, runId }: AnswerPlace, { id, steps }: Pick<LiveAnswer, 'id' | 'steps'>) {
    this.#state = {
      id,
      status: 'WAITING',
      steps,
      failureCode: null,
      failureMessage: null,
      outputProblem: null,
      startedAt: null,
      endedAt: null,
    };
    this.#announced = new Announced<LiveAnswer>({
      read: () => this.#state,
      publish: (answer) => live.publish('playground.answer', runId, answer),
      save: (answer) => saveAnswer(stores.postgres, { workspaceId, answer }),
      everyMs: publishEveryMs,
    });
  }

  get state(): LiveAnswer {
    return this.#state;
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  /** Ends it by the wish of a person; one that has not begun ends at once. */
  stop(): void {
    this.#stop.abort();
    if (this.#state.status === 'WAITING') void this.end({ status: 'STOPPED' }).catch(() => {});
  }

  /** The model is asked from now on. */
  async begin(step: AnswerStep): Promise<void> {
    this.#state = {
      ...this.#state,
      status: 'RUNNING',
      startedAt: this.#state.startedAt ?? step.startedAt,
      steps: [...this.#state.steps, step],
    };
    await this.#announced.store();
    this.#announced.changed();
  }

  /** Changes the last step. */
  change(change: (step: AnswerStep) => AnswerStep): void {
    const { steps } = this.#state;
    const last = steps.at(-1);
    if (last === undefined) return;
    this.#state = { ...this.#state, steps: steps.with(-1, change(last)) };
    this.#announced.changed();
  }

  /** Ends the answer, stores it, and announces it. Once: what comes later changes nothing. */
  async end(
    change: Pick<LiveAnswer, 'status'> & Partial<Pick<LiveAnswer, 'failureCode' | 'failureMessage' | 'outputProblem'>>,
  ): Promise<void> {
    if (!isUnderWay(this.#state.status)) return;
    const ended: LiveAnswer = { ...this.#state, ...change, endedAt: new Date().toISOString() };
    this.#state = ended;
    await this.#announced.end(ended);
  }
}
