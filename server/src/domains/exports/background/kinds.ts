import type { JobKind } from '../../../platform/jobs/jobs.ts';

export const exportingUsers: JobKind = { kind: 'exportUser', limit: 2 };
export const exportingData: JobKind = { kind: 'export', limit: 2 };
