import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { cpus, homedir, hostname, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DiskBuffer, jobFolder, type BufferedRecord } from './buffer.ts';
import { deliverNext, JobGone, type Counts } from './delivery.ts';
import * as operations from './operations.ts';
import type { Parameter, ParameterUpdate } from './parameters.ts';
import { Refused, transportTo, Unreachable, type Send } from './transport.ts';

/** What is known of a job: the fields of the API's `TrainingJobInput`. */
export type JobFields = Readonly<Record<string, unknown>>;

export interface Connection {
  /** Else `FTL_URL`, else the address of `start` on this machine. */
  readonly url?: string;
  /** Else `FTL_API_KEY`; a server admits callers on its own machine without one. */
  readonly apiKey?: string;
  /** Else `FTL_BUFFER_DIR`, else a folder of the user's cache. */
  readonly bufferDir?: string;
  /** Names a job across processes; without one each process has a job of its own. */
  readonly externalId?: string;
  readonly pollMs?: number;
  readonly warn?: (text: string) => void;
}

export interface Prediction {
  readonly sampleIndex: number;
  readonly prompt: string;
  readonly prediction: string;
  readonly reference?: string;
  readonly scores?: Readonly<Record<string, number>>;
}

export type EndStatus = 'FINISHED' | 'FAILED' | 'CANCELLED';

/** Points go out at once after a quiet moment, and together where many come. */
const MIN_INTERVAL_MS = 50;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
const LAST_WAIT_MS = 1_000;
const KEY_PREFIX_LENGTH = 10;

/** Address and key of the server: those given, else of the environment, else `start` on this machine. */
export const serverOf = (connection: Connection, env: NodeJS.ProcessEnv): { readonly url: string; readonly key: string | null } => ({
  url: (connection.url || env['FTL_URL'] || 'http://127.0.0.1:4000').replace(/\/+$/, ''),
  key: connection.apiKey || env['FTL_API_KEY'] || null,
});

/**
 * A job to log to: the one that a runner started this process for (`FTL_JOB_ID`), else one of its own.
 *
 * No method but `flush` and `finish` waits for the server: what is logged is appended to a file and sent beside the training. What a killed
 * process left is sent by the next one of the same job.
 */
export class Job {
  /** Whether a runner started this process: then the runner reports how it ended. */
  readonly isManaged: boolean;
  readonly #counts: Counts = { acknowledged: 0, rejected: 0 };
  readonly #externalId: string | null;
  readonly #buffer: DiskBuffer;
  readonly #send: Send;
  readonly #folder: string;
  readonly #warn: (text: string) => void;
  readonly #pollMs: number;
  readonly #seen = new Set<string>();
  readonly #loop: Promise<void>;
  #updates: ParameterUpdate[] = [];
  #wanted = { shouldStop: false, saveCheckpoint: false };
  #nextPollAt = 0;
  #deadline: number | null = null;
  #isGone = false;
  #droppedCount = 0;
  #hasSwept = false;
  #wake: () => void = () => {};

