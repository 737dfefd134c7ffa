import type { Viewer } from '../../../platform/graphql/context.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { usdFromNano } from '../../prices/pure/rates.ts';
import { bookOf, nanoUsdOf } from './price.ts';
import { connectedModels } from './connections.ts';

/** What calls of a model would cost. */
export interface Estimate {
  /** As `connection/model`. */
  readonly model: string;
  /** Of the texts that are sent alone; null: no price is known, or the model is not connected. */
  readonly inputUsd: number | null;
  /** With as many output tokens as may come. */
  readonly mostUsd: number | null;
}

export interface EstimatedCall {
  readonly inputTokens: number;
  readonly maxOutputTokens: number;
}

/** What some calls would cost with each of the models, by the price book of the workspace. */
export async function estimatesOf(
  stores: Pick<Stores, 'prisma' | 'postgres'>,
  { workspaceId }: Viewer,
  models: readonly string[],
  calls: readonly EstimatedCall[],
  now: Date,
): Promise<Estimate[]> {
  const [connected, book] = await Promise.all([connectedModels(stores, workspaceId), bookOf(stores, workspaceId)]);
  return models.map((ref) => {
    const model = connected.find((one) => one.ref === ref);
    const sumOf = (outputTokens: (call: EstimatedCall) => number): number | null => {
      if (model === undefined) return null;
      let nanoUsd = 0n;
      for (const call of calls) {
        // Each call for itself: prices may depend on its length.
        const tokens = { inputTokens: call.inputTokens, outputTokens: outputTokens(call), cachedInputTokens: 0 };
        const cost = nanoUsdOf(book, model, tokens, now);
        if (cost === null) return null;
        nanoUsd += cost;
      }
      return usdFromNano(nanoUsd);
    };
    return { model: ref, inputUsd: sumOf(() => 0), mostUsd: sumOf(({ maxOutputTokens }) => maxOutputTokens) };
  });
}
