/** Resolves when the progress of every point that was acknowledged here is in PostgreSQL: before jobs are read. */
export { settleProgress } from '../record/writer.ts';
