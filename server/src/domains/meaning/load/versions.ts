export type { Turned } from '../queries/trajectories.ts';

/** Changes when a text would be read otherwise than before: with the shipped model (its header), the detector of languages, or a rule. */
export const modelVersion = 'emotions-1';
