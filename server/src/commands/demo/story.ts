import type { ModelTraits } from './models.ts';
import { dayMs, hourMs, localClock, localHourOf } from './rhythm.ts';

/** What a run simulates, from its flags or from what an earlier run of the same seed left on the server. */
export interface Setting {
  readonly seed: number;
  /** Length of the simulated past. */
  readonly days: number;
  /** About how many messages it has. */
  readonly messages: number;
  /** When the simulated past ends: the moment of the first run. */
  readonly anchorMs: number;
  /** From when on the application tells its traces; absent: for the last days of the past. */
  readonly tracedFromMs?: number;
}

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface Variant {
  readonly name: string;
  /** Added to the probability of success: the true difference that an analysis should find. */
  readonly successShift: number;
  readonly wordiness: number;
}

/** What is true of the simulated world, so that what is measured can be compared with it. */
export interface Story {
  readonly past: Span;
  /** The reservation system is slow and fails for some hours of one working day. */
  readonly incident: Span & {
    readonly latencyFactor: number;
    readonly toolFailureShare: number;
    readonly timeoutShare: number;
  };
  /** One model gets worse, evenly over the span: rules changed on its first day, and it was taught the old ones. */
  readonly degradation: Span & { readonly model: string; readonly successShift: number };
  /** Half of the visits answered by these models get other instructions. */
  readonly experiment: {
    readonly fromMs: number;
    readonly name: string;
    readonly models: readonly string[];
    readonly variants: readonly [Variant, Variant];
  };
}

/** A conversation in which a tool could not be brought to answer ends less often well. */
export const toolFailureSuccessShift = -0.3;

const incidentHour = 13;
const incidentHours = 4;

export function storyOf({ anchorMs, days }: Pick<Setting, 'anchorMs' | 'days'>): Story {
  const past = { fromMs: anchorMs - days * dayMs, toMs: anchorMs };
  // In a past of one day that hour may have come before it.
  let incidentFromMs = Math.max(past.fromMs, localHourOf(anchorMs - Math.min(6, Math.max(1, Math.floor(days / 3))) * dayMs, incidentHour));
  // On a weekend few would notice it; a past of a few days may have no working day to move it to.
  while (localClock(incidentFromMs).weekday > 4 && incidentFromMs - dayMs >= past.fromMs) incidentFromMs -= dayMs;
  return {
    past,
    incident: {
      fromMs: incidentFromMs,
      toMs: incidentFromMs + incidentHours * hourMs,
      latencyFactor: 3,
      toolFailureShare: 0.35,
      timeoutShare: 0.015,
    },
    degradation: { fromMs: anchorMs - Math.min(10, days / 2) * dayMs, toMs: anchorMs, model: 'support-8b-sft', successShift: -0.24 },
    experiment: {
      fromMs: anchorMs - Math.min(21, days * 0.7) * dayMs,
      name: 'confirm-first',
      models: ['support-8b-sft', 'support-8b-dpo'],
      variants: [
        { name: 'control', successShift: 0, wordiness: 1 },
        { name: 'confirm', successShift: 0.06, wordiness: 1.15 },
      ],
    },
  };
}

export const isDuring = ({ fromMs, toMs }: Span, atMs: number): boolean => atMs >= fromMs && atMs < toMs;

/** How far through a span an instant is: 0 before it, 1 after it. */
export const shareThrough = ({ fromMs, toMs }: Span, atMs: number): number => Math.min(1, Math.max(0, (atMs - fromMs) / (toMs - fromMs)));

export function trafficShare(model: ModelTraits, story: Story, atMs: number): number {
  const [atStart, atEnd] = model.trafficShare;
  return atStart + (atEnd - atStart) * shareThrough(story.past, atMs);
}

/** What the degradation takes from this model's probability of success at this time; 0 or negative. */
export function degradationShift(story: Story, modelName: string, atMs: number): number {
  return modelName === story.degradation.model ? story.degradation.successShift * shareThrough(story.degradation, atMs) : 0;
}

/** The probability that a conversation in which every tool answered ends with what the customer came for. */
export function successProbability(story: Story, model: ModelTraits, variant: Variant | null, atMs: number): number {
  return model.successShare + degradationShift(story, model.name, atMs) + (variant?.successShift ?? 0);
}
