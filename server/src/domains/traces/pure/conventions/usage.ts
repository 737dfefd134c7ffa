import type { TokenUsage } from '../../../messages/types.ts';
import type { UsageStep } from './usage-reading.ts';
import { readingsOfSide, type SideReading } from './usage-side.ts';

/** Token counts as a source reports them; null: not reported. */
export interface ReportedTokens {
  readonly input: number | null;
  readonly output: number | null;
  readonly cacheRead: number | null;
  readonly cacheWrite: number | null;
  readonly reasoning: number | null;
  readonly total: number | null;
  /** Input and output under another name, where that count differs. */
  readonly otherInput?: number | null;
  readonly otherOutput?: number | null;
}

/** Whether a part is within the count it is a part of, or beside it; null: the convention does not say. */
export interface UsageConvention {
  readonly cache: 'INCLUDED' | 'BESIDE' | null;
  readonly reasoning: 'INCLUDED' | 'BESIDE' | null;
}

/** Counts in the API's convention, and how they were read: no steps where nothing was to be decided. */
export interface SettledUsage {
  readonly usage: TokenUsage;
  readonly steps: readonly UsageStep[];
}

const emptyUsage: TokenUsage = {
  inputTokens: null,
  outputTokens: null,
  cacheReadTokens: null,
  cacheWriteTokens: null,
  reasoningTokens: null,
};
const noSteps: readonly UsageStep[] = [];
export const unreported: SettledUsage = { usage: emptyUsage, steps: noSteps };
export const allIncluded: UsageConvention = { cache: 'INCLUDED', reasoning: 'INCLUDED' };
export const allBeside: UsageConvention = { cache: 'BESIDE', reasoning: 'BESIDE' };

/** Providers whose own API counts the cache beside the input. */
const cacheBesideProviders = new Set(['anthropic', 'bedrock']);

/**
 * Counts in the API's convention: input includes the cache, output includes reasoning. Every count of tokens is decided here.
 *
 * Order   the reading whose sum is the reported total; one side under two names that differ by the part; a part larger than its whole was
 *         counted beside it; the convention; the provider's own API (Anthropic and Bedrock count the cache beside the input); else
 *         included.
 * Rest    what a total has beyond both sides is output that no count names, as Gemini's thoughts; of a side that is not reported, it is
 *         that side.
 * Never   is a part larger than its side (usage.test.ts).
 */
export function settleUsage(reported: ReportedTokens, convention: UsageConvention, provider: string | null): SettledUsage {
  const cache = (reported.cacheRead ?? 0) + (reported.cacheWrite ?? 0);
  const reasoning = reported.reasoning ?? 0;
  const isProviderBeside = cacheBesideProviders.has(provider ?? '');
  const inputs = readingsOfSide({
    whole: reported.input,
    part: cache,
    other: reported.otherInput ?? null,
    expected: convention.cache ?? (isProviderBeside ? 'BESIDE' : 'INCLUDED'),
    by: convention.cache !== null ? 'NAME' : isProviderBeside ? 'PROVIDER' : 'DEFAULT',
    isEstimate: false,
  });
  const outputs = readingsOfSide({
    whole: reported.output,
    part: reasoning,
    other: reported.otherOutput ?? null,
    expected: convention.reasoning ?? 'INCLUDED',
    by: convention.reasoning !== null ? 'NAME' : 'DEFAULT',
    isEstimate: true,
  });
  const total = reported.total === 0 ? null : reported.total;
  const { input, output, isProven } = balanced(inputs, outputs, total);
  const steps: UsageStep[] = [];
  if (input.place !== 'NONE') steps.push(`CACHE_${input.place}:${isProven && inputs.length > 1 ? 'TOTAL' : input.by}`);
  if (output.place !== 'NONE')
    steps.push(`REASONING_${output.place}:${isProven && outputs.length > 1 && output.by !== 'ESTIMATE' ? 'TOTAL' : output.by}`);
  let inputTokens = reported.input !== null || cache > 0 ? input.sum : null;
  let outputTokens = reported.output !== null || reasoning > 0 ? output.sum : null;
  const rest = total === null ? 0 : total - input.sum - output.sum;
  if (rest > 0 && inputTokens !== null && outputTokens === null) {
    outputTokens = rest;
    steps.push('OUTPUT_FROM_TOTAL:TOTAL');
  } else if (rest > 0 && inputTokens === null && outputTokens !== null) {
    inputTokens = rest;
    steps.push('INPUT_FROM_TOTAL:TOTAL');
  } else if (rest > 0 && outputTokens !== null && reasoning === 0) {
    outputTokens += rest;
    steps.push('REST_IS_OUTPUT:TOTAL');
  } else if (rest !== 0) steps.push('TOTAL_DIFFERS:TOTAL');
  return {
    usage: {
      inputTokens,
      outputTokens,
      cacheReadTokens: reported.cacheRead,
      cacheWriteTokens: reported.cacheWrite,
      reasoningTokens: reported.reasoning === null ? null : Math.min(reported.reasoning, outputTokens ?? 0),
    },
    steps: steps.length === 0 ? noSteps : steps,
  };
}

/** The likeliest pair of readings whose sum is the total; else one that is within it; else the likeliest of all. */
function balanced(
  inputs: readonly SideReading[],
  outputs: readonly SideReading[],
  total: number | null,
): { input: SideReading; output: SideReading; isProven: boolean } {
  const [input, output] = [inputs[0] as SideReading, outputs[0] as SideReading];
  if (total === null) return { input, output, isProven: false };
  let smaller: { input: SideReading; output: SideReading } | null = null;
  for (const ofInput of inputs)
    for (const ofOutput of outputs) {
      const sum = ofInput.sum + ofOutput.sum;
      if (sum === total) return { input: ofInput, output: ofOutput, isProven: true };
      // That a part is an estimate is believed only where the total proves it.
      if (sum < total && ofOutput.by !== 'ESTIMATE') smaller ??= { input: ofInput, output: ofOutput };
    }
  return { ...(smaller ?? { input, output }), isProven: false };
}

const fraction = 1;
const negative = 2;

/** What is wrong with one count that was sent, as bits: it has a fraction, or is negative. */
export function flawOf(sent: unknown): number {
  const number = typeof sent === 'string' && sent.trim() !== '' ? Number(sent) : sent;
  if (typeof number !== 'number' || !Number.isFinite(number)) return 0;
  return number < 0 ? negative : Number.isInteger(number) ? 0 : fraction;
}

/** What was done about the flaws of counts: fractions are rounded, and negative counts are none. */
export function stepsOfFlaws(flaws: number): readonly UsageStep[] {
  if (flaws === 0) return noSteps;
  return [
    ...((flaws & fraction) === 0 ? [] : (['ROUNDED:COUNT'] as const)),
    ...((flaws & negative) === 0 ? [] : (['LEFT_OUT:COUNT'] as const)),
  ];
}

/** The same usage with what is wrong with the counts that it was read from. */
export const withFlaws = (settled: SettledUsage, flaws: readonly UsageStep[]): SettledUsage =>
  flaws.length === 0 ? settled : { usage: settled.usage, steps: [...settled.steps, ...flaws] };

/** A count of tokens: a whole number that is not negative, sent as a number or as text; null: it is none. */
export function tokenCount(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? Math.round(number) : null;
}
