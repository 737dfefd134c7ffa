/** What is known of the metrics of jobs, for other domains. */
export { metricsOfJobs } from '../queries/metrics.ts';
