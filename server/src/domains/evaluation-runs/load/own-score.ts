import type { Viewer } from '../../../platform/graphql/context.ts';
import { spenderOf } from '../../model-connections/load.ts';
import { personKey } from '../pure/scorer.ts';

/** Whether a score is the viewer's own. */
export const mayRemove = (viewer: Pick<Viewer, 'person' | 'keyId'>, scorer: string): boolean => scorer === personKey(spenderOf(viewer));
