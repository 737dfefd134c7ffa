import { pageLink } from '../../../platform/tools/links.ts';
import { fact, tableOf } from '../../../platform/tools/table.ts';
import { defineTool, single } from '../../../platform/tools/tool.ts';

interface Answer {
  readonly ingestStatus: { readonly queuedCount: number; readonly lagMs: number; readonly dirtyHourCount: number };
  readonly backgroundTasks: readonly {
    readonly kind: string;
    readonly status: string;
    readonly progressShare: number;
    readonly error: string | null;
    readonly createdAt: string;
  }[];
  readonly schedules: readonly { readonly name: string; readonly finishedAt: string | null; readonly error: string | null }[];
  readonly runners: readonly {
    readonly name: string;
    readonly seenAt: string;
    readonly revokedAt: string | null;
    readonly leases: readonly unknown[];
  }[];
}

export const systemMonitorTool = defineTool({
  name: 'system_monitor',
  title: 'System monitor',
  description: 'Health of the product itself: messages that wait to be counted, background tasks, scheduled work that failed, runners.',
  group: 'operations',
  words: ['system', 'health', 'status', 'queue', 'lag', 'background', 'task', 'runner', 'schedule', 'server'],
  operations: single({
    about: 'health of the product',
    document: `{
      ingestStatus { queuedCount lagMs dirtyHourCount }
      backgroundTasks { kind status progressShare error createdAt }
      schedules { name finishedAt error }
      runners { name seenAt revokedAt leases { leasedAt } }
    }`,
    shape: ({ ingestStatus, backgroundTasks, schedules, runners }: Answer, _args, { now }) => {
      const failed = schedules.filter(({ error }) => error !== null);
      const present = runners.filter(({ revokedAt }) => revokedAt === null);
      const heard = present.filter(({ seenAt }) => now.getTime() - Date.parse(seenAt) < 120_000);
      return {
        facts: [
          fact('queuedMessages', 'Messages that wait to be counted', ingestStatus.queuedCount, { unit: 'messages' }),
          fact('lag', 'Age of the oldest of them', ingestStatus.lagMs, { unit: 'ms' }),
          fact(
            'tasksRunning',
            'Background tasks that are not finished',
            backgroundTasks.filter(({ status }) => status !== 'FINISHED' && status !== 'FAILED').length,
          ),
          fact('tasksFailed', 'Background tasks that failed', backgroundTasks.filter(({ status }) => status === 'FAILED').length),
          fact('schedulesFailed', 'Scheduled work whose last run failed', failed.length),
          fact('runners', 'Runners', present.length),
          fact('runnersHeard', 'Runners heard of in the last two minutes', heard.length),
        ],
        table: tableOf(
          [
            ...backgroundTasks.map(({ kind, status, error, createdAt }) => ({ what: 'task', name: kind, status, error, at: createdAt })),
            ...failed.map(({ name, error, finishedAt }) => ({ what: 'schedule', name, status: 'FAILED', error, at: finishedAt })),
            ...present.map(({ name, seenAt, leases }) => ({
              what: 'runner',
              name,
              status: leases.length > 0 ? 'BUSY' : 'FREE',
              error: null,
              at: seenAt,
            })),
          ],
          (at) => [
            at.text('what', 'What', (row) => row.what),
            at.text('name', 'Name', (row) => row.name),
            at.text('status', 'Status', (row) => row.status),
            at.text('error', 'Error', (row) => row.error),
            at.time('at', 'Time', (row) => row.at),
          ],
        ),
        links: [pageLink('Runners', '/runners')],
        notes: ingestStatus.queuedCount > 0 ? [`Numbers leave out ${ingestStatus.queuedCount} messages that wait to be counted.`] : [],
      };
    },
  }),
});
