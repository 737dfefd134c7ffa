import type { Viewer } from '../../platform/graphql/context.ts';
import { spenderOf } from '../model-connections/load.ts';

/** Runs that a viewer may read: its own, and those that are shared. */
export const readableBy = (viewer: Viewer) => ({
  workspaceId: viewer.workspaceId,
  OR: [{ owner: spenderOf(viewer) }, { isShared: true }],
});
