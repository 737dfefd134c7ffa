import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { keepView, useView } from '../../controls/use-view.ts';
import { useZoom } from '../../controls/use-zoom.ts';
import type { Zoom } from '../../controls/use-zoom.ts';
import { FilterChoicesDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import type { Bands, DashboardPanel } from '../../panels/dashboard/panel.ts';
import { useDashboardView } from '../../panels/dashboard/use-dashboard-view.ts';
import { useModelStyles } from '../../panels/dashboard/use-model-styles.ts';
import { usePanels } from '../../panels/dashboard/use-panels.ts';
import type { TileBodyProps } from './tile-body.tsx';

/** What the tiles of a board are drawn with: the answers of its panels, all of one request, and what they are looked at through. */
export function useBoardPanels(): {
  readonly stage: Omit<TileBodyProps, 'tile'>;
  readonly zoom: Zoom;
  readonly onBands: (bands: Bands) => void;
} {
  const [view] = useView();
  const zoom = useZoom();
  const { variables, view: seen, set } = useDashboardView(zoom);
  const onBands = useCallback((bands: Bands) => set({ bands: bands === 'off' ? undefined : bands }), [set]);
  const panels = usePanels(variables, view.live === 'paused', true);
  const choices = useLiveQuery({ query: FilterChoicesDocument, variables: {} });
  const styleOf = useModelStyles(panels, choices.data?.filterOptions.models);
  const panelView = useMemo(() => ({ ...seen, styleOf }), [seen, styleOf]);
  const navigate = useNavigate();
  const onList = useCallback(
    ({ counts }: DashboardPanel) =>
      void navigate({ to: '/messages', search: (held) => ({ ...keepView(held), role: 'ASSISTANT' as const, ...counts }) }),
    [navigate],
  );
  return { stage: useMemo(() => ({ panels, view: panelView, onList }), [panels, panelView, onList]), zoom, onBands };
}
