import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { latestMessage } from '../queries/latest.ts';
import { everyPart } from '../queries/numbers.ts';
import { Report } from '../report.ts';
import type { Totals } from '../types.ts';

const withoutAllButCost = new Set([...everyPart].filter((part) => part !== 'cost'));

/** The totals of one workspace, which need not be the viewer's: the caller has looked that it may be read. */
export const totalsOfWorkspace = (stores: Stores, workspaceId: string, now: Date): Promise<Totals> =>
  inWorkspace(workspaceId, async () => {
    const report = await Report.open(stores, workspaceId, {}, now, { without: withoutAllButCost });
    const [{ messageCount, costUsd }, [latest]] = await Promise.all([report.overview(), latestMessage(stores.clickhouse, { workspaceId })]);
    return { messageCount, costUsd, lastMessageAt: latest === undefined ? null : new Date(latest.atMs) };
  });
