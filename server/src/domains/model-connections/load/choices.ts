import { usdFromNano } from '../../prices/pure/rates.ts';
import type { Viewer } from '../../../platform/graphql/context.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { ChoiceReason, ConnectedModel } from '../types.ts';
import { spentToday, type Spending } from './budget.ts';
import { chooseModel } from './choice.ts';
import { modelSettingsOf, type ModelSettings } from './connections.ts';
import { bookOf, nanoUsdOf, typicalTurn } from './price.ts';

/** A model with what it costs, to be chosen from. */
export interface PricedModel extends ConnectedModel {
  /** Null: no price is known. */
  readonly inputUsdPerMillion: number | null;
  readonly outputUsdPerMillion: number | null;
  readonly turnUsd: number | null;
  /** Times the cost of the model that answers where none is named; null: one of the two has no price, or that costs nothing. */
  readonly relativeCost: number | null;
}

export interface ModelChoices {
  readonly models: readonly PricedModel[];
  /** Null: there is no model. */
  readonly answering: PricedModel | null;
  readonly reason: ChoiceReason | null;
  readonly settings: ModelSettings;
  readonly today: Spending;
}

const million = 1_000_000;

/** What a viewer can choose from, with costs beside each, and what the day has cost so far. */
export async function modelChoices(stores: Pick<Stores, 'prisma' | 'postgres'>, viewer: Viewer, now: Date): Promise<ModelChoices> {
  const { workspaceId } = viewer;
  const [{ choice, models }, settings, today, book] = await Promise.all([
    chooseModel(stores, viewer, null),
    modelSettingsOf(stores, workspaceId),
    spentToday(stores, viewer, now),
    bookOf(stores, workspaceId),
  ]);
  const usd = (model: ConnectedModel, inputTokens: number, outputTokens: number): number | null => {
    const nano = nanoUsdOf(book, model, { inputTokens, outputTokens, cachedInputTokens: 0 }, now);
    return nano === null ? null : usdFromNano(nano);
  };
  const turnUsd = (model: ConnectedModel): number | null => usd(model, typicalTurn.inputTokens, typicalTurn.outputTokens);
  const yardstick = choice.found === null ? null : turnUsd(choice.found);
  const priced = models.map((model): PricedModel => {
    const cost = turnUsd(model);
    return {
      ...model,
      inputUsdPerMillion: usd(model, million, 0),
      outputUsdPerMillion: usd(model, 0, million),
      turnUsd: cost,
      relativeCost: cost === null || yardstick === null || yardstick === 0 ? null : cost / yardstick,
    };
  });
  return {
    models: priced,
    answering: priced.find(({ ref }) => ref === choice.found?.ref) ?? null,
    reason: choice.found === null ? null : choice.reason,
    settings,
    today,
  };
}
