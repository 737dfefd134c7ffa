import type { View } from '../../controls/view.ts';
import { questionOf } from '../../controls/window.ts';
import type { ModelPageQueryVariables } from '../../graphql/generated/graphql.ts';

/** What a view asks about one model in an hour, given by its start (ms since the epoch). */
export function modelQuestion(model: string, view: View, hour: number): ModelPageQueryVariables {
  const { filter, compare } = questionOf(view, hour);
  return { filter: { ...filter, models: [model] }, compare };
}
