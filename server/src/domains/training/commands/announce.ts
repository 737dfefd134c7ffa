import type { LiveBus } from '../../../platform/live/bus.ts';

/** After commit. */
export function announceJob(live: Pick<LiveBus, 'publish'>, workspaceId: string, jobId: string): void {
  live.publish('training.changed', workspaceId, { jobIds: [jobId] });
}
