import type { LiveBus } from '../../platform/live/bus.ts';
import type { Schedule } from '../../platform/jobs/schedules.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { expireMessages } from './background/message-retention.ts';
import { sampleTraces, type DeleteTraces } from './background/sampling.ts';
import { expireTraces } from './background/trace-retention.ts';

export interface PolicyWork {
  readonly deleteTraces: DeleteTraces;
  /** Called when texts of spans were deleted. */
  readonly forgetTexts: () => void;
  readonly onError: (work: 'retention' | 'sampling', error: unknown) => void;
}

const hourMs = 3_600_000;

/** Deletes what the workspaces' policies do not keep. */
export function policySchedules(live: Pick<LiveBus, 'publish'>, work: PolicyWork): Schedule[] {
  return [
    { name: 'retention', cron: '7 * * * *', catchUpMs: hourMs, run: (stores, now) => runRetention(stores, live, work, now) },
    { name: 'sampling', cron: '* * * * *', catchUpMs: 0, run: (stores, now) => runSampling(stores, work, now) },
  ];
}

/** One sweep over all workspaces. A workspace that fails does not keep the others waiting. */
export async function runRetention(stores: Stores, live: Pick<LiveBus, 'publish'>, { forgetTexts, onError }: PolicyWork, now: Date): Promise<void> {
  await expireTraces(stores, now, forgetTexts).catch((error: unknown) => onError('retention', error));
  for (const workspaceId of await workspacesWhere(stores, 'message_retention_days IS NOT NULL')) {
    try {
      const deletedCount = await expireMessages(stores, workspaceId, now);
      if (deletedCount > 0) live.publish('facts.landed', workspaceId, { messageCount: deletedCount });
    } catch (error) {
      onError('retention', error);
    }
  }
}

export async function runSampling(stores: Stores, { deleteTraces, onError }: PolicyWork, now: Date): Promise<void> {
  for (const workspaceId of await workspacesWhere(stores, 'trace_sample_share < 1')) {
    await sampleTraces(stores, workspaceId, now, deleteTraces).catch((error: unknown) => onError('sampling', error));
  }
}

async function workspacesWhere({ postgres }: Stores, condition: string): Promise<string[]> {
  const { rows } = await postgres.query<{ workspace_id: string }>(`SELECT workspace_id FROM data_policies WHERE ${condition} ORDER BY workspace_id`);
  return rows.map((row) => row.workspace_id);
}
