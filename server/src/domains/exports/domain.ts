import { defineDomain } from '../../platform/domain.ts';
import { userErased } from '../deletions/hooks.ts';
import { exportUserJob } from './background/export-user.ts';
import { makeExportJob } from './background/make-export.ts';
import { erasingWorkspace } from '../access/hooks.ts';
import { removeExpiredExports, removeExportsOf, removeFilesOfWorkspace } from './commands.ts';
import { removeDataFilesOfWorkspace, removeExpiredDataExports, forgetErased } from './commands/close.ts';
import { runDueSchedules } from './commands/schedules.ts';

export const exportsDomain = defineDomain({
  name: 'exports',
  tables: ['user_exports', 'exports', 'export_schedules'],
  audited: {
    // The trail is kept for longer than the file: it never has the user's id.
    user_exports: { type: 'UserExport', secrets: ['user_id'], only: ['user_id', 'expires_at'] },
    // A filter may name users.
    exports: { type: 'Export', name: 'type', secrets: ['filter'], only: ['type', 'format', 'filter', 'cancelled_at'] },
    export_schedules: { type: 'ExportSchedule', name: 'name', secrets: ['filter'], ignored: ['next_at', 'failure'] },
  },
  jobs: [exportUserJob, makeExportJob],
  hooks: [
    userErased.reaction(removeExportsOf),
    userErased.reaction(forgetErased),
    erasingWorkspace.reaction(removeFilesOfWorkspace),
    erasingWorkspace.reaction(removeDataFilesOfWorkspace),
  ],
  schedules: [
    { name: 'exports of users', cron: '17 * * * *', catchUpMs: 3_600_000, run: ({ stores }, now) => removeExpiredExports(stores, now) },
    { name: 'expired exports', cron: '22 * * * *', catchUpMs: 3_600_000, run: ({ stores }, now) => removeExpiredDataExports(stores, now) },
    { name: 'scheduled exports', cron: '* * * * *', catchUpMs: 3_600_000, run: runDueSchedules },
  ],
});
