import { settingsOf } from '../../settings/load.ts';
import type { Clock } from '../pure/time-words.ts';
import type { ToolContext } from '../types.ts';

const weekdays = { MONDAY: 0, SUNDAY: 6, SATURDAY: 5 } as const;

/** What words for times are measured from in the workspace of the viewer. */
export async function clockOf({ stores, viewer }: Pick<ToolContext, 'stores' | 'viewer'>, now: Date): Promise<Clock> {
  const { timeZone, weekStart } = await settingsOf(stores, viewer.workspaceId);
  return { now, timeZone: timeZone ?? 'UTC', weekStart: weekdays[weekStart] };
}
