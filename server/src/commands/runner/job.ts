import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerAddress } from 'importer/client';
import type { AllowedCommand, RunnerConfiguration } from './configuration.ts';
import { noteLease } from './leftovers.ts';
import { LogStream } from './log.ts';
import { meter } from './machine.ts';
import { memoryKills, wasKilledForMemory } from './memory-kills.ts';
import { APPEND, CONTROL, EXIT, METRICS, RENEW, type Lease } from './operations.ts';
import { openOutputs } from './outputs.ts';
import { Lost, type Send } from './server.ts';

const renewEveryMs = 2_000;
const meterEveryMs = 5_000;
const outOfMemory = /out of memory|MemoryError|Cannot allocate memory/i;

type Reason = 'COMPLETED' | 'USER' | 'POLICY' | 'OUT_OF_MEMORY' | 'BAD_EXIT' | 'PREEMPTED' | 'TIME_LIMIT';

export interface JobContext {
  readonly server: ServerAddress;
  readonly send: Send;
  /** The folder of the runner. */
  readonly folder: string;
  readonly configuration: RunnerConfiguration;
  /** Aborts when the job is to be given back. */
  readonly giveBack: AbortSignal;
  readonly say: (text: string) => void;
  /** Where the kernel's counters are; absent: this machine's. */
  readonly root?: string;
}

/** Runs the command of a leased job to its end, and reports it. */
export async function runJob(context: JobContext, lease: Lease): Promise<void> {
  const { send, configuration, say } = context;
  const held = { jobId: lease.job.id, fence: lease.fence };
  const allowed = Object.hasOwn(configuration.commands, lease.configuration.command)
    ? (configuration.commands[lease.configuration.command] as AllowedCommand)
    : null;
  const workFolder = join(context.folder, 'jobs', `${keyOf(lease.job.id)}-${lease.attempt}-${lease.fence}`);
  try {
    if (allowed === null) {
      const errorDetails = `This runner does not allow the command ${JSON.stringify(lease.configuration.command)}.`;
      await send(EXIT, { input: { ...held, reason: 'POLICY', errorDetails } });
      return say(errorDetails);
    }
    const { reason, exitCode, errorDetails } = await carryOut(context, lease, allowed, workFolder);
    await send(EXIT, { input: { ...held, reason, exitCode, errorDetails } });
    say(`${lease.job.name} ended: ${reason}`);
  } catch (error) {
    if (!(error instanceof Lost)) throw error;
    say(`${lease.job.name} was given to another runner.`);
  }
  // Where the server could not be reached the folder stays, and the next start of the runner gives the job back.
  await rm(workFolder, { recursive: true, force: true });
}

interface Ending {
  readonly reason: Reason;
  readonly exitCode: number | null;
  readonly errorDetails: string | null;
}

async function carryOut(
  context: JobContext,
  lease: Lease,
  { run: [program, ...args], env }: AllowedCommand,
  workFolder: string,
): Promise<Ending> {
  const { send, server, folder } = context;
  const held = { jobId: lease.job.id, fence: lease.fence };
  await rm(workFolder, { recursive: true, force: true });
  await mkdir(workFolder, { recursive: true });
  const parameters = join(workFolder, 'parameters.json');
  await writeFile(parameters, JSON.stringify(lease.job.hyperparameters, null, 2));
  await noteLease(workFolder, held);
  // Checkpoints outlive the attempt: the next one on this machine goes on from them.
  const outputFolder = await openOutputs(folder, keyOf(lease.job.id));
  const log = new LogStream(async (firstLine, lines) => {
    await send(APPEND, { input: { ...held, firstLine, text: lines.join('\n') } });
  });
  const before = await memoryKills(context.root);
  const child = spawn(program, args, {
    cwd: workFolder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...env,
      FTL_URL: server.url,
      ...(server.apiKey !== null && { FTL_API_KEY: server.apiKey }),
      FTL_PARAMETERS: parameters,
      FTL_OUTPUT_DIR: outputFolder,
      FTL_JOB_ID: lease.job.id,
      FTL_ATTEMPT: String(lease.attempt),
      FTL_FENCE: lease.fence,
    },
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null; failure: string | null }>((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, failure: error.message }));
    // What the command left running holds its output, and is no part of the job any more.
    child.once('exit', () => signalGroup(child.pid, 'SIGKILL'));
    child.once('close', (code, signal) => resolve({ code, signal, failure: null }));
  });
  log.read(child.stdout);
  log.read(child.stderr);
  await writeFile(join(workFolder, 'process.json'), JSON.stringify({ pid: child.pid }));
  const watch = new Watch(context, lease, child);
  void log.failed.then((error) => watch.abandon(error as Error));
  const { code, signal, failure } = await ended;
  watch.stop();
  const stored = log.end();
  stored.catch(() => {});
  if (watch.failure instanceof Lost) throw watch.failure;
  if (watch.failure !== null)
    return { reason: 'BAD_EXIT', exitCode: code, errorDetails: `The runner ended the command: ${String(watch.failure)}` };
  await stored;
  if (watch.reason !== null) return { reason: watch.reason, exitCode: code, errorDetails: null };
  if (code === 0) return { reason: 'COMPLETED', exitCode: 0, errorDetails: null };
  const words = failure ?? `The command ended ${signal === null ? `with exit code ${code}` : `by ${signal}`}.\n\n${log.tail}`;
  if (outOfMemory.test(log.tail)) return { reason: 'OUT_OF_MEMORY', exitCode: code, errorDetails: words };
  // Who is killed for memory says nothing of it.
  if (failure === null && wasKilledForMemory(before, await memoryKills(context.root), { exitCode: code, signal }))
    return { reason: 'OUT_OF_MEMORY', exitCode: code, errorDetails: `The kernel killed for memory.\n\n${words}` };
  return { reason: 'BAD_EXIT', exitCode: code, errorDetails: words };
}

