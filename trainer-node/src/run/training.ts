import { setImmediate } from 'node:timers/promises';
import { tree } from '@jax-js/jax';
import type { Job } from '../client/client.ts';
import { lastCheckpoint, loadCheckpoint, readProgress, saveCheckpoint, type Progress } from '../model/checkpoint.ts';
import { Gpt, randomWeights, zeroMoments, type Moments, type StepNumbers } from '../model/gpt.ts';
import {
  batchAt,
  batchesInOrder,
  batchesOfRows,
  batchesPerEpoch,
  batchesPerEpochOfRows,
  batchOfRows,
  type Batch,
  type RowTokens,
} from '../text/batches.ts';
import { corpusOf, tokensOfRows, type Corpus } from '../text/corpus.ts';
import type { Row } from '../text/rows.ts';
import { encode, learnTokenizer, type Tokenizer } from '../text/tokenizer.ts';
import { predict, type Sample } from './samples.ts';
import { rateAfter } from './schedule.ts';
import type { Settings } from './settings.ts';
import { declared, EarlyStopping, steer, type Controls } from './steering.ts';

export type Outcome = 'COMPLETED' | 'EARLY_STOPPED' | 'STOPPED';

const SYSTEM_EVERY_MS = 5_000;
const MAX_EVAL_BATCHES = 8;
const PIECES = 'pieces';
const PREDICTIONS_AT_ONCE = 96;

/** One training of a small language model on the CPU: one thread, one step after the other. */
export class Training {
  readonly #settings: Settings;
  readonly #job: Job;
  readonly #tokenizer: Tokenizer;
  readonly #tokens: Int32Array;
  readonly #evaluation: Batch[];
  readonly #corpus: Corpus;
  /** Null: sequences begin anywhere in the text. */
  readonly #rows: RowTokens | null;
  readonly #gpt: Gpt;
  readonly #earlyStopping = new EarlyStopping();
  readonly #stepsPerEpoch: number;
  #controls: Controls;
  #state: Moments;
  #step = 0;
  #busyMs = 0;
  #busySteps = 0;
  #systemAt = 0;
  #cpu = process.cpuUsage();

