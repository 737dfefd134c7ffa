import { memo } from 'react';
import type { ReactNode } from 'react';
import type { Scale } from '../../axes/scale.ts';
import { FIGURE_PX } from '../../format/text-width.ts';
import { useLocale } from '../../format/locale.tsx';
import { format } from '../../format/unit.ts';
import type { SeriesStyle } from '../../theme/series.ts';
import { Badge } from '../numbers/badge.tsx';

export interface SpanRowProps {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly namePx: number;
  readonly width: number;
  readonly scale: Scale;
  readonly name: string;
  readonly detail: string | null;
  readonly note: ReactNode;
  readonly figures: string | null;
  readonly error: string | null;
  /** A search found it; its words are marked where they stand in the name. */
  readonly isFound: boolean;
  readonly foundText: string;
  readonly style: SeriesStyle;
  readonly depth: number;
  readonly startMs: number;
  readonly endMs: number;
  /** The number of all spans below, shown while they are folded. */
  readonly childCount: number;
  /** It has not ended: its length is only what is known so far. */
  readonly isOpen: boolean;
  readonly isCollapsed: boolean;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly isAside: boolean;
  /** It came a moment ago, into a trace that is being read. */
  readonly hasArrived: boolean;
  /** The same between renders, or rows that did not change would be drawn again. */
  readonly onToggle: (index: number) => void;
  readonly onSelect: (index: number) => void;
}

/** Thinnest bar, px: a span is never too short to be seen. */
const LEAST_BAR_PX = 2;
const INDENT_PX = 14;
/** So much of a bar is seen behind a length that stands in it: a bar never looks shorter than it is. */
const END_PX = 10;
/** Deeper levels are not indented further, so that names stay in their column. */
const MOST_INDENTS = 9;

/** One span: its name in the tree, its bar in time, its length beside the bar. */
export const SpanRow = memo(function SpanRow(props: SpanRowProps) {
  const { scale, startMs, endMs, namePx, width, depth } = props;
  const locale = useLocale();
  const length = `${format(endMs - startMs, 'ms', locale)}${props.isOpen ? ' so far' : ''}`;
  const edge = namePx + 8;
  const left = Math.max(edge, Math.min(width, scale.toPx(startMs)));
  const right = Math.max(edge, Math.min(width - 6, scale.toPx(endMs)));
  const isInView = endMs >= scale.domain[0] && startMs <= scale.domain[1];
  const barPx = Math.max(LEAST_BAR_PX, right - left);
  const textPx = length.length * FIGURE_PX + 8;
  const isTextRight = left + barPx + textPx < width;
  const isTextLeft = !isTextRight && left - textPx > edge;
  return (
    <div
      id={props.id} role="row" className="uk-span" aria-level={depth + 1} aria-rowindex={props.index + 1} aria-selected={props.isSelected}
      aria-expanded={props.childCount === 0 ? undefined : !props.isCollapsed} data-active={props.isActive || undefined} data-aside={props.isAside || undefined} data-found={props.isFound || undefined} data-arrived={props.hasArrived || undefined}
      style={{ top: props.top, height: props.height }} onClick={() => props.onSelect(props.index)}
    >
      <div role="gridcell" className="uk-span-name" style={{ width: namePx, paddingInlineStart: Math.min(depth, MOST_INDENTS) * INDENT_PX + 8 }}>
        <i
          className="uk-span-caret" data-none={props.childCount === 0 || undefined} data-closed={props.isCollapsed || undefined} aria-hidden="true"
          onClick={(event) => { if (props.childCount > 0) { event.stopPropagation(); props.onToggle(props.index); } }}
        />
        <i className="uk-span-kind" style={{ background: props.style.color }} aria-hidden="true" />
        <span title={props.name}>{marked(props.name, props.foundText)}</span>
        {props.isCollapsed && <span className="uk-num uk-span-count">{format(props.childCount, 'count', locale)} more</span>}
        {props.error !== null && <Badge tone="bad" isFigure title={props.error}>{props.error}</Badge>}
        {props.detail !== null && <span className="uk-span-detail" title={props.detail}>{props.detail}</span>}
        {props.note}
        {props.figures !== null && <span className="uk-num uk-span-figures">{props.figures}</span>}
      </div>
      <div role="gridcell" className="uk-span-time">
        {isInView && <i className="uk-span-bar" data-open={props.isOpen || undefined} style={{ left: left - namePx, width: barPx, background: props.error === null ? props.style.color : 'var(--uk-bad)' }} />}
        <span className="uk-num" style={isTextLeft ? { right: width - left + 5 } : isTextRight ? { left: left - namePx + barPx + 6 } : { right: width - right + END_PX }} data-inside={(!isTextLeft && !isTextRight) || undefined}>{length}</span>
      </div>
    </div>
  );
});

/** A name with what was looked for in it marked, in whatever case. */
function marked(name: string, text: string): ReactNode {
  const at = text === '' ? -1 : name.toLowerCase().indexOf(text.toLowerCase());
  if (at < 0) return name;
  const end = at + text.length;
  return <>{name.slice(0, at)}<mark>{name.slice(at, end)}</mark>{name.slice(end)}</>;
}
