import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';
import type { ViewerQuery } from '../graphql/generated/graphql.ts';

/** Who looks at the page, and what they may do. */
export interface Viewer extends Omit<ViewerQuery['viewer'], '__typename'> {
  /** Asks again who it is: something of it was changed. */
  readonly reload: () => void;
}
/** What one may do, as the server’s table of permissions names it; those that the pages ask about. */
export type Permission =
  | 'SEE_SELF'
  | 'OWN_ACCOUNT'
  | 'READ'
  | 'READ_MEMBERS'
  | 'EXPORT'
  | 'REVIEW'
  | 'SEE_QUEUES'
  | 'JUDGE'
  | 'JUDGE_ANOMALIES'
  | 'EDIT_ALERTS'
  | 'EDIT_ALERT_CHANNELS'
  | 'ACKNOWLEDGE_ALERTS'
  | 'MANAGE_QUEUES'
  | 'SAVE_VIEWS'
  | 'EDIT_BOARDS'
  | 'ANNOTATE'
  | 'READ_POLICY'
  | 'INGEST'
  | 'EDIT_COHORTS'
  | 'EDIT_EXPERIMENTS'
  | 'EDIT_DATASETS'
  | 'EDIT_JUDGES'
  | 'RUN_EVALUATIONS'
  | 'EDIT_METRICS'
  | 'START_EXPERIMENTS'
  | 'EDIT_MODELS'
  | 'EDIT_RELEASE_POLICY'
  | 'OVERRIDE_RELEASES'
  | 'EDIT_PRICES'
  | 'EDIT_PROMPTS'
  | 'RELEASE_PROMPTS'
  | 'EDIT_SETTINGS'
  | 'TRAIN'
  | 'READ_KEYS'
  | 'EDIT_KEYS'
  | 'MANAGE_RUNNERS'
  | 'DELETE_DATA'
  | 'PERSON_DATA'
  | 'EDIT_POLICY'
  | 'EDIT_MEMBERS'
  | 'READ_AUDIT'
  | 'ASK_ASSISTANT'
  | 'USE_PLAYGROUND'
  | 'EDIT_CONNECTIONS'
  | 'EDIT_WORKSPACE'
  | 'EDIT_SIGN_IN'
  | 'DELETE_WORKSPACE';

/** null: not known yet, or not to be known, as in a test of one component. */
export const ViewerContext = createContext<Viewer | null>(null);

export const useViewer = (): Viewer | null => useContext(ViewerContext);

/**
 * Whether the viewer may do something: what they can’t do is not offered. While it is not known, everything is offered; the server refuses
 * what is not permitted.
 */
export function useMay(permission: Permission): boolean {
  const viewer = useViewer();
  return viewer === null || viewer.permissions.includes(permission);
}

/** What is offered to those who may do something, and what stands there for others. */
export function May({
  permission,
  children,
  otherwise = null,
}: {
  readonly permission: Permission;
  readonly children: ReactNode;
  readonly otherwise?: ReactNode;
}): ReactNode {
  return useMay(permission) ? children : otherwise;
}
