import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { exposureCounts } from '../queries/exposures.ts';
import { exposureLines } from '../record/exposures.ts';

export type ExposureCount = Awaited<ReturnType<typeof exposureCounts>>[number];

/** Units of each variant and phase that were exposed, all that was acknowledged included. */
export async function exposuresOf(stores: Stores, workspaceId: string, experimentId: string): Promise<ExposureCount[]> {
  await exposureLines.land(stores);
  return inWorkspace(workspaceId, () => exposureCounts(stores.clickhouse, { workspaceId, experimentId }));
}

/** Makes every exposure that is acknowledged readable in ClickHouse. */
export const landExposures = (stores: Stores): Promise<void> => exposureLines.land(stores);
