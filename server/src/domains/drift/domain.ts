import { defineDomain } from '../../platform/domain.ts';
import { driftTool } from './tools.ts';

/** How messages differ from those of a baseline: computed when it is asked for, and kept nowhere (docs/drift.md). */
export const driftDomain = defineDomain({ name: 'drift', tools: [driftTool] });
