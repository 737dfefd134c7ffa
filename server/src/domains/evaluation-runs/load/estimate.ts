import type { Context } from '../../../platform/graphql/context.ts';
import { promptOf } from '../../judges/pure/prompt.ts';
import { maxOutputTokens as mostOfJudge } from '../../judges/types.ts';
import { estimatesOf } from '../../model-connections/load.ts';
import { inputTokensOf, tokensOf } from '../../model-connections/pure/estimate.ts';
import type { PlaygroundPrompt } from '../../playground/types.ts';
import { textOf } from '../pure/check.ts';
import { requestFor } from '../pure/request.ts';
import type { NewItem } from '../queries/items.ts';
import type { Scorer, Subject } from '../types.ts';
import { judgesByIds } from './scorers.ts';
import { subjectsOfItems } from './subjects.ts';

/** What a run would take. */
export interface RunEstimate {
  readonly itemCount: number;
  /** Calls of models, judges included. */
  readonly callCount: number;
  readonly inputTokens: number;
  /** With answers of usual length; null: no price is known. */
  readonly costUsd: number | null;
  /** With the longest answers; null: no price is known. */
  readonly mostUsd: number | null;
}

export interface Estimated {
  readonly prompt: PlaygroundPrompt | null;
  readonly model: string | null;
  readonly scorers: readonly Scorer[];
  readonly repetitions: number;
}

/** Rows whose texts are counted, and stand for the others. */
const sampled = 100;
/** Of an answer whose row expects none, and of a verdict with its reason. */
const usualTokens = { answer: 300, verdict: 90 };

interface Call {
  readonly model: string;
  readonly inputTokens: number;
  readonly usual: number;
  readonly most: number;
}

/**
 * Estimates a run from some of its rows, evenly over the list, at 4 characters a token and the prices of the workspace. An answer is taken to
 * be as long as the expected output. What the cache knows already is not left out.
 */
export async function estimateRun(
  { stores, viewer }: Pick<Context, 'stores' | 'viewer'>,
  { prompt, model, scorers, repetitions }: Estimated,
  { version, items }: { readonly version: { readonly id: string } | null; readonly items: readonly Omit<NewItem, 'repetition'>[] },
): Promise<RunEstimate> {
  const { workspaceId } = viewer;
  const itemCount = items.length * repetitions;
  const judges = await judgesByIds(
    stores,
    workspaceId,
    scorers.flatMap((scorer) => (scorer.kind === 'JUDGE' ? [scorer.judgeId] : [])),
  );
  const asking = [...judges.values()].flatMap(({ judge, rubric }) =>
    rubric === null || judge.model === null ? [] : [{ model: judge.model, rubric }],
  );
  const step = Math.max(1, Math.floor(items.length / sampled));
  const chosen = items.filter((_item, at) => at % step === 0).slice(0, sampled);
  const isAsked = model !== null || asking.length > 0;
  const subjects = isAsked
    ? await subjectsOfItems(stores, workspaceId, { datasetVersionId: version?.id ?? null, model }, chosen)
    : new Map<string, Subject>();
  const calls = [...subjects.values()].flatMap((subject): Call[] => {
    const answer = subject.answer !== null ? textOf(subject.answer.output) : subject.expected === null ? null : textOf(subject.expected);
    const length = answer === null ? usualTokens.answer : Math.max(1, tokensOf(answer.length));
    const request = model === null ? null : requestFor(prompt, subject);
    return [
      ...(model === null || request === null
        ? []
        : [
            { model, inputTokens: inputTokensOf(request), usual: Math.min(length, request.maxOutputTokens), most: request.maxOutputTokens },
          ]),
      ...asking.map(({ model: judge, rubric }) => {
        const before = [{ role: 'USER', content: textOf(subject.input) }];
        const texts = {
          before,
          answer: answer ?? 'x'.repeat(4 * length),
          calls: [],
          reference: subject.expected === null ? null : textOf(subject.expected),
        };
        return {
          model: judge,
          inputTokens: inputTokensOf({ tools: [], ...promptOf(rubric, texts) }),
          usual: usualTokens.verdict,
          most: mostOfJudge,
        };
      }),
    ];
  });
  const factor = subjects.size === 0 ? 0 : itemCount / subjects.size;
  const sumOf = async (outputTokens: (call: Call) => number): Promise<number | null> => {
    let sum = 0;
    for (const [name, of] of Map.groupBy(calls, (call) => call.model)) {
      const asked = of.map((call) => ({ inputTokens: call.inputTokens, maxOutputTokens: outputTokens(call) }));
      const [estimate] = await estimatesOf(stores, viewer, [name], asked, new Date());
      if (estimate?.mostUsd === null || estimate === undefined) return null;
      sum += estimate.mostUsd;
    }
    return sum * factor;
  };
  return {
    itemCount,
    callCount: itemCount * (asking.length + (model === null ? 0 : 1)),
    inputTokens: Math.round(calls.reduce((sum, { inputTokens }) => sum + inputTokens, 0) * factor),
    costUsd: await sumOf(({ usual }) => usual),
    mostUsd: await sumOf(({ most }) => most),
  };
}