export const keyOf = (globalId: string): string => Buffer.from(globalId, 'base64').toString().split(':')[1] as string;

/** Ends every process that a command has started. */
function signalGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** What goes on beside a command: its lease, its time, requests to stop, and the metrics of the machine. */
class Watch {
  readonly #context: JobContext;
  readonly #lease: Lease;
  readonly #child: ChildProcess;
  readonly #over = new AbortController();
  /** Why the runner ended the command; null: it did not. */
  reason: Reason | null = null;
  /** Why the runner gave the command up; null: it did not. */
  failure: Error | null = null;

  constructor(context: JobContext, lease: Lease, child: ChildProcess) {
    this.#context = context;
    this.#lease = lease;
    this.#child = child;
    void this.#renew();
    void this.#measure();
    void this.#preempt();
    void this.#limit();
  }

  stop(): void {
    this.#over.abort();
  }

  async #pause(ms: number): Promise<boolean> {
    await sleep(ms, null, { signal: this.#over.signal }).catch(() => {});
    return !this.#over.signal.aborted;
  }

  async #renew(): Promise<void> {
    const { send } = this.#context;
    const held = { jobId: this.#lease.job.id, fence: this.#lease.fence };
    try {
      do {
        const { renewTrainingLease } = await send<{ renewTrainingLease: { job: { status: string } } }>(RENEW, { input: held });
        if (renewTrainingLease.job.status === 'CANCELLING' && this.reason === null) void this.#cancel();
      } while (await this.#pause(renewEveryMs));
    } catch (error) {
      this.abandon(error as Error);
    }
  }

  /** Ends a command whose job is no longer this runner's, or of which the server takes nothing any more. */
  abandon(error: Error): void {
    this.failure ??= error;
    signalGroup(this.#child.pid, 'SIGKILL');
    // A pipe that is not read to its end would keep the command from being seen as ended.
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
  }

  /** The trainer has heard of the stop as well, and may end by itself; only then it is made to. */
  async #cancel(): Promise<void> {
    this.reason = 'USER';
    const { send, configuration } = this.#context;
    // A job that is deleted has none; its lease is lost with the next sign.
    const control = await send<{ trainingControl: { saveCheckpoint: boolean } }>(CONTROL, { jobId: this.#lease.job.id }).catch(() => null);
    const seconds = control?.trainingControl.saveCheckpoint === true ? configuration.checkpointSeconds : configuration.stopSeconds;
    if (await this.#pause(seconds * 1_000)) await this.#end('USER');
  }

  async #preempt(): Promise<void> {
    const { giveBack } = this.#context;
    if (!giveBack.aborted)
      await new Promise<void>((resolve) => {
        for (const one of [giveBack, this.#over.signal]) one.addEventListener('abort', () => resolve(), { once: true });
      });
    if (!this.#over.signal.aborted) await this.#end(this.reason ?? 'PREEMPTED');
  }

  async #limit(): Promise<void> {
    const { timeLimitSeconds } = this.#lease.configuration;
    if (timeLimitSeconds === null) return;
    const until = performance.now() + timeLimitSeconds * 1_000;
    while (await this.#pause(Math.min(60_000, Math.max(0, until - performance.now()))))
      if (performance.now() >= until) return this.#end(this.reason ?? 'TIME_LIMIT');
  }

  async #end(reason: Reason): Promise<void> {
    this.reason = reason;
    const ms = this.#context.configuration.signalSeconds * 1_000;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
      signalGroup(this.#child.pid, signal);
      if (!(await this.#pause(ms))) return;
    }
  }

  async #measure(): Promise<void> {
    const read = meter();
    while (await this.#pause(meterEveryMs)) {
      const at = new Date().toISOString();
      const points = Object.entries(await read()).map(([metric, value]) => ({ metric, value, at }));
      await this.#context.send(METRICS, { jobId: this.#lease.job.id, points }).catch(() => {});
    }
  }
}
