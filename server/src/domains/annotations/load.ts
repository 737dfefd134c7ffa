/** Marks that touch a stretch of time, the latest first. */
export { annotationsIn } from './queries.ts';
