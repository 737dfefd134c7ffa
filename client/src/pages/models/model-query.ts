import type { ViewQuery } from '../../controls/window.ts';
import type { ModelPageQueryVariables } from '../../graphql/generated/graphql.ts';

/** What a view asks, about one model only. */
export function ofModel(model: string, { filter, ...compared }: ViewQuery): ModelPageQueryVariables {
  return { name: model, filter: { ...filter, models: [model] }, ...compared };
}