  constructor(fields: JobFields, connection: Connection = {}, env: NodeJS.ProcessEnv = process.env) {
    const { url, key } = serverOf(connection, env);
    const root =
      connection.bufferDir || env['FTL_BUFFER_DIR'] || join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'finetune-lab/buffer-node');
    const jobId = connection.externalId === undefined ? env['FTL_JOB_ID'] || null : null;
    this.isManaged = jobId !== null;
    this.#externalId = jobId === null ? (connection.externalId ?? randomUUID()) : null;
    this.#send = transportTo(url, key);
    this.#folder = jobFolder(root, url, (key ?? '').slice(0, KEY_PREFIX_LENGTH), jobId ?? (this.#externalId as string));
    this.#warn = connection.warn ?? ((text) => console.warn(text));
    this.#pollMs = connection.pollMs ?? 1_000;
    this.#buffer = this.#openBuffer();
    if (jobId === null) {
      const began = connection.externalId === undefined ? { startedAt: new Date().toISOString() } : {};
      this.#keep({ kind: 'job', input: { externalId: this.#externalId, hardware: thisMachine(), ...began, ...fields } });
    } else {
      const { name: _name, project: _project, ...rest } = fields;
      this.#keep({ kind: 'job', jobId, attempt: Number(env['FTL_ATTEMPT']) || null });
      this.edit(rest);
    }
    this.#loop = this.#run();
  }

  /** The job's global id; null until the server has answered. */
  get id(): string | null {
    return this.#buffer.state.jobId;
  }

  /** Number of points and predictions that the server has acknowledged. */
  get acknowledgedCount(): number {
    return this.#counts.acknowledged;
  }

  /** Number of points and predictions that the server did not take. */
  get rejectedCount(): number {
    return this.#counts.rejected;
  }

  /** Number of calls whose content the disk did not take. */
  get droppedCount(): number {
    return this.#droppedCount;
  }

  /** Whether a viewer asked to stop this job, as of the last second or so. */
  get shouldStop(): boolean {
    return this.#wanted.shouldStop;
  }

  /** Whether a checkpoint is to be saved before stopping. */
  get shouldSaveCheckpoint(): boolean {
    return this.#wanted.saveCheckpoint;
  }

  /** Logs numbers at a step. NaN and the infinities are values. */
  log(metrics: Readonly<Record<string, number>>, step: number, at = new Date()): void {
    const items = Object.entries(metrics).map(([metric, value]) => ({ metric, step, value: wireNumber(value), at: at.toISOString() }));
    this.#keep({ kind: 'points', items });
  }

  /** Logs numbers of the machine, by time and not by step. */
  logSystem(metrics: Readonly<Record<string, number>>, at = new Date()): void {
    this.#keep({
      kind: 'system',
      items: Object.entries(metrics).map(([metric, value]) => ({ metric, value: wireNumber(value), at: at.toISOString() })),
    });
  }

  /** Logs what the model answers after an epoch. */
  logPredictions(predictions: readonly Prediction[], place: { readonly epoch: number; readonly step: number }): void {
    this.#keep({ kind: 'predictions', items: predictions.map((prediction) => ({ ...place, ...prediction })) });
  }

  /** Changes what is known of the job; absent fields keep their values. */
  edit(fields: JobFields): void {
    this.#keep({ kind: 'edit', externalId: this.#externalId, fields });
  }

  /**
   * Begins the next attempt of a job that had points, or had ended, before; its points take the place of all later ones of earlier
   * attempts.
   */
  startAttempt(resumedFromStep: number): void {
    this.#keep({ kind: 'attempt', resumedFromStep, ifLogged: true });
  }

  /** Declares what this trainer can change while it runs, and how soon. */
  declareParameters(parameters: readonly Parameter[]): void {
    this.#keep({ kind: 'declare', parameters: parameters.map(({ why: _why, ...declared }) => declared) });
  }

  /** The requested changes that came since the last call. Each is to be answered by `acknowledge` or `refuse`. */
  parameterUpdates(): ParameterUpdate[] {
    const taken = this.#updates;
    this.#updates = [];
    return taken;
  }

  /** Reports from which step on a change holds. */
  acknowledge(update: ParameterUpdate, appliedAtStep: number): void {
    this.#keep({ kind: 'acknowledge', input: { id: update.id, status: 'APPLIED', appliedAtStep } });
  }

  /** Reports that a change was not applied, and why. */
  refuse(update: ParameterUpdate, reason: string): void {
    this.#keep({ kind: 'acknowledge', input: { id: update.id, status: 'REFUSED', reason } });
  }

  /** Waits until the server has everything that is logged so far, at most so long; whether it has. */
  async flush(timeoutMs = 30_000): Promise<boolean> {
    this.#wake();
    for (const until = performance.now() + timeoutMs; !this.#buffer.isDelivered && performance.now() < until && !this.#isGone;)
      await sleep(10);
    return this.#buffer.isDelivered;
  }

  /**
   * Reports the end and waits, at most so long, until the server has everything; whether it has. The rest stays on the disk. The end of a
   * job of a runner is for the runner to report, except an early stop, which no exit status shows.
   */
  async finish(status: EndStatus, end: { errorDetails?: string; endReason?: string; timeoutMs?: number } = {}): Promise<boolean> {
    const { timeoutMs = 30_000, ...details } = end;
    if (!this.isManaged || details.endReason === 'EARLY_STOPPED') this.#keep({ kind: 'status', fields: { status, ...details } });
    this.#deadline = performance.now() + timeoutMs;
    this.#wake();
    await this.#loop;
    this.#buffer.close();
    if (!this.#buffer.isDelivered) this.#warn(`The server does not have everything yet. The rest is in ${this.#buffer.path}.`);
    return this.#buffer.isDelivered;
  }

  #keep(record: BufferedRecord): void {
    if (!this.#buffer.append(record)) {
      if (this.#droppedCount === 0) this.#warn('The buffer on the disk takes no more; what is logged is dropped.');
      this.#droppedCount += 1;
    }
    this.#wake();
  }

  /** The buffer; where its folder cannot be written, in a temporary one: a training never fails because of it. */
  #openBuffer(): DiskBuffer {
    try {
      return DiskBuffer.create(this.#folder);
    } catch (error) {
      const spare = mkdtempSync(join(tmpdir(), 'finetune-lab-'));
      this.#warn(`The buffer's folder cannot be written (${(error as Error).message}); ${spare} is used.`);
      return DiskBuffer.create(spare);
    }
  }

  get #isOver(): boolean {
    return this.#isGone || (this.#deadline !== null && (this.#buffer.isDelivered || performance.now() >= this.#deadline));
  }

  async #run(): Promise<void> {
    let waitMs = 0;
    while (!this.#isOver) {
      const beganAt = performance.now();
      try {
        await this.#deliver();
        await this.#ask(beganAt);
        waitMs = 0;
        if (this.#deadline === null) await this.#rest(beganAt);
      } catch (error) {
        if (error instanceof Unreachable) {
          if (waitMs === 0) this.#warn(`The server does not take it now (${error.message}); what is logged waits on the disk.`);
          waitMs = Math.max(Math.min(LONGEST_WAIT_MS, Math.max(FIRST_WAIT_MS, waitMs * 2)), error.retryAfterMs);
          await this.#pause(waitMs);
        } else {
          this.#isGone = true;
          const what = error instanceof JobGone ? 'The server has no such job' : 'The sender ended';
          this.#warn(`${what} (${String(error)}). What is logged is kept in ${this.#buffer.path}.`);
        }
      }
    }
  }

  async #deliver(): Promise<void> {
    if (!this.#hasSwept) {
      for (const left of DiskBuffer.left(this.#folder)) await this.#deliverLeft(left);
      this.#hasSwept = true;
    }
    // What is logged meanwhile comes next turn, or a trainer that logs all the time would never hear of a stop.
    const until = this.#buffer.writtenBytes;
    while (this.#buffer.state.offsetBytes < until && (await deliverNext(this.#buffer, this.#send, this.#counts, this.#warn)));
    this.#buffer.compact();
  }

  async #deliverLeft(left: DiskBuffer): Promise<void> {
    try {
      while (await deliverNext(left, this.#send, this.#counts, this.#warn));
      left.remove();
    } catch (error) {
      if (!(error instanceof JobGone)) throw error;
      left.setAside();
    }
  }

  /** Asks what the server wants of the trainer. */
  async #ask(now: number): Promise<void> {
    if (this.id === null || now < this.#nextPollAt || this.#deadline !== null) return;
    this.#nextPollAt = now + this.#pollMs;
    try {
      const wanted = (await this.#send(operations.CONTROL, { jobId: this.id }))['trainingControl'] as {
        shouldStop: boolean;
        saveCheckpoint: boolean;
        updates: readonly ParameterUpdate[];
      };
      this.#wanted = wanted;
      for (const update of wanted.updates.filter(({ id }) => !this.#seen.has(id))) {
        await this.#send(operations.ACKNOWLEDGE, { input: { id: update.id, status: 'DELIVERED' } }).catch((error: unknown) => {
          if (!(error instanceof Refused)) throw error;
        });
        this.#seen.add(update.id);
        this.#updates.push(update);
      }
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#nextPollAt = Infinity;
      this.#warn(`Stops and changes of parameters do not arrive: ${error.message}`);
    }
  }

  /** Waits for something to do: at least the shortest interval, at most until control is asked for again. */
  async #rest(beganAt: number): Promise<void> {
    await sleep(Math.max(0, beganAt + MIN_INTERVAL_MS - performance.now()));
    if (!this.#buffer.isDelivered || this.#deadline !== null) return;
    const leftMs = Math.min(Math.max(0, this.#nextPollAt - performance.now()), LONGEST_WAIT_MS);
    const ended = new AbortController();
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    await Promise.race([woken, sleep(leftMs, null, { signal: ended.signal }).catch(() => null)]);
    ended.abort();
  }

  /** Waits although something may wait to be sent; the end of the job cuts it short. */
  async #pause(waitMs: number): Promise<void> {
    const wasEnding = this.#deadline !== null;
    const until = performance.now() + Math.min(waitMs, wasEnding ? LAST_WAIT_MS : LONGEST_WAIT_MS) * (0.8 + 0.4 * Math.random());
    while (performance.now() < until && !this.#isOver && (wasEnding || this.#deadline === null)) await sleep(50);
  }
}

const wireNumber = (value: number): number | string => (Number.isFinite(value) ? value : String(value));

function thisMachine(): Record<string, unknown> {
  return { name: hostname(), cpuCount: cpus().length, memoryBytes: totalmem() };
}
