import type { Column } from 'ui-kit/data-table';
import { useMemo } from 'react';
import type { ModelPerformancePanelFragment, ModelRowFragment } from '../../../graphql/generated/graphql.ts';
import { ModelsTable, BaselineModel, modelsTable } from '../../analytics/model-table.tsx';
import { SuccessChange, successAgainst } from '../group-table.tsx';
import { analyticsPanel } from '../panel.ts';
import type { PanelView } from '../panel.ts';

type Model = ModelPerformancePanelFragment['byModel'][number];

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
  draw: (models, view, heightPx) => <Compared models={models} view={view} heightPx={heightPx} />,
  table: modelsTable,
});

interface ComparedProps {
  readonly models: readonly Model[];
  readonly view: PanelView;
  readonly heightPx: number;
}

/** The table of models with the change of each against the compared period. */
function Compared({ models, view: { compare, previousName, styleOf, baselines }, heightPx }: ComparedProps) {
  const extra = useMemo((): readonly Column<ModelRowFragment>[] => {
    if (!compare || models.every(({ previous }) => previous == null)) return [];
    const before = new Map(models.map((row) => [row.model ?? null, row.previous]));
    const withBefore = (row: ModelRowFragment) => ({ ...row, previous: before.get(row.model ?? null) });
    return [
      {
        key: 'change',
        header: <span title={`Success against: ${previousName}`}>Change</span>,
        of: (row) => successAgainst(row, withBefore(row).previous)?.change ?? null,
        cell: (row) => <SuccessChange row={withBefore(row)} />,
      },
    ];
  }, [compare, previousName, models]);
  return <ModelsTable rows={models} styleOf={styleOf} baselines={baselines} extra={extra} maxHeight={`${heightPx}px`} />;
}
