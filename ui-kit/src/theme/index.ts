export { otherStyle, SERIES_COLORS, seriesShapes, seriesStyle, styleByKey } from './series.ts';
export type { SeriesShape, SeriesStyle } from './series.ts';
