/**
 * How one series differs from the others: by colour, and a second time by dash and shape.
 *
 * `color` is a CSS value (a kit variable), so a change of theme needs no new render.
 * `dash` is an SVG dash array, empty for a solid line.
 */
export interface SeriesStyle {
  readonly color: string;
  readonly dash: string;
  readonly shape: SeriesShape;
}

export const seriesShapes = ['circle', 'square', 'triangle', 'diamond', 'cross', 'wedge', 'plus', 'bar'] as const;
export type SeriesShape = (typeof seriesShapes)[number];

/** Colours there are; after them the dash tells one round from the next. */
export const SERIES_COLORS = 8;

const dashes = ['', '6 3', '2 2', '8 3 2 3', '12 4', '4 2 1 2', '1 3', '10 3 2 3 2 3'] as const;

/** Style of everything that has no colour of its own: the rest of a top-N. */
export const otherStyle: SeriesStyle = { color: 'var(--uk-s-other)', dash: '', shape: 'bar' };

/** Style of the series at a place in a list, from 0; the pair of colour and dash repeats only after 64. */
export function seriesStyle(index: number): SeriesStyle {
  const place = index % SERIES_COLORS;
  const round = Math.floor(index / SERIES_COLORS);
  return {
    color: `var(--uk-s${place + 1})`,
    dash: dashes[(place + round) % dashes.length] ?? '',
    shape: seriesShapes[(place + round) % seriesShapes.length] ?? 'circle',
  };
}

/**
 * Gives every key one style, by its place in `keys`; share the result between the panels of a page,
 * so that a model keeps its colour everywhere. A key that is not in the list gets the "other" style.
 */
export function styleByKey(keys: readonly string[]): (key: string) => SeriesStyle {
  const places = new Map(keys.map((key, index) => [key, index]));
  return (key) => {
    const place = places.get(key);
    return place === undefined ? otherStyle : seriesStyle(place);
  };
}
