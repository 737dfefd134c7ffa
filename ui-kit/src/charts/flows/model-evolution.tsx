import { useId, useMemo } from 'react';
import { makeScale } from '../../axes/scale.ts';
import { XAxis, xTicks } from '../../axes/x-axis.tsx';
import { delta } from '../../format/delta.ts';
import type { Delta, DeltaOptions } from '../../format/delta.ts';
import { useLocale } from '../../format/locale.tsx';
import { NO_DATA } from '../../format/number.ts';
import { formatDated, formatUtc } from '../../format/time.ts';
import { format } from '../../format/unit.ts';
import { ChartFrame } from '../../frame/chart-frame.tsx';
import type { FrameProps } from '../../frame/chart-frame.tsx';
import { ItemReader } from '../../frame/item-reader.tsx';
import { numberCell } from '../../frame/table-twin.tsx';
import type { StopReading } from '../../frame/tooltip.tsx';
import { styleByKey } from '../../theme/series.ts';
import type { SeriesStyle } from '../../theme/series.ts';
import { Legend } from '../legend/legend.tsx';
import { lineageOf, lineagePlaces, lineageWidth, versionAfterKey } from './evolution-model.ts';
import type { LineageProblem } from './evolution-model.ts';
import { LANE_PX, LineageDrawing, NODE_TOP_PX } from './lineage-drawing.tsx';

export interface ModelEvolutionProps<Row> extends FrameProps {
  /** One row per version, in any order. Keep the array and the accessors the same between renders. */
  readonly data: readonly Row[];
  /** Caption, and the name that a screen reader gives the chart. */
  readonly title: string;
  /** Unique among the versions; `parents` refers to it. */
  readonly id: (row: Row) => string;
  /** A version's name for people. */
  readonly name: (row: Row) => string;
  /**
   * Ids of what it was made from, the main one first; several for a merge, none for a base. A note names one that is not among the rows.
   */
  readonly parents: (row: Row) => readonly string[];
  /** When it was made. */
  readonly at: (row: Row) => Date;
  /** What it is, by key: base, sft, dpo, merged. Gives a node its shape and colour. */
  readonly kind: (row: Row) => string;
  /** Colour and shape of a kind. Share one `styleByKey` between the panels of a page. */
  readonly styleOf?: ((kind: string) => SeriesStyle) | undefined;
  /** The number by which versions are compared, each with its main parent. */
  readonly metric?:
    | (Omit<DeltaOptions, 'as'> & {
        readonly of: (row: Row) => number | null | undefined;
        readonly label: string;
        /** Whether the change from the main parent is more than chance; one that is not has ≈ and no verdict. All are when absent. */
        readonly isSure?: ((row: Row) => boolean) | undefined;
      })
    | undefined;
  /** Where a version was put to use, in order: staging, production. The last one is written at its node. */
  readonly promotions?: ((row: Row) => readonly { readonly stage: string; readonly at: Date }[]) | undefined;
  /** The version that is ringed; null or absent for none. */
  readonly selectedId?: string | null | undefined;
  /** Opens a version. Without it a press and Enter pin what is read. */
  readonly onOpen?: ((row: Row) => void) | undefined;
}

const AXIS_PX = 24;
/** Between neighbours of a lane, px: room for a change with its sign. */
const GAP_PX = 76;
const EDGE_PX = 14;
/** Right of the last node, for its words, px. */
const LAST_PX = 96;
const none: StopReading = { heading: '', rows: [] };

/** A change that chance alone may explain. */
const undecided = (change: Delta): Delta =>
  change.direction === 'none' || change.direction === 'flat'
    ? change
    : { ...change, mark: '≈', verdict: 'neutral', words: `${change.direction} ${change.size}, not decisive` };

