import { createElement } from 'react';
import type { ReactNode } from 'react';
import type { EmptyHint, SkeletonShape } from 'ui-kit/panel';
import type { SeriesStyle } from 'ui-kit/theme';
import type { View } from '../../controls/view.ts';
import type { Permission } from '../../controls/viewer.ts';
import type {
  AnalyticsFilter,
  CompareWithInput,
  GroupDimension,
  PanelsQuery,
  PanelsQueryVariables,
  SignalMetric,
} from '../../graphql/generated/graphql.ts';
import type { CsvTable } from '../../primitives/csv.ts';
import { bandHints, bodies } from '../signals/bands.ts';
import type { SectionId } from './sections.ts';

/** Name of the variable that asks for a panel: `withRatings` for the fragment `RatingsPanel`. */
export type PanelFlag = Exclude<Extract<keyof PanelsQueryVariables, `with${string}`>, 'withAnalytics'>;

/** `expected`: values inside what was expected of them, hours of up to five days and days beyond. `forecast`: values by the day with the week to come. */
export type Bands = 'off' | 'expected' | 'forecast';

/** What a page looks at its panels through. */
export interface PanelView {
  readonly filter: AnalyticsFilter;
  readonly compare: boolean;
  /** What the time range is compared with; absent: the period of equal length just before. */
  readonly compareWith?: CompareWithInput | null | undefined;
  /** What is compared with, in words. */
  readonly previousName: string;
  /** ms between the two periods. */
  readonly shiftMs: number;
  /** One colour per model, the same in every panel. */
  readonly styleOf: (model: string) => SeriesStyle;
  /** The reader has dragged over a stretch of time. */
  readonly onRange: (range: readonly [from: number, to: number]) => void;
  /** What the others of a table are compared with: a model, a session, a variant; of none, the one with the most verdicts. */
  readonly baselines: readonly string[];
  /** Sets the baseline of a table, in place of one `among` its rows. */
  readonly onBaseline: (name: string, among: readonly string[]) => void;
  /** Threshold of latency; null: those of the settings. */
  readonly slaMs: number | null;
  readonly onSla: (ms: number | null) => void;
  /** What charts over time show in place of themselves, where their number is watched. */
  readonly bands: Bands;
  /** Chooses what groups of messages are compared; absent: the page has no such choice. */
  readonly onGroupBy?: ((by: GroupDimension) => void) | undefined;
}

/** What is known of a panel without its data: for grids, boards, reports, lists to choose from. */
export interface PanelFacts {
  /** Its name in addresses and stored boards; never changed. */
  readonly id: string;
  readonly title: string;
  readonly section: SectionId;
  /** What it shows, for a list of panels. */
  readonly about: string;
  readonly flag: PanelFlag;
  /** Whether its numbers come from `analytics(filter:)`; otherwise its fragment is one of the query's own. */
  readonly isOfAnalytics: boolean;
  /** Columns of twelve, and the height of its body in px. */
  readonly size: { readonly columns: 3 | 4 | 5 | 6 | 7 | 8 | 9 | 12; readonly heightPx: number };
  /** `all`: window and every filter. `none`: it is about the workspace as a whole, and says so. */
  readonly filters: 'all' | 'none';
  /** What one must be permitted to see it. */
  readonly permission: Permission;
  readonly empty: EmptyHint;
  readonly skeleton?: SkeletonShape | undefined;
  /** Its body reaches the edges: a table. */
  readonly flush?: boolean | undefined;
}

interface Declaration<Data, Value> extends Omit<PanelFacts, 'isOfAnalytics'> {
  /** What it shows of its fragment; null: there is nothing to show. */
  readonly read: (data: Data, view: PanelView) => Value | null;
  /** The half-line beside the title: what, per what, unit. */
  readonly hint: (value: Value, view: PanelView) => string;
  readonly draw: (value: Value, view: PanelView, heightPx: number) => ReactNode;
  /** At the right of the title: a switch. */
  readonly aside?: ((value: Value, view: PanelView) => ReactNode) | undefined;
  /** Rows of a file with what it shows, heads first. */
  readonly table?: ((value: Value) => CsvTable) | undefined;
  /** What narrows the list of messages to what it counts; absent: it counts none, or all of them. */
  readonly counts?: Partial<View> | undefined;
  /** The watched number that a chart over time shows: it can be seen with what was expected of it, and with its forecast. */
  readonly signal?: SignalMetric | undefined;
}

/** A panel with its data. */
export interface ShownPanel {
  readonly hint: string;
  readonly body: (heightPx: number) => ReactNode;
  readonly aside: ReactNode;
  readonly table: (() => CsvTable) | null;
}

export interface DashboardPanel extends PanelFacts {
  readonly counts: Partial<View> | null;
  /** The watched number that it shows, whose changes can be explained; null: none. */
  readonly signal: SignalMetric | null;
  /** null: there is nothing to show. */
  readonly show: (data: PanelsQuery, view: PanelView) => ShownPanel | null;
}

const declared = <Data, Value>(
  isOfAnalytics: boolean,
  { read, hint, draw, aside, table, counts, signal, ...facts }: Declaration<Data, Value>,
  of: (data: PanelsQuery) => Data | null,
): DashboardPanel => ({
  ...facts,
  isOfAnalytics,
  counts: counts ?? (facts.filters === 'all' ? {} : null),
  signal: signal ?? null,
  show: (data, view) => {
    const own = of(data);
    const value = own === null ? null : read(own, view);
    if (value === null) return null;
    const bands = signal === undefined ? 'off' : view.bands;
    return {
      hint: bands === 'off' ? hint(value, view) : bandHints[bands],
      body: (heightPx) =>
        bands === 'off' || signal === undefined
          ? draw(value, view, heightPx)
          : createElement(bodies[bands], { metric: signal, filter: view.filter, onRange: view.onRange, height: heightPx }),
      aside: bands === 'off' ? aside?.(value, view) : undefined,
      table: table === undefined ? null : () => table(value),
    };
  },
});

/**
 * A panel of numbers under the filter. Its fragment `<Name>Panel on Analytics` stands beside it; `codegen` puts it into the one query for
 * all panels. `flag` names the fragment, and `Data` is its type.
 */
export const analyticsPanel = <Data, Value>(declaration: Declaration<Data, Value>): DashboardPanel =>
  declared(true, declaration, (data) => (data.analytics ?? null) as Data | null);

/** A panel of something else: its fragment is `<Name>Panel on Query`. */
export const queryPanel = <Data, Value>(declaration: Declaration<Data, Value>): DashboardPanel =>
  declared(false, declaration, (data) => data as Data);
