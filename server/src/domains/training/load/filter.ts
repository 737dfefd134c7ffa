/** The filter of jobs, for statements of other domains. */
export { checkFilter } from '../list.ts';
export { jobConditions, type JobFilter } from '../queries/list.ts';
