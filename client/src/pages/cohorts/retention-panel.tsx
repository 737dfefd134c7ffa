import { useMemo } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { keepView, useView } from '../../controls/use-view.ts';
import { useZoom } from '../../controls/use-zoom.ts';
import { PanelTile } from '../../panels/dashboard/dashboard-panel.tsx';
import { retention } from '../../panels/dashboard/activity/retention.tsx';
import { useDashboardView } from '../../panels/dashboard/use-dashboard-view.ts';
import { useModelStyles } from '../../panels/dashboard/use-model-styles.ts';
import { usePanels } from '../../panels/dashboard/use-panels.ts';

/** Who of the cohort comes back: the panel of the dashboard, of these users alone. */
export function RetentionPanel({ id }: { readonly id: string }) {
  const [view] = useView();
  const navigate = useNavigate();
  const { variables, view: seen } = useDashboardView(useZoom());
  const own = useMemo(() => ({ ...variables, filter: { ...variables.filter, cohort: id } }), [variables, id]);
  const panels = usePanels(own, view.live === 'paused');
  const styleOf = useModelStyles(panels, undefined);
  const panelView = useMemo(() => ({ ...seen, filter: own.filter, styleOf }), [seen, own.filter, styleOf]);
  return (
    <PanelTile
      panel={retention}
      panels={panels}
      view={panelView}
      title={null}
      heightPx={320}
      onList={() => void navigate({ to: '/messages', search: (held) => ({ ...keepView(held), members: id }) })}
    />
  );
}
