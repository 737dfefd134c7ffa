import { defineDomain } from '../../platform/domain.ts';

/** Computes from numbers that callers bring, and keeps nothing. */
export const statisticsDomain = defineDomain({ name: 'statistics' });
