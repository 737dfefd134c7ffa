import { otherStyle, SERIES_COLORS, seriesStyle } from 'ui-kit/theme';
import type { SeriesStyle } from 'ui-kit/theme';

/**
 * One colour per model of a page, the same in every panel.
 *
 * A model's colour follows from its place among all models of the workspace, so that it keeps it from view to view; where
 * two on the same page would share one, the second moves on to a free one. What is not among `shown` gets the quiet style
 * of "other".
 */
export function modelColors(known: readonly string[], shown: readonly string[]): (model: string) => SeriesStyle {
  const rankOf = (model: string): number => {
    const found = known.indexOf(model);
    return found === -1 ? known.length : found;
  };
  const taken = new Set<number>();
  const styles = new Map<string, SeriesStyle>();
  for (const model of [...shown].sort((one, other) => rankOf(one) - rankOf(other))) {
    let slot = rankOf(model) % SERIES_COLORS;
    if (taken.size >= SERIES_COLORS) slot = taken.size;
    else while (taken.has(slot)) slot = (slot + 1) % SERIES_COLORS;
    taken.add(slot);
    styles.set(model, seriesStyle(slot));
  }
  return (model) => styles.get(model) ?? otherStyle;
}
