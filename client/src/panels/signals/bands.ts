import { ExpectedBody, ForecastBody } from './signal-body.tsx';

/** Faces of a chart over time beside its own. */
export type ShownBands = 'expected' | 'forecast';

/** What draws each face. */
export const bodies = { expected: ExpectedBody, forecast: ForecastBody } as const;
/** The half-line beside the title of a panel that shows one. */
export const bandHints: Readonly<Record<ShownBands, string>> = {
  expected: 'inside what its past leads to expect',
  forecast: 'per day, with 50, 80 and 95 % of the week to come',
};
