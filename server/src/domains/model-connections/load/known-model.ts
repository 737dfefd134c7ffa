import type { Viewer } from '../../../platform/graphql/context.ts';
import { shown } from '../../../platform/ingest/values.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { nearest } from '../../../platform/tools/near.ts';
import { chooseModel } from './choice.ts';

const shownModels = 5;

/** Why a model `connection/model` can't be asked in the workspace, with those that can; null: it can. */
export async function modelProblem(stores: Stores, viewer: Viewer, model: string): Promise<string | null> {
  const { models } = await chooseModel(stores, viewer, null);
  const refs = models.map(({ ref }) => ref);
  if (refs.includes(model)) return null;
  const near = nearest(model, refs);
  const there = near.length > 0 ? near : refs.slice(0, shownModels);
  return there.length === 0
    ? `is ${shown(model)}, and no language model is connected; connect one on the page Language models`
    : `is ${shown(model)}, which no connection has; there are ${there.join(', ')}`;
}
