import type { ReactNode } from 'react';
import { useLocale } from '../../format/locale.tsx';
import { format } from '../../format/unit.ts';
import { Bar } from '../bars/bar-list.tsx';
import { Before } from '../bars/before.tsx';
import { barRoom } from '../bars/bar-room.ts';

export interface RatingHistogramProps {
  /** Caption of the table for screen readers. */
  readonly title: string;
  /** How often each rating was given; one that is absent counts as 0 times, because every rating was asked for. */
  readonly counts: readonly { readonly rating: number; readonly count: number }[];
  /** The scale's ends; 1 to 5 by default. */
  readonly lowest?: number | undefined;
  /** The upper end; 5 by default. */
  readonly highest?: number | undefined;
  /** Behind each share the interval that holds the true one with 95 % (Wilson's, which is right for few ratings, too). */
  readonly hasInterval?: boolean | undefined;
  /** What stands around a rating: a link to those who gave it. */
  readonly labelOf?: ((rating: number, label: ReactNode) => ReactNode) | undefined;
  /** The same of a compared period: a line across each bar, and what the change comes to. */
  readonly compare?:
    | {
        readonly counts: RatingHistogramProps['counts'];
        readonly label: string;
        readonly changeOf: (rating: number) => ReactNode;
      }
    | undefined;
}

const plain = (_rating: number, label: ReactNode): ReactNode => label;

/** How ratings are spread, best first: count and share of each. */
export function RatingHistogram({
  title,
  counts,
  lowest = 1,
  highest = 5,
  hasInterval = false,
  labelOf = plain,
  compare,
}: RatingHistogramProps) {
  const locale = useLocale();
  const rows = ratingRows(counts, lowest, highest);
  // Shares are compared, since there may be far more ratings now: a bar's length is its share of the most frequent one.
  const before = new Map(ratingRows(compare?.counts ?? [], lowest, highest).map((row) => [row.rating, row]));
  const top = rows.reduce((largest, { share }) => Math.max(largest, share ?? 0), 0);
  const widest = [...before.values()].reduce((largest, { share }) => Math.max(largest, share ?? 0), top) || 1;
  return (
    <table className="uk-bars uk-ratings" style={barRoom(rows.map(({ count }) => format(count, 'count', locale)))}>
      <caption className="uk-hidden">{title}</caption>
      <thead className="uk-hidden">
        <tr>
          <th scope="col">Rating</th>
          <th scope="col">Count</th>
          <th scope="col">Share</th>
          {hasInterval && <th scope="col">95 % interval</th>}
          {compare !== undefined && <th scope="col">Change against {compare.label}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ rating, count, share, ofMost, low, high }, place) => (
          <tr key={rating}>
            <th scope="row" className="uk-num">
              {labelOf(
                rating,
                <>
                  <span aria-hidden="true">{rating} ★</span>
                  <span className="uk-hidden">
                    {rating} of {highest}
                  </span>
                </>,
              )}
            </th>
            <td className="uk-bar-cell">
              <Bar
                share={compare === undefined ? ofMost : (share ?? 0) / widest}
                color="var(--uk-s1)"
                opacity={1 - (place / rows.length) * 0.8}
              />
              {compare !== undefined && (
                <Before share={(before.get(rating)?.share ?? null) === null ? null : (before.get(rating)?.share ?? 0) / widest} />
              )}
              <span className="uk-num">{format(count, 'count', locale)}</span>
            </td>
            <td className="uk-num uk-bar-share">{format(share, 'share', locale)}</td>
            {hasInterval && (
              <td className="uk-num uk-bar-interval">
                {low !== null && high !== null && (
                  <>
                    <svg width={56} height={10} aria-hidden="true">
                      <line className="uk-rule" x1={0} x2={56} y1={5} y2={5} />
                      <line className="uk-whisker" x1={low * 56} x2={Math.max(low * 56 + 1, high * 56)} y1={5} y2={5} />
                    </svg>
                    <span className="uk-hidden">
                      {format(low, 'share', locale)} to {format(high, 'share', locale)}
                    </span>
                  </>
                )}
              </td>
            )}
            {compare !== undefined && (
              <td className="uk-bar-change" title={`${compare.label}: ${format(before.get(rating)?.share, 'share', locale)}`}>
                <span className="uk-hidden">from {format(before.get(rating)?.share, 'share', locale)} </span>
                {compare.changeOf(rating)}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/**
 * One row per rating from the highest down. `share` and its interval are null when nothing was rated; `ofMost` is 0–1 of the largest count.
 */
export function ratingRows(counts: RatingHistogramProps['counts'], lowest: number, highest: number) {
  const byRating = new Map<number, number>();
  for (const { rating, count } of counts)
    if (count > 0 && Number.isFinite(count)) byRating.set(rating, (byRating.get(rating) ?? 0) + count);
  const ratings = Array.from({ length: highest - lowest + 1 }, (_, place) => highest - place);
  const total = ratings.reduce((sum, rating) => sum + (byRating.get(rating) ?? 0), 0);
  const most = ratings.reduce((largest, rating) => Math.max(largest, byRating.get(rating) ?? 0), 0);
  return ratings.map((rating) => {
    const count = byRating.get(rating) ?? 0;
    const [low, high] = total === 0 ? [null, null] : wilson(count, total);
    return { rating, count, share: total === 0 ? null : count / total, low, high, ofMost: most === 0 ? 0 : count / most };
  });
}

/** 1.96 standard deviations on both sides: 95 %. */
const Z = 1.959_964;

/** Wilson's score interval of a share: never below 0 or above 1, and not empty where none or all were counted. */
export function wilson(count: number, total: number): [low: number, high: number] {
  const share = count / total;
  const spread = Z ** 2 / total;
  const middle = (share + spread / 2) / (1 + spread);
  const half = (Z / (1 + spread)) * Math.sqrt((share * (1 - share)) / total + spread / total / 4);
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
