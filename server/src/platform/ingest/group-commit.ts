import { Pace, type PaceOptions } from '../store/pace.ts';
import { outsideWorkspaces } from '../store/scope.ts';

/** The data of one call, prepared so that it can be written unchanged. */
export interface GroupedCall {
  readonly workspaceId: string;
  /** Memory that it takes while it waits. */
  readonly byteCount: number;
}

export interface GroupCommitOptions<Call extends GroupedCall> {
  /**
   * Writes calls together; durable on return. One group at a time. `isPaced`: calls keep coming, and are too small to be worth a part of
   * their own.
   */
  readonly write: (calls: readonly Call[], isPaced: boolean) => Promise<void>;
  /** Work that must follow before calls of one workspace are acknowledged. The next group is written in parallel. */
  readonly finish: (workspaceId: string, calls: readonly Call[]) => Promise<void>;
  /** The error for a caller. Nothing of its call was acknowledged. */
  readonly refusal: (stage: 'waiting' | 'write' | 'finish', cause?: unknown) => Error;
  /** After each group. */
  readonly onWritten?: (isMoreWaiting: boolean) => Promise<void>;
  readonly pace?: PaceOptions;
  /** From this size on a group is written without waiting for its turn; absent: what justifies a part of a table. */
  readonly fullBytes?: number;
}

/** Bytes of one group: enough for a part to be worth its files, few enough to be read back at once. */
const maxGroupBytes = 24 * 1024 * 1024;
/** A group of this size justifies a part of its own. */
const partBytes = 1024 * 1024;
/** Bytes that wait or are being written; above this limit a call is rejected. */
const maxWaitingBytes = 192 * 1024 * 1024;
/** Groups that may be finished while the next is written. */
const maxFinishing = 3;
/** Calls of one moment come together even when a turn is free. */
const gatherMs = 4;
/** A single call is answered at once; a steady stream of small calls shares four groups a second (bench/trickle.ts). */
const ordinaryPace: PaceOptions = { burst: 20, everyMs: 250 };

/**
 * Writes calls in groups: while one group is written, and until the next has its turn, calls gather. The promise of a call resolves when
 * it is durable and finished. A call that a store rejects does not fail the others of its group. Both `write` and `finish` must be
 * idempotent: after an interruption nothing was acknowledged, and the caller sends again.
 */
export class GroupCommit<Call extends GroupedCall> {
  readonly #options: GroupCommitOptions<Call>;
  readonly #pace: Pace;
  readonly #fullBytes: number;
  #waiting: Waiting<Call>[] = [];
  /** Of calls that wait for a group, and of those that are not answered yet. */
  #waitingBytes = 0;
  #heldBytes = 0;
  #isRunning = false;
  #finishing = 0;
  #wake: (() => void) | null = null;
  #finished: (() => void) | null = null;

  constructor(options: GroupCommitOptions<Call>) {
    this.#options = options;
    this.#pace = new Pace(options.pace ?? ordinaryPace);
    this.#fullBytes = options.fullBytes ?? partBytes;
  }

  /** To be asked before a call is prepared. Errors: throws the refusal of stage `waiting` when too much waits. */
  assertRoom(): void {
    if (this.#heldBytes > maxWaitingBytes) throw this.#options.refusal('waiting');
  }

  /** Resolves when all of it is durable and finished. Errors: rejects with the refusal of the stage that failed. */
  async commit(call: Call): Promise<void> {
    this.#heldBytes += call.byteCount;
    this.#waitingBytes += call.byteCount;
    try {
      await new Promise<void>((resolve, reject) => {
        this.#waiting.push({ call, resolve, reject });
        if (this.#waitingBytes >= this.#fullBytes) this.#wake?.();
        // A group has calls of several workspaces: it is not written in the scope of the first.
        if (!this.#isRunning) void outsideWorkspaces(() => this.#run());
      });
    } finally {
      this.#heldBytes -= call.byteCount;
    }
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    try {
      while (this.#waiting.length > 0) {
        const isPaced = await this.#turn();
        while (this.#finishing >= maxFinishing) await new Promise<void>((resolve) => (this.#finished = resolve));
        const written = await this.#write(this.#take(), isPaced);
        if (written.length > 0) void this.#finish(written);
        await this.#options.onWritten?.(this.#waiting.length > 0);
      }
    } finally {
      this.#isRunning = false;
    }
  }

  /** Waits for the next turn, or until so much waits that a group is full. Returns whether it waited and that was not so. */
  async #turn(): Promise<boolean> {
    await new Promise((resolve) => setTimeout(resolve, gatherMs));
    const waitMs = this.#waitingBytes >= this.#fullBytes ? 0 : this.#pace.waitMs(performance.now());
    if (waitMs > 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, waitMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = null;
    }
    this.#pace.take(performance.now());
    return waitMs > 0 && this.#waitingBytes < this.#fullBytes;
  }

  #take(): Waiting<Call>[] {
    let byteCount = 0;
    let count = 0;
    while (count < this.#waiting.length && (count === 0 || byteCount < maxGroupBytes))
      byteCount += (this.#waiting[count++] as Waiting<Call>).call.byteCount;
    this.#waitingBytes -= byteCount;
    return this.#waiting.splice(0, count);
  }

  /** Gives back what was written. */
  async #write(group: readonly Waiting<Call>[], isPaced: boolean): Promise<readonly Waiting<Call>[]> {
    try {
      await this.#options.write(
        group.map(({ call }) => call),
        isPaced,
      );
      return group;
    } catch (error) {
      const [only] = group;
      if (group.length === 1) {
        only?.reject(this.#options.refusal('write', error));
        return [];
      }
      const written: Waiting<Call>[] = [];
      for (const one of group) written.push(...(await this.#write([one], isPaced)));
      return written;
    }
  }

  async #finish(group: readonly Waiting<Call>[]): Promise<void> {
    this.#finishing += 1;
    try {
      for (const [workspaceId, calls] of Map.groupBy(group, ({ call }) => call.workspaceId)) await this.#finishCalls(workspaceId, calls);
    } finally {
      this.#finishing -= 1;
      this.#finished?.();
      this.#finished = null;
    }
  }

  async #finishCalls(workspaceId: string, calls: readonly Waiting<Call>[]): Promise<void> {
    try {
      await this.#options.finish(
        workspaceId,
        calls.map(({ call }) => call),
      );
      for (const { resolve } of calls) resolve();
    } catch (error) {
      if (calls.length > 1) for (const one of calls) await this.#finishCalls(workspaceId, [one]);
      else for (const { reject } of calls) reject(this.#options.refusal('finish', error));
    }
  }
}

interface Waiting<Call> {
  readonly call: Call;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}
