import type { Viewer } from '../../../platform/graphql/context.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { estimatesOf } from '../../model-connections/load.ts';
import { inputTokensOf } from '../../model-connections/pure/estimate.ts';
import { promptOf } from '../pure/prompt.ts';
import { textsOfMessages } from '../queries/texts.ts';
import { maxOutputTokens } from '../types.ts';
import type { JudgedSubject } from './subjects.ts';

/** What a run would take. */
export interface RunEstimate {
  readonly messageCount: number;
  readonly inputTokens: number;
  /** With answers of usual length; null: no price is known. */
  readonly costUsd: number | null;
  /** With the longest answers; null: no price is known. */
  readonly mostUsd: number | null;
}

/** Of the messages: their prompts are counted, and stand for the others. */
const sampled = 200;
/** Of a verdict with its reason. */
const usualOutputTokens = 90;

/** Estimates a run from the prompts of some of its messages, evenly over the list, at 4 characters a token and the prices of the workspace. */
export async function estimateRun(
  stores: Stores,
  viewer: Viewer,
  { judge, rubric }: Pick<JudgedSubject, 'judge' | 'rubric'>,
  messageIds: readonly string[],
  callsEach = 1,
): Promise<RunEstimate> {
  const messageCount = messageIds.length;
  if (rubric === null || judge.model === null) return { messageCount, inputTokens: 0, costUsd: 0, mostUsd: 0 };
  const step = Math.max(1, Math.floor(messageCount / sampled));
  const chosen = messageIds.filter((_id, place) => place % step === 0).slice(0, sampled);
  const texts = await textsOfMessages(stores.postgres, { workspaceId: viewer.workspaceId, messageIds: chosen });
  const tokens = texts.map(({ content, before, calls, reference }) =>
    inputTokensOf({
      tools: [],
      ...promptOf(rubric, {
        answer: content,
        before: before ?? [],
        calls: (calls ?? []).map((call) => ({ ...call, arguments: call.arguments ?? '', result: call.result ?? '' })),
        reference,
      }),
    }),
  );
  const factor = texts.length === 0 ? 0 : (messageCount / texts.length) * callsEach;
  const calls = (outputTokens: number) => tokens.map((inputTokens) => ({ inputTokens, maxOutputTokens: outputTokens }));
  const [[usual], [most]] = await Promise.all([
    estimatesOf(stores, viewer, [judge.model], calls(usualOutputTokens), new Date()),
    estimatesOf(stores, viewer, [judge.model], calls(maxOutputTokens), new Date()),
  ]);
  const scaled = (usd: number | null | undefined): number | null => (usd === null || usd === undefined ? null : usd * factor);
  return {
    messageCount,
    inputTokens: Math.round(tokens.reduce((sum, of) => sum + of, 0) * factor),
    costUsd: scaled(usual?.mostUsd),
    mostUsd: scaled(most?.mostUsd),
  };
}
