/** Readers of fields that other domains have as well. */
export { readHardware, readHourlyUsd, readWhole } from '../ingest.ts';
