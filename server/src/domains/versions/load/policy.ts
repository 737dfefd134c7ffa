import type { Stores } from '../../../platform/store/stores.ts';
import { policyOfWorkspace } from '../queries/deployments.ts';
import { defaultPolicy, type ReleasePolicy } from '../types.ts';

/** What a regression does to a deployment in the workspace. */
export const releasePolicyOf = async ({ postgres }: Pick<Stores, 'postgres'>, workspaceId: string): Promise<ReleasePolicy> =>
  (await policyOfWorkspace(postgres, { workspaceId }))[0] ?? defaultPolicy;
