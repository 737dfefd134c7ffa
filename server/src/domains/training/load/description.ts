/** What a job says of itself, for reactions in the transaction that changes it. */
export { descriptionOf } from '../queries/jobs.ts';
