import { useLocale } from '../format/locale.tsx';
import { format } from '../format/unit.ts';
import { Bar } from './bar-list.tsx';

export interface RatingHistogramProps {
  readonly title: string;
  /** How often each rating was given; one that is absent counts as 0 times, because every rating was asked for. */
  readonly counts: readonly { readonly rating: number; readonly count: number }[];
  /** The scale's ends; 1 to 5 by default. */
  readonly lowest?: number | undefined;
  readonly highest?: number | undefined;
}

/** How ratings are spread, best first: count and share of each. */
export function RatingHistogram({ title, counts, lowest = 1, highest = 5 }: RatingHistogramProps) {
  const locale = useLocale();
  const rows = ratingRows(counts, lowest, highest);
  return (
    <table className="uk-bars uk-ratings">
      <caption className="uk-hidden">{title}</caption>
      <thead className="uk-hidden"><tr><th scope="col">Rating</th><th scope="col">Count</th><th scope="col">Share</th></tr></thead>
      <tbody>
        {rows.map(({ rating, count, share, ofMost }, place) => (
          <tr key={rating}>
            <th scope="row" className="uk-num"><span aria-hidden="true">{rating} ★</span><span className="uk-hidden">{rating} of {highest}</span></th>
            <td className="uk-bar-cell">
              <Bar share={ofMost} color="var(--uk-s1)" opacity={1 - (place / rows.length) * 0.8} />
              <span className="uk-num">{format(count, 'count', locale)}</span>
            </td>
            <td className="uk-num uk-bar-share">{format(share, 'share', locale)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** One row per rating from the highest down. `share` is null when nothing was rated; `ofMost` is 0–1 of the largest count. */
export function ratingRows(counts: RatingHistogramProps['counts'], lowest: number, highest: number) {
  const byRating = new Map<number, number>();
  for (const { rating, count } of counts) byRating.set(rating, (byRating.get(rating) ?? 0) + count);
  const ratings = Array.from({ length: highest - lowest + 1 }, (_, place) => highest - place);
  const total = ratings.reduce((sum, rating) => sum + (byRating.get(rating) ?? 0), 0);
  const most = ratings.reduce((largest, rating) => Math.max(largest, byRating.get(rating) ?? 0), 0);
  return ratings.map((rating) => {
    const count = byRating.get(rating) ?? 0;
    return { rating, count, share: total === 0 ? null : count / total, ofMost: most === 0 ? 0 : count / most };
  });
}
