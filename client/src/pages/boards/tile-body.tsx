import { Panel } from 'ui-kit/panel';
import { lazy, memo, Suspense } from 'react';
import { useViewer } from '../../controls/viewer.ts';
import type { Panels } from '../../panels/dashboard/ask-panels.ts';
import { PanelTile } from '../../panels/dashboard/dashboard-panel.tsx';
import type { DashboardPanel, PanelView } from '../../panels/dashboard/panel.ts';
import { panels as declared } from '../../panels/dashboard/registry.ts';
import { heightOf } from './tiles.ts';
import type { Tile } from './tiles.ts';
import styles from './boards.module.css';

const Markdown = lazy(() => import('../../panels/texts/markdown.tsx'));

const byId: ReadonlyMap<string, DashboardPanel> = new Map(declared.map((panel) => [panel.id, panel]));
export const panelOf = ({ panel }: Pick<Tile, 'panel'>): DashboardPanel | null => byId.get(panel ?? '') ?? null;

/** What a tile is called. */
export const tileName = (tile: Tile): string =>
  tile.title ??
  panelOf(tile)?.title ??
  (tile.kind === 'TEXT'
    ? `Text “${(tile.text ?? '')
        .replaceAll(/[#*_`>]/g, '')
        .trim()
        .slice(0, 24)}”`
    : 'Panel');

export interface TileBodyProps {
  readonly tile: Tile;
  readonly panels: Panels;
  readonly view: PanelView;
  readonly onList: (panel: DashboardPanel) => void;
}

/** What a tile shows. It is drawn again when its content or its height changes, not when it is moved. */
export const TileBody = memo(
  function TileBody({ tile, panels, view, onList }: TileBodyProps) {
    const viewer = useViewer();
    if (tile.kind === 'SECTION') return <h2 className={styles.section}>{tile.title}</h2>;
    if (tile.kind === 'TEXT')
      return (
        <section className={styles.words} aria-label={tileName(tile)} tabIndex={0}>
          <Suspense fallback={<p>{tile.text}</p>}>
            <Markdown text={tile.text ?? ''} />
          </Suspense>
        </section>
      );
    const panel = panelOf(tile);
    const title = tile.title ?? panel?.title ?? 'Panel';
    if (panel === null)
      return (
        <Panel title={title} headingLevel={3}>
          <p className="quiet">This version of the product has no panel “{tile.panel}”.</p>
        </Panel>
      );
    if (viewer !== null && !viewer.permissions.includes(panel.permission))
      return (
        <Panel title={title} headingLevel={3}>
          <p className="quiet">To see it takes the permission {panel.permission}.</p>
        </Panel>
      );
    return <PanelTile panel={panel} panels={panels} view={view} onList={onList} title={tile.title} heightPx={heightOf(tile.height)} />;
  },
  (one, other) =>
    one.view === other.view &&
    one.panels === other.panels &&
    one.onList === other.onList &&
    one.tile.height === other.tile.height &&
    one.tile.panel === other.tile.panel &&
    one.tile.title === other.tile.title &&
    one.tile.text === other.tile.text &&
    one.tile.kind === other.tile.kind,
);
