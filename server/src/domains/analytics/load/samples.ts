/** Numbers of groups of answers for statements of other domains, the same as everywhere (queries/samples.ts). */
export { noSample, sampleArrays, sampleColumns, sampleOf, sampleShape } from '../queries/samples.ts';
