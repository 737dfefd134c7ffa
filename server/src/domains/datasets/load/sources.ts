export { sourcesOfRows } from '../queries/sources.ts';
