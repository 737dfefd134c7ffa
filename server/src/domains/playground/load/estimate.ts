import { unwrap } from '../../../platform/graphql/errors.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import { estimatesOf, type Estimate } from '../../model-connections/load.ts';
import { inputTokensOf } from '../../model-connections/pure/estimate.ts';
import { checkPrompt, type PromptInput } from '../ingest.ts';
import { requestOf } from '../pure/request.ts';
import { maxModels } from '../types.ts';

/** What a run would send and cost before it is begun. */
export interface RunEstimate {
  /** Of all rows, for one model. */
  readonly inputTokens: number;
  readonly mostOutputTokens: number;
  readonly models: readonly Estimate[];
}

/** Estimates a run from the lengths of its texts and the prices of the workspace. Errors: throws BAD_PLAYGROUND_INPUT. */
export async function estimateRun(
  { stores, viewer }: Pick<Context, 'stores' | 'viewer'>,
  input: PromptInput,
  models: readonly string[],
  now: Date,
): Promise<RunEstimate> {
  const { prompt, rows } = unwrap(await checkPrompt(input), 'prompt');
  const calls = rows.map((row) => {
    const request = requestOf(prompt, row);
    return { inputTokens: inputTokensOf(request), maxOutputTokens: request.maxOutputTokens };
  });
  return {
    inputTokens: calls.reduce((sum, { inputTokens }) => sum + inputTokens, 0),
    mostOutputTokens: calls.reduce((sum, { maxOutputTokens }) => sum + maxOutputTokens, 0),
    models: await estimatesOf(stores, viewer, models.slice(0, maxModels), calls, now),
  };
}
