import { defineDomain } from '../../platform/domain.ts';

/** It only computes. */
export const cohortComparisonDomain = defineDomain({ name: 'cohort-comparison' });