/** How versions of a model came from each other, when, and whether each was better than what it was made from. */
export function ModelEvolution<Row>(props: ModelEvolutionProps<Row>) {
  const { data, title, metric, promotions, name, kind, onOpen } = props;
  const locale = useLocale();
  const id = useId();
  const lineage = useMemo(
    () => lineageOf(data, { id: props.id, parents: props.parents, at: props.at }),
    [data, props.id, props.parents, props.at],
  );
  const { nodes, problems } = lineage;
  const kinds = useMemo(() => [...new Set(nodes.map((node) => kind(node.row)))], [nodes, kind]);
  const styleOf = useMemo(() => props.styleOf ?? styleByKey(kinds), [props.styleOf, kinds]);
  const nameAt = (place: number) => (nodes[place] === undefined ? '' : name(nodes[place].row));
  const valueAt = (place: number) => (nodes[place] === undefined ? null : (metric?.of(nodes[place].row) ?? null));
  const changeFrom = (place: number, parent: number) => {
    if (metric === undefined) return null;
    const change = delta(valueAt(place), valueAt(parent), { ...metric, as: 'absolute' }, locale);
    const node = nodes[place];
    const isOpen = node !== undefined && node.parents[0] === parent && metric.isSure?.(node.row) === false;
    return isOpen ? undecided(change) : change;
  };
  const mainChange = (place: number) => (nodes[place]?.parents[0] === undefined ? null : changeFrom(place, nodes[place].parents[0]));
  const stagesAt = (place: number) => (nodes[place] === undefined ? [] : (promotions?.(nodes[place].row) ?? []));
  const readingAt = (place: number): StopReading => {
    const node = nodes[place];
    if (node === undefined) return none;
    return {
      heading: name(node.row),
      exact: formatUtc(node.atMs),
      rows: [
        { label: kind(node.row), value: formatDated(node.atMs, 'minute', locale), style: styleOf(kind(node.row)), kind: 'point' },
        ...(metric === undefined ? [] : [{ label: metric.label, value: format(valueAt(place), metric.unit, locale) }]),
        ...node.parents.map((parent) => ({
          label: metric === undefined ? 'made from' : `against ${nameAt(parent)}`,
          value: changeFrom(place, parent)?.words ?? nameAt(parent),
        })),
        ...stagesAt(place).map(({ stage, at }) => ({ label: stage, value: formatDated(at, 'minute', locale) })),
      ],
      note:
        [
          node.parents.length === 0
            ? 'made from nothing here'
            : node.parents.length > 1
              ? `merged from ${node.parents.map(nameAt).join(', ')}`
              : undefined,
          props.selectedId === node.id ? 'selected' : undefined,
        ]
          .filter((part) => part !== undefined)
          .join(' · ') || undefined,
    };
  };
  const height = Math.max(1, lineage.laneCount) * LANE_PX + AXIS_PX;
  const [first, last] = [Math.min(...nodes.map((node) => node.atMs)), Math.max(...nodes.map((node) => node.atMs))];
  const domain: [number, number] = nodes.length === 0 ? [0, 1] : first === last ? [first - 43_200_000, last + 43_200_000] : [first, last];
  const leaves = nodes.filter((node) => node.children.length === 0).length;
  const description =
    nodes.length === 0
      ? `${title}: no versions yet.`
      : `${nodes.length} versions from ${formatDated(first, 'day', locale)} to ${formatDated(last, 'day', locale)}, ${leaves} of them not developed further: ${nodes
          .filter((node) => node.children.length === 0)
          .slice(0, 6)
          .map((node) => name(node.row))
          .join(', ')}.`;
  const says = problemWords(problems);
  const caption =
    says === '' ? (
      props.caption
    ) : (
      <>
        <span className="uk-lineage-says">{says}</span> {props.caption}
      </>
    );
  return (
    <ChartFrame
      frame={{ ...props, caption }}
      title={title}
      description={says === '' ? description : `${description} ${says}`}
      height={height}
      legend={
        kinds.length < 2 ? undefined : (
          <Legend entries={kinds.map((key) => ({ key, label: key, style: styleOf(key), kind: 'point' as const }))} />
        )
      }
      table={() => ({
        columns: [
          { label: 'Version', isNumeric: false },
          { label: 'Kind', isNumeric: false },
          { label: 'Made', isNumeric: false },
          { label: 'From', isNumeric: false },
          ...(metric === undefined
            ? []
            : [
                { label: metric.label, isNumeric: true },
                { label: 'Against its parent', isNumeric: false },
              ]),
          ...(promotions === undefined ? [] : [{ label: 'Promoted', isNumeric: false }]),
        ],
        rowCount: nodes.length,
        row: (place) => {
          const node = nodes[place];
          if (node === undefined) return [];
          return [
            name(node.row),
            kind(node.row),
            { text: formatDated(node.atMs, 'minute', locale), value: new Date(node.atMs).toISOString() },
            node.parents.map(nameAt).join(', ') || NO_DATA,
            ...(metric === undefined ? [] : [numberCell(valueAt(place), metric.unit, locale), mainChange(place)?.words ?? '']),
            ...(promotions === undefined
              ? []
              : [
                  stagesAt(place)
                    .map(({ stage, at }) => `${stage} ${formatDated(at, 'day', locale)}`)
                    .join(', '),
                ]),
          ];
        },
      })}
    >
      {({ width: room }) => {
        if (nodes.length === 0)
          return (
            <p className="uk-plot-empty" style={{ inset: 0 }}>
              no versions yet
            </p>
          );
        const width = Math.max(room, lineageWidth(nodes, GAP_PX) + EDGE_PX + LAST_PX);
        const right = width - LAST_PX;
        const x = makeScale('linear', domain, [EDGE_PX, right]);
        const places = lineagePlaces(nodes, x.toPx, { left: EDGE_PX, right, gap: GAP_PX });
        const at = (place: number) => ({ x: places[place] ?? 0, y: (nodes[place]?.lane ?? 0) * LANE_PX + NODE_TOP_PX });
        const ticks = xTicks(x, { kind: 'time' }, right - EDGE_PX, locale);
        return (
          <ItemReader
            title={title}
            count={nodes.length}
            width={room}
            height={height}
            drawingWidth={width}
            readingAt={readingAt}
            boxAt={(place) => ({ left: at(place).x - 10, right: at(place).x + 10, top: at(place).y + 12, bottom: at(place).y + 12 })}
            itemAt={(px, py) =>
              nearestNode(
                nodes.map((_, place) => at(place)),
                px,
                py,
              )
            }
            itemAfterKey={(key, place) => versionAfterKey(nodes, places, key, place)}
            onOpen={onOpen === undefined ? undefined : (place) => nodes[place] !== undefined && onOpen(nodes[place].row)}
          >
            {(active) => (
              <svg className="uk-lineage" width={width} height={height} role="img" aria-labelledby={`${id}-t`} aria-describedby={`${id}-d`}>
                <title id={`${id}-t`}>{title}</title>
                <desc id={`${id}-d`}>{description}</desc>
                {ticks.map((tick) => (
                  <line
                    key={tick.value}
                    className="uk-rule"
                    x1={Math.round(x.toPx(tick.value)) + 0.5}
                    x2={Math.round(x.toPx(tick.value)) + 0.5}
                    y1={0}
                    y2={height - AXIS_PX}
                  />
                ))}
                <LineageDrawing
                  nodes={nodes}
                  at={at}
                  width={width}
                  active={active}
                  selectedId={props.selectedId ?? null}
                  nameAt={nameAt}
                  changeAt={mainChange}
                  styleAt={(place) => styleOf(nodes[place] === undefined ? '' : kind(nodes[place].row))}
                  stageAt={(place) => stagesAt(place).at(-1)?.stage ?? null}
                  valueAt={(place) => (metric === undefined ? null : format(valueAt(place), metric.unit, locale))}
                />
                <XAxis ticks={ticks} scale={x} top={height - 7} least={0} most={width} />
              </svg>
            )}
          </ItemReader>
        );
      }}
    </ChartFrame>
  );
}