  /** `rows`: those to train on; none: the text of the settings. */
  constructor(settings: Settings, job: Job, rows: readonly Row[] = []) {
    this.#settings = settings;
    this.#job = job;
    this.#corpus = corpusOf(settings, rows);
    const { learned, held, rows: parts } = this.#corpus;
    const origin = settings.init_from === '' ? null : lastCheckpoint(settings.init_from);
    if (settings.init_from !== '' && origin === null) throw new Error(`${settings.init_from} has no checkpoint to begin with`);
    this.#tokenizer =
      origin === null
        ? learnTokenizer(learned, settings.tokenizer === PIECES ? settings.vocabulary : 0)
        : tokenizerOf(readProgress(origin));
    const shape = { length: settings.context_length, rows: settings.batch_size };
    this.#rows = parts === null ? null : tokensOfRows(this.#tokenizer, parts.learned, shape.length);
    this.#tokens = this.#rows?.tokens ?? encode(this.#tokenizer, learned);
    if (this.#tokens.length < shape.length * 2)
      throw new Error(`the text has ${this.#tokens.length} tokens; it needs at least ${shape.length * 2}`);
    this.#evaluation =
      parts === null
        ? batchesInOrder(encode(this.#tokenizer, held), shape, MAX_EVAL_BATCHES)
        : batchesOfRows(tokensOfRows(this.#tokenizer, parts.held, shape.length), { ...shape, seed: settings.seed }, MAX_EVAL_BATCHES);
    this.#stepsPerEpoch =
      this.#rows === null
        ? batchesPerEpoch(this.#tokens.length, shape.length, shape.rows)
        : batchesPerEpochOfRows(this.#rows.starts.length, shape.rows);
    const { width, layers, heads } = settings;
    this.#gpt = new Gpt({ vocabulary: this.#tokenizer.tokens.length, length: shape.length, width, layers, heads }, shape.rows);
    const random = zeroMoments(randomWeights(this.#gpt.shape, settings.seed));
    this.#state = origin === null ? random : beginningOf(loadCheckpoint(origin, random).state);
    if (origin !== null) console.log(`Begins with the weights of ${origin}`);
    this.#controls = controlsOf(settings);
  }

  /** Trains until the last step, a stop, or no more improvement. */
  async run(): Promise<Outcome> {
    this.#resume();
    this.#job.edit({ totalSteps: this.#controls.steps, totalEpochs: this.#controls.steps / this.#stepsPerEpoch });
    this.#declare();
    let outcome: Outcome = 'COMPLETED';
    while (outcome === 'COMPLETED' && this.#step < this.#controls.steps) outcome = await this.#turn();
    for (const update of this.#job.parameterUpdates()) this.#job.refuse(update, 'the training ended before it could be applied');
    if (outcome !== 'STOPPED') await this.#save();
    return outcome;
  }

  /** A step with what belongs to it. Between two steps the client has its turn. */
  async #turn(): Promise<Outcome> {
    await setImmediate();
    if (this.#job.shouldStop) {
      if (this.#job.shouldSaveCheckpoint) await this.#save();
      return 'STOPPED';
    }
    this.#follow();
    const rate = rateAfter(this.#step, this.#schedule);
    const numbers = await this.#train(rate);
    const isLast = this.#step >= this.#controls.steps;
    if (this.#step === 1 || this.#step % this.#controls.logging_steps === 0 || isLast) this.#log(numbers, rate);
    const isOver = (this.#step % this.#controls.eval_steps === 0 || isLast) && (await this.#evaluate());
    if (isLast || isOver) await this.#logPredictions(this.#corpus.asked.length > 0 ? this.#corpus.asked : this.#corpus.samples);
    else if (this.#step % this.#stepsPerEpoch === 0) await this.#logPredictions(this.#corpus.samples);
    if (this.#controls.save_steps > 0 && this.#step % this.#controls.save_steps === 0) await this.#save();
    return isOver ? 'EARLY_STOPPED' : 'COMPLETED';
  }

  async #train(learningRate: number): Promise<StepNumbers> {
    const beganAt = performance.now();
    const shape = { length: this.#settings.context_length, rows: this.#settings.batch_size, seed: this.#settings.seed };
    const change = { learningRate, weightDecay: this.#controls.weight_decay, count: this.#step };
    const batch = this.#rows === null ? batchAt(this.#tokens, this.#step, shape) : batchOfRows(this.#rows, this.#step, shape);
    const { state, numbers } = await this.#gpt.step(this.#state, batch, change);
    this.#state = state;
    this.#step += 1;
    this.#busyMs += performance.now() - beganAt;
    this.#busySteps += 1;
    return numbers;
  }

  get #schedule() {
    return { peak: this.#controls.learning_rate, warmupSteps: this.#controls.warmup_steps, totalSteps: this.#controls.steps };
  }

  get #epoch(): number {
    return this.#step / this.#stepsPerEpoch;
  }

  #log({ loss, gradientNorm }: StepNumbers, learningRate: number): void {
    const tokens = this.#busySteps * this.#settings.batch_size * this.#settings.context_length;
    const metrics = {
      loss,
      learning_rate: learningRate,
      grad_norm: gradientNorm,
      tokens_per_second: (tokens / this.#busyMs) * 1_000,
      num_tokens: this.#step * this.#settings.batch_size * this.#settings.context_length,
      epoch: this.#epoch,
    };
    [this.#busyMs, this.#busySteps] = [0, 0];
    this.#job.log(metrics, this.#step);
    console.log(
      `step ${this.#step} of ${this.#controls.steps}  loss ${loss.toFixed(4)}  ${Math.round(metrics.tokens_per_second)} tokens/s`,
    );
    this.#logSystem();
  }

  #logSystem(): void {
    const now = performance.now();
    if (now - this.#systemAt < SYSTEM_EVERY_MS) return;
    const { user, system } = process.cpuUsage(this.#cpu);
    if (this.#systemAt > 0) {
      this.#job.logSystem({
        'system/process_cpu_cores': (user + system) / 1_000 / (now - this.#systemAt),
        'system/process_memory_bytes': process.memoryUsage.rss(),
      });
    }
    this.#cpu = process.cpuUsage();
    this.#systemAt = now;
  }

  /** Whether to stop because the loss no longer falls. */
  async #evaluate(): Promise<boolean> {
    const loss = await this.#gpt.loss(this.#state.weights, this.#evaluation);
    this.#job.log({ eval_loss: loss, epoch: this.#epoch }, this.#step);
    console.log(`step ${this.#step} of ${this.#controls.steps}  eval_loss ${loss.toFixed(4)}`);
    return this.#earlyStopping.isOver(loss, this.#controls.early_stopping_patience);
  }

  async #logPredictions(samples: readonly Sample[]): Promise<void> {
    const place = { epoch: Math.ceil(this.#epoch), step: this.#step };
    for (let first = 0; first < samples.length; first += PREDICTIONS_AT_ONCE) {
      await setImmediate();
      const asked = { samples: samples.slice(first, first + PREDICTIONS_AT_ONCE), end: this.#corpus.end };
      this.#job.logPredictions(await predict(this.#gpt, this.#state.weights, this.#tokenizer, asked), place);
    }
  }

  /** Applies the changes that came; each holds from the next step on. */
  #follow(): void {
    for (const update of this.#job.parameterUpdates()) {
      const steered = steer(update, this.#settings, this.#controls, this.#step);
      if ('reason' in steered) {
        this.#job.refuse(update, steered.reason);
        console.log(`Refused: ${steered.reason}`);
        continue;
      }
      if (steered.controls.steps !== this.#controls.steps) {
        this.#job.edit({ totalSteps: steered.controls.steps, totalEpochs: steered.controls.steps / this.#stepsPerEpoch });
      }
      this.#controls = steered.controls;
      this.#job.acknowledge(update, this.#step + 1);
      this.#declare();
      console.log(`From step ${this.#step + 1}: ${JSON.stringify(update.parameters)}`);
    }
  }

  #declare(): void {
    this.#job.declareParameters(declared(this.#settings, this.#controls, this.#step));
  }

  async #save(): Promise<void> {
    const { best, waited } = this.#earlyStopping;
    const path = await saveCheckpoint(this.#settings.output_dir, this.#state, {
      step: this.#step,
      controls: this.#controls,
      earlyStopping: { best: Number.isFinite(best) ? best : null, waited },
      tokens: this.#tokenizer.tokens,
      merges: this.#tokenizer.merges,
    });
    console.log(`Saved ${path}`);
  }

  /** Goes on from the last checkpoint, with the changes that were made before it. */
  #resume(): void {
    const path = this.#settings.resume ? lastCheckpoint(this.#settings.output_dir) : null;
    if (path === null) return;
    const { state, progress } = loadCheckpoint(path, this.#state);
    if (JSON.stringify(progress['tokens']) !== JSON.stringify(this.#tokenizer.tokens))
      throw new Error(`${path} is of a model of another text`);
    this.#state = state;
    this.#step = progress.step;
    const { best, waited } = progress['earlyStopping'] as { best: number | null; waited: number };
    Object.assign(this.#earlyStopping, { best: best ?? Infinity, waited });
    // The length of the run is what is asked for now.
    this.#controls = { ...(progress['controls'] as Controls), steps: this.#settings.steps };
    this.#job.startAttempt(this.#step);
    console.log(`Goes on from ${path}`);
  }

  /** Frees the weights, which jax-js does not by itself. */
  dispose(): void {
    tree.dispose(this.#state);
  }
}

function controlsOf(settings: Settings): Controls {
  const { learning_rate, weight_decay, warmup_steps, steps, logging_steps, eval_steps, save_steps, early_stopping_patience } = settings;
  return { learning_rate, weight_decay, warmup_steps, steps, logging_steps, eval_steps, save_steps, early_stopping_patience };
}

const tokenizerOf = (progress: Progress): Tokenizer => ({
  tokens: progress['tokens'] as Tokenizer['tokens'],
  merges: progress['merges'] as Tokenizer['merges'],
});

/** Weights of a trained model, with means of gradients that begin at 0. */
function beginningOf({ weights, mean, square }: Moments): Moments {
  tree.dispose(mean);
  tree.dispose(square);
  return zeroMoments(weights);
}
