/** What is known of the metrics of a job, for other domains. */
export { extentsOfJob } from '../queries/metrics.ts';
