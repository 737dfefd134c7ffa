import type { CSSProperties } from 'react';
import { FIGURE_PX } from '../../format/text-width.ts';
import { useLocale } from '../../format/locale.tsx';
import { formatUtc } from '../../format/time.ts';
import { format } from '../../format/unit.ts';
import type { AxisRange } from '../../frame/viewport.ts';
import { seriesStyle } from '../../theme/series.ts';
import { shorten } from '../../format/shorten.ts';
import type { TimelineProps } from './timeline.tsx';
import { MARK_PX } from './timeline-model.ts';
import type { TimelineItem, TimelineLane, TimelinePiece } from './timeline-model.ts';

export interface LaneRowProps<Row> extends Pick<TimelineProps<Row>, 'name' | 'note' | 'styleOf' | 'onOpen'> {
  readonly lane: TimelineLane<Row>;
  readonly pieces: readonly TimelinePiece<Row>[];
  readonly place: number;
  /** Right end of the lane's name, px. */
  readonly left: number;
  /** Its first item is the one that the Tab key reaches. */
  readonly holdsTab: boolean;
  readonly when: (item: TimelineItem<Row>) => string;
  readonly onZoom: (stretch: AxisRange) => void;
}

export const LINE_PX = 26;
/** Width of a letter of a lane's name, px. */
const LETTER_PX = 7;
/** Of a crowd that is zoomed to, this part of its length stays free at both sides. */
const CROWD_ROOM = 0.2;

/** A lane with its name, and what of it is in view. */
export function LaneRow<Row>(props: LaneRowProps<Row>) {
  const { lane, pieces, left } = props;
  return (
    <li className="uk-lane" style={{ height: lane.lineCount * LINE_PX }}>
      <span className="uk-lane-name" title={lane.key} style={{ width: left - 12 }}>
        {shorten(lane.key, Math.max(4, Math.floor((left - 12) / LETTER_PX)))}
      </span>
      <ul aria-label={lane.key}>
        {pieces.map((piece, index) => (
          <li key={`${piece.line} ${piece.items[0]?.from} ${index}`} style={{ left: piece.left, top: piece.line * LINE_PX }}>
            <Piece {...props} piece={piece} tabIndex={props.holdsTab && index === 0 ? 0 : -1} />
          </li>
        ))}
      </ul>
    </li>
  );
}

function Piece<Row>({
  piece,
  tabIndex,
  place,
  name,
  note,
  styleOf,
  onOpen,
  when,
  onZoom,
}: LaneRowProps<Row> & { readonly piece: TimelinePiece<Row>; readonly tabIndex: 0 | -1 }) {
  const locale = useLocale();
  const [item] = piece.items;
  const last = piece.items.at(-1);
  if (item === undefined || last === undefined) return null;
  const count = piece.items.length;
  const style = styleOf?.(item.row) ?? seriesStyle(place);
  const barPx = piece.right - piece.left;
  const text =
    count > 1 ? format(count, 'count', locale) : [name(item.row), note?.(item.row)].filter((part) => part !== undefined).join(' · ');
  const textPx = text.length * FIGURE_PX * 0.92;
  const isInside = textPx < barPx - 12;
  const isShown = isInside || textPx < piece.roomTo - piece.right - 12;
  if (count > 1) {
    const to = piece.items.reduce((latest, one) => Math.max(latest, one.to), last.to);
    const room = Math.max(1, (to - item.from) * CROWD_ROOM);
    const words = `${format(count, 'count', locale)} close together, ${when(item)} to ${when(last)}`;
    return (
      <button
        type="button"
        className="uk-item"
        data-crowd=""
        tabIndex={tabIndex}
        aria-label={`${words}, zoom there`}
        title={words}
        onClick={() => onZoom([item.from - room, to + room])}
      >
        <i style={{ width: barPx, '--uk-item': style.color } as CSSProperties} />
        {isShown && (
          <span data-inside={isInside || undefined} className="uk-num">
            {text}
          </span>
        )}
      </button>
    );
  }
  const isMark = item.to === item.from;
  const body = (
    <>
      <i
        data-mark={isMark || undefined}
        data-open={item.isOpen || undefined}
        style={{ width: isMark ? MARK_PX : barPx, background: style.color }}
      />
      {isShown && <span data-inside={isInside || undefined}>{text}</span>}
    </>
  );
  const words = `${text}, ${when(item)}`;
  const hover = `${text}\n${when(item)}\n${formatUtc(item.from)}`;
  return onOpen === undefined ? (
    <span className="uk-item" role="img" tabIndex={tabIndex} aria-label={words} title={hover}>
      {body}
    </span>
  ) : (
    <button type="button" className="uk-item" tabIndex={tabIndex} aria-label={words} title={hover} onClick={() => onOpen(item.row)}>
      {body}
    </button>
  );
}
