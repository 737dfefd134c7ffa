import { evident, type Finding, percentText, stepText, valueText } from '../finding.ts';
import { at } from '../numbers.ts';
import { rateOf } from '../roles.ts';
import { hyperparameter, type Run } from '../run.ts';
import { finite, type Series } from '../series.ts';

/**
 * No optimiser of gradients is run at such rates; those that choose the rate themselves have a factor of 1 (Prodigy, D-Adaptation), and
 * plain SGD may be high.
 */
const HIGHEST = 1;
const HIGHEST_OF_ADAM = 0.1;
const OWN_RATE = /prodigy|adaptation|dadapt|schedule_?free|mechanic/i;
const ADAM = /adam|lion|lamb|adafactor/i;
/** Against the rate that was configured or set. */
const ABOVE_CONFIGURED = 2;
/** A rate that has decayed and then exceeds its earlier peak. */
const ABOVE_PEAK = 1.5;
const DECAYED_SHARE = 0.5;
/** At this share of its peak a rate changes nothing; for so long it is no end of a schedule. */
const NOTHING_SHARE = 1e-4;
const NOTHING_PLAN = 0.05;
const NOTHING_POINTS = 10;

/** Names of the rate among hyperparameters and among parameters that are changed while a job runs. */
export const learningRateNames = ['learning_rate', 'lr', 'learningRate'];
const OPTIMISERS = ['optim', 'optimizer', 'optimiser'];

/** A learning rate that is out of line: with any use of it, with the configuration, or with its own schedule. */
export function learningRate(run: Run): Finding | null {
  const all = rateOf(run.series);
  if (all.values.length === 0) return null;
  return notFinite(all) ?? tooHigh(finite(all), run) ?? spent(finite(all), run);
}

function notFinite({ steps, values }: Series): Finding | null {
  if (Number.isFinite(at(values, values.length - 1))) return null;
  let index = values.length - 1;
  while (index > 0 && !Number.isFinite(at(values, index - 1))) index--;
  return found(
    at(steps, index),
    { learningRate: evident(at(values, index)) },
    `The learning rate is ${valueText(at(values, index))} since step ${stepText(at(steps, index))}.`,
    'Look at the scheduler: a number of steps of 0 divides by 0.',
  );
}

function tooHigh({ steps, values }: Series, run: Run): Finding | null {
  const optimiser = OPTIMISERS.map((name) => run.hyperparameters[name]).find((name) => typeof name === 'string') ?? '';
  const highest = OWN_RATE.test(String(optimiser)) ? Infinity : ADAM.test(String(optimiser)) ? HIGHEST_OF_ADAM : HIGHEST;
  const peakAllowed = Math.max(hyperparameter(run, learningRateNames) ?? 0, ...run.setLearningRates);
  let peak = 0;
  let lowestSincePeak = Infinity;
  for (let index = 0; index < values.length; index++) {
    const rate = at(values, index);
    const step = at(steps, index);
    if (rate > highest) {
      const top = values.subarray(index).reduce((high, value) => Math.max(high, value));
      return found(
        step,
        { learningRate: rate, highest: top, limit: highest },
        `The learning rate passes ${valueText(highest)} at step ${stepText(step)} and reaches ${valueText(top)}: far above what training survives.`,
        'Lower it: usual peaks are 1e-5 to 5e-5 for full fine-tuning, 1e-4 to 3e-4 for LoRA, up to 1e-3 for small models from scratch.',
      );
    }
    if (peakAllowed > 0 && rate > ABOVE_CONFIGURED * peakAllowed) {
      return found(
        step,
        { learningRate: rate, configured: peakAllowed },
        `The learning rate is ${valueText(rate)} at step ${stepText(step)}; ${valueText(peakAllowed)} was configured.`,
        'Look at what scales it: number of devices, accumulation, a scheduler with a peak of its own.',
      );
    }
    if (
      peak > 0 &&
      lowestSincePeak < DECAYED_SHARE * peak &&
      rate > ABOVE_PEAK * peak &&
      !run.setLearningRates.some((set) => rate <= 1.01 * set)
    ) {
      return found(
        step,
        { learningRate: rate, earlierPeak: peak, lowestSince: lowestSincePeak },
        `The learning rate, which had fallen to ${valueText(lowestSincePeak)}, is ${valueText(rate)} at step ${stepText(step)}, above its earlier peak of ${valueText(peak)}.`,
        'Look at the schedule after a resume: its number of steps and its warm-up may have been computed again.',
      );
    }
    if (rate >= peak) {
      peak = rate;
      lowestSincePeak = Infinity;
    } else {
      lowestSincePeak = Math.min(lowestSincePeak, rate);
    }
  }
  return null;
}

/** A rate of next to nothing at the end so far, for longer than a schedule's last steps. */
function spent({ steps, values }: Series, run: Run): Finding | null {
  const peak = values.reduce((high, value) => Math.max(high, value), 0);
  let from = values.length;
  while (from > 0 && at(values, from - 1) <= NOTHING_SHARE * peak) from--;
  const count = values.length - from;
  if (count < NOTHING_POINTS) return null;
  const last = at(steps, steps.length - 1);
  const began = at(steps, from);
  const plan = Math.max(run.totalSteps ?? 0, last);
  if (last - began < NOTHING_PLAN * plan) return null;
  const isNever = from === 0;
  return found(
    began,
    { learningRate: at(values, values.length - 1), peak, steps: last - began },
    isNever
      ? `The learning rate has been 0 for ${stepText(last - began)} steps: nothing can be learned.`
      : `The learning rate is below ${percentText(NOTHING_SHARE)} of its peak since step ${stepText(began)}: ${stepText(last - began)} steps that change next to nothing.`,
    isNever
      ? 'Look at the schedule: a warm-up that never ends, or a rate of 0.'
      : 'The schedule is shorter than the job: set its number of steps to that of the job, or stop here.',
  );
}

const found = (beganAtStep: number, evidence: Finding['evidence'], message: string, advice: string): Finding => ({
  kind: 'LEARNING_RATE',
  beganAtStep,
  evidence,
  message,
  advice,
});
