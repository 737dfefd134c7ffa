import type { ModelPerformancePanelFragment } from '../../../graphql/generated/graphql.ts';
import { ModelsTable, BaselineModel, modelsTable } from '../../analytics/model-table.tsx';
import { analyticsPanel } from '../panel.ts';

/** Every model side by side; success is compared with a baseline. */
export const modelPerformance = analyticsPanel<ModelPerformancePanelFragment, ModelPerformancePanelFragment['byModel']>({
  id: 'model-performance',
  title: 'Model performance',
  section: 'models',
  about: 'Messages, success with interval, rating, latency, errors and cost of each model',
  flag: 'withModelPerformance',
  size: { columns: 12, heightPx: 260 },
  filters: 'all',
  permission: 'READ',
  skeleton: 'rows',
  flush: true,
  empty: { says: 'No message here names a model.', how: 'Send model with each assistant message.' },
  read: ({ byModel }) => (byModel.length === 0 ? null : byModel),
  hint: () => 'side by side over the whole time range, success against a baseline',
  aside: (models, view) => <BaselineModel rows={models} baselines={view.baselines} onBaseline={view.onBaseline} />,
  draw: (models, { styleOf, baselines, previousName }, heightPx) => (
    <ModelsTable rows={models} styleOf={styleOf} baselines={baselines} previousName={previousName} maxHeight={`${heightPx}px`} />
  ),
  table: modelsTable,
});
