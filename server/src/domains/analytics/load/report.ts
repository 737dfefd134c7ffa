/** The numbers that the screen shows, for files. */
export { Report, type ModelOverview, type OverviewBucket } from '../report.ts';
export type { Overview, Quantiles } from '../overview.ts';
