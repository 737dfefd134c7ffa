/** Readers of fields that other domains have as well. */
export { readHardware, readHourlyUsd, readMetricValue, readWhole } from '../ingest.ts';