/** How near a press must be, px: a target of 32 by 44 with the words above. */
const REACH_PX = 16;

function nearestNode(places: readonly { readonly x: number; readonly y: number }[], px: number, py: number): number {
  let best = -1;
  let least = Infinity;
  for (const [place, { x, y }] of places.entries()) {
    const distance = Math.abs(px - x);
    if (distance > REACH_PX || py < y - 28 || py > y + REACH_PX || distance >= least) continue;
    [best, least] = [place, distance];
  }
  return best;
}

const MOST_LISTED = 4;

function problemWords(problems: readonly LineageProblem[]): string {
  if (problems.length === 0) return '';
  const listed = problems.slice(0, MOST_LISTED).map((problem) => {
    switch (problem.why) {
      case 'no such parent':
        return `${problem.id} was made from ${problem.parent}, which is not here`;
      case 'loop':
        return `${problem.parent} → ${problem.id} would make a version its own ancestor, so it is not drawn`;
      case 'earlier than its parent':
        return `${problem.id} is dated before ${problem.parent}, from which it was made`;
      case 'twice':
        return `${problem.id} is given twice, the first counts`;
      case 'no time':
        return `${problem.id} has no time, so it is not drawn`;
      default:
        return problem satisfies never;
    }
  });
  return `${listed.join('; ')}${problems.length > MOST_LISTED ? `; and ${problems.length - MOST_LISTED} more` : ''}.`;
}
