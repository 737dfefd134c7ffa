import { useMemo } from 'react';
import type { SeriesStyle } from 'ui-kit/theme';
import { modelColors } from '../analytics/model-colors.ts';
import type { Panels } from './ask-panels.ts';
import { usePanelAnswer } from './use-panels.ts';

const byModel = [
  { flag: 'withCostByModel', isOfAnalytics: true },
  { flag: 'withSuccessByModel', isOfAnalytics: true },
] as const;
/** How many models have a colour before it is known which the charts show. */
const FIRST_MODELS = 6;

/** One colour per model, the same in every panel of a page. `known`: all models of the workspace; undefined: not known yet. */
export function useModelStyles(panels: Panels, known: readonly string[] | undefined): (model: string) => SeriesStyle {
  const cost = usePanelAnswer(panels, byModel[0], false).data?.analytics;
  const success = usePanelAnswer(panels, byModel[1], false).data?.analytics;
  return useMemo(() => {
    const drawn = [...(cost?.seriesByModel ?? []), ...(success?.seriesByModel ?? [])].map(({ model }) => model);
    const models = drawn.length > 0 ? [...new Set(drawn)].filter((model) => model !== 'other') : (known ?? []).slice(0, FIRST_MODELS);
    return modelColors(known ?? [], models);
  }, [known, cost, success]);
}
