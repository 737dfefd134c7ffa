import { defineDomain } from '../../platform/domain.ts';

/** Why a metric changed between two windows: computed from the facts when it is asked for, and kept nowhere (docs/causes.md). */
export const causesDomain = defineDomain({ name: 'causes' });
