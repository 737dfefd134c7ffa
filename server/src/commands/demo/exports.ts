import { sendOperation, ServerProblem, type ServerAddress } from 'importer/client';
import { dayMs } from './rhythm.ts';
import type { Story } from './story.ts';

/** So long a part of the past is exported. */
const exportedDays = 7;

const listText = 'query DemoSchedules { exportSchedules { name } }';
const saveText = 'mutation DemoSchedule($input: ExportScheduleInput!) { saveExportSchedule(input: $input) { id } }';
const createText = 'mutation DemoExport($input: ExportInput!) { createExport(input: $input) { id } }';

/**
 * Asks for a file of the last days of the past, and schedules a report of every week. Once: a schedule of the name stays as it is. A key that
 * may not export sends none.
 */
export async function sendExports(
  server: ServerAddress,
  { past }: Pick<Story, 'past'>,
  { seed, environment }: { readonly seed: number; readonly environment: string },
): Promise<void> {
  const name = seed === 1 ? 'demo: weekly report' : `demo ${seed}: weekly report`;
  try {
    const { exportSchedules } = await sendOperation<{ exportSchedules: readonly { name: string }[] }>(server, listText, {});
    if (exportSchedules.some((schedule) => schedule.name === name)) return;
    const times = { every: 'WEEKLY', weekday: 1, time: '08:00', timeZone: 'UTC' };
    const environments = [environment];
    await sendOperation(server, saveText, { input: { name, type: 'OVERVIEW', format: 'REPORT', filter: { environments }, ...times } });
    const from = new Date(Math.max(past.fromMs, past.toMs - exportedDays * dayMs)).toISOString();
    const filter = { environments, from, to: new Date(past.toMs).toISOString() };
    await sendOperation(server, createText, { input: { type: 'COMPLETE', format: 'CSV', filter } });
  } catch (error) {
    if (!(error instanceof ServerProblem && error.kind === 'REFUSED')) throw error;
  }
}
