/** What is known of the metrics of a job, for other domains. */
export { extentsOfJob, metricsOfJobs } from '../queries/metrics.ts';
