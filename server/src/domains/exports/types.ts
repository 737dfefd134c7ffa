import { heldKinds } from '../deletions/types.ts';

/** Files in the ZIP of a user's data, by their names without `.jsonl`. */
export const exportedFiles = ['messages', 'evaluations', 'spans', 'predictions', ...heldKinds] as const;
export type ExportedFile = (typeof exportedFiles)[number];

/** Rows of each file in the ZIP. */
export type ExportCounts = Readonly<Record<ExportedFile, number>>;

/** Days for which a file is kept. */
export const keptDays = 7;
export const fileName = 'user-data.zip';

export const exportTypes = ['OVERVIEW', 'TIMESERIES', 'COMPLETE', 'MODEL_COMPARISON'] as const;
/** What is in a file. */
export type ExportType = (typeof exportTypes)[number];

export const exportFormats = ['CSV', 'CSV_SEMICOLON', 'JSON', 'JSONL', 'PARQUET', 'REPORT'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportStates = ['QUEUED', 'RUNNING', 'READY', 'FAILED', 'CANCELLED', 'REMOVED'] as const;
export type ExportState = (typeof exportStates)[number];

export const mailStates = ['SENT', 'OFF', 'UNADDRESSED', 'FAILED', 'NO_RECIPIENT'] as const;
/** What came of the mails of a schedule. */
export type MailState = (typeof mailStates)[number];

export const scheduleIntervals = ['DAILY', 'WEEKLY'] as const;
export type ScheduleInterval = (typeof scheduleIntervals)[number];

/** The most messages of one file. */
export const maxMessages = 5_000_000;
/** Exports of a workspace that wait or are made. */
export const maxWaiting = 20;
export const maxSchedules = 50;
export const maxRecipients = 20;
/** Whole days that the file of a schedule may be about. */
export const maxScheduledDays = 92;

/** Of a column, in how many rows it has a value. */
export interface ColumnFill {
  readonly name: string;
  readonly filledCount: number;
}
