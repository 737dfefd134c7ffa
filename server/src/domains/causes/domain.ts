import { defineDomain } from '../../platform/domain.ts';
import { causesTool } from './tools.ts';

/** Why a metric changed between two windows: computed from the facts when it is asked for, and kept nowhere (docs/causes.md). */
export const causesDomain = defineDomain({ name: 'causes', tools: [causesTool] });
