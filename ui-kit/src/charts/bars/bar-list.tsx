import { Before } from './before.tsx';
import type { ReactNode } from 'react';
import { useLocale } from '../../format/locale.tsx';
import { format } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import { barRoom } from './bar-room.ts';

export interface BarListItem {
  /** Unique among the items. */
  readonly key: string;
  /** A name, or a link with the name. */
  readonly label: ReactNode;
  /** In `unit`. null: no data, drawn without a bar. */
  readonly value: number | null;
  /** Share of the whole, 0–1; shown beside the value. */
  readonly share?: number | null | undefined;
  /** A CSS colour; the first of the palette by default. */
  readonly color?: string | undefined;
  /** The same in a compared period: a line across the bar. null: no data. */
  readonly before?: number | null | undefined;
  /** What its change comes to, at the end of its row. */
  readonly change?: ReactNode;
}

export interface BarListProps {
  /** Caption of the table for screen readers. */
  readonly title: string;
  /** In the order to be shown; bars start at zero and end at the largest value. */
  readonly items: readonly BarListItem[];
  /** Unit of the numbers: how they are written, with what sign and how many decimals. */
  readonly unit: Unit;
  /** Heads of the columns, for screen readers. */
  readonly labels: {
    readonly item: string;
    readonly value: string;
    /** The compared period; needed where an item has `before`. */
    readonly before?: string | undefined;
  };
}

/** Few named amounts, longest first: a table whose numbers are also drawn. */
export function BarList({ title, items, unit, labels }: BarListProps) {
  const locale = useLocale();
  const most = items
    .flatMap((item) => [item.value, item.before ?? null])
    .reduce<number>((largest, value) => (value !== null && value > largest && Number.isFinite(value) ? value : largest), 0);
  const hasShares = items.some((item) => item.share !== undefined);
  const isCompared = items.some((item) => item.before !== undefined);
  return (
    <table className="uk-bars" style={barRoom(items.map((item) => format(item.value, unit, locale)))}>
      <caption className="uk-hidden">{title}</caption>
      <thead className="uk-hidden">
        <tr>
          <th scope="col">{labels.item}</th>
          <th scope="col">{labels.value}</th>
          {hasShares && <th scope="col">Share</th>}
          {isCompared && <th scope="col">Change against {labels.before}</th>}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.key}>
            <th scope="row">{item.label}</th>
            <td className="uk-bar-cell">
              <Bar share={most === 0 || item.value === null ? 0 : item.value / most} color={item.color ?? 'var(--uk-s1)'} />
              <Before share={most === 0 ? null : (item.before ?? null) === null ? null : (item.before as number) / most} />
              <span className="uk-num">{format(item.value, unit, locale)}</span>
            </td>
            {hasShares && <td className="uk-num uk-bar-share">{format(item.share, 'share', locale)}</td>}
            {isCompared && (
              <td className="uk-bar-change" title={`${labels.before}: ${format(item.before, unit, locale)}`}>
                <span className="uk-hidden">from {format(item.before, unit, locale)} </span>
                {item.change}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A bar beside its number: as long as its share of the room that the number leaves. */
export function Bar({ share, color, opacity = 1 }: { readonly share: number; readonly color: string; readonly opacity?: number }) {
  if (!(share > 0)) return null;
  return (
    <i className="uk-bar-fill" style={{ width: `calc(max(0px, 100% - var(--uk-bar-room)) * ${share})`, background: color, opacity }} />
  );
}
