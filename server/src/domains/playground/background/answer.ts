import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { saveAnswer } from '../queries.ts';
import { isUnderWay, type AnswerStep, type LiveAnswer } from '../types.ts';

/** Between two notices of an answer that is made. */
const publishEveryMs = 80;
/** After so long a change is stored at the latest: who begins to follow the run then reads it. */
const storeAfterMs = 1_000;

export interface AnswerPlace {
  readonly stores: Stores;
  readonly live: LiveBus;
  readonly workspaceId: string;
  readonly runId: string;
}

/** An answer while it is made: announced to those who follow the run, and stored now and then. */
export class RunningAnswer {
  readonly #place: AnswerPlace;
  readonly #stop = new AbortController();
  #state: LiveAnswer;
  #quiet: NodeJS.Timeout | null = null;
  #isChanged = false;
  #toStore: NodeJS.Timeout | null = null;
  #storing: Promise<unknown> = Promise.resolve();

  constructor(place: AnswerPlace, { id, steps }: Pick<LiveAnswer, 'id' | 'steps'>) {
    this.#place = place;
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
    const { stores, workspaceId } = this.#place;
    await saveAnswer(stores.postgres, { workspaceId, answer: this.#state });
    this.#publish();
  }

  /** Changes the last step. */
  change(change: (step: AnswerStep) => AnswerStep): void {
    const { steps } = this.#state;
    const last = steps.at(-1);
    if (last === undefined) return;
    this.#state = { ...this.#state, steps: steps.with(-1, change(last)) };
    this.#publish();
  }

  /** Ends the answer, stores it, and announces it. Once: what comes later changes nothing. */
  async end(
    change: Pick<LiveAnswer, 'status'> & Partial<Pick<LiveAnswer, 'failureCode' | 'failureMessage' | 'outputProblem'>>,
  ): Promise<void> {
    if (!isUnderWay(this.#state.status)) return;
    if (this.#quiet !== null) clearTimeout(this.#quiet);
    if (this.#toStore !== null) clearTimeout(this.#toStore);
    this.#quiet = null;
    this.#toStore = null;
    this.#isChanged = false;
    const ended: LiveAnswer = { ...this.#state, ...change, endedAt: new Date().toISOString() };
    this.#state = ended;
    await this.#storing;
    const { stores, workspaceId, runId, live } = this.#place;
    await saveAnswer(stores.postgres, { workspaceId, answer: ended });
    live.publish('playground.answer', runId, ended);
  }

  /** The first change after a silence is announced at once. */
  #publish(): void {
    if (!isUnderWay(this.#state.status)) return;
    if (this.#quiet !== null) {
      this.#isChanged = true;
      return;
    }
    this.#isChanged = false;
    this.#place.live.publish('playground.answer', this.#place.runId, this.#state);
    this.#toStore ??= setTimeout(() => this.#store(), storeAfterMs);
    this.#quiet = setTimeout(() => {
      this.#quiet = null;
      if (this.#isChanged) this.#publish();
    }, publishEveryMs);
  }

  #store(): void {
    this.#toStore = null;
    const { stores, workspaceId, live, runId } = this.#place;
    const answer = this.#state;
    // A store that is away for a moment has it with the next write. Announced once more: one may have read it just before.
    this.#storing = this.#storing
      .then(() => saveAnswer(stores.postgres, { workspaceId, answer }))
      .then(() => {
        if (isUnderWay(this.#state.status)) live.publish('playground.answer', runId, this.#state);
      })
      .catch(() => {});
  }
}
