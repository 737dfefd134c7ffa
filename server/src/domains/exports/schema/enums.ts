import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { ExportFormat, ExportState, ExportType, MailState, ScheduleInterval } from '../types.ts';

export const ExportTypeRef = describedEnum<ExportType>('ExportType', 'What the file of an export holds.', {
  OVERVIEW: 'Numbers of all messages that the filter selects, each with the value of the period before: one row a number.',
  TIMESERIES: 'The same numbers over time, in buckets of the automatic interval: one row a bucket.',
  COMPLETE: 'Every message that the filter selects, of every role, with texts, tokens, cost, tool calls and judgments: one row a message.',
  MODEL_COMPARISON: 'The same numbers of each model: one row a model, most messages first.',
});

export const ExportFormatRef = describedEnum<ExportFormat>('ExportFormat', 'Form of the file of an export.', {
  CSV: 'Comma-separated values (RFC 4180) in UTF-8 with a byte order mark; texts that a program for tables would compute begin with an apostrophe.',
  CSV_SEMICOLON:
    'The same with semicolons between values, for programs for tables of places where the comma is a decimal mark; numbers keep their point.',
  JSON: 'One JSON object: `rows`, and `manifest` with what was asked for and counted.',
  JSONL: 'JSON Lines: one object a line.',
  PARQUET: 'Apache Parquet, compressed with Snappy.',
  REPORT: 'One HTML page with numbers and charts, without scripts, to be read and printed; of COMPLETE all numbers and no messages.',
});

export const ExportStateRef = describedEnum<ExportState>('ExportState', 'State of an export.', {
  QUEUED: 'The export is waiting to start, or for its next attempt.',
  RUNNING: 'The file is being made.',
  READY: 'The file can be downloaded.',
  FAILED: 'No file was made; `failure` has the reason.',
  CANCELLED: 'The export was cancelled before the file was ready.',
  REMOVED: 'The file was removed, after 7 days or because a user was erased.',
});

export const ExportMailRef = describedEnum<MailState>('ExportMail', 'What came of the mails of a scheduled export.', {
  SENT: 'The mail server has taken every mail.',
  OFF: 'The server sends no mail: SMTP is not configured.',
  UNADDRESSED: 'The server does not know where links in mails would lead: PUBLIC_URL is not set.',
  FAILED: 'The mail server has refused a mail, or did not answer.',
  NO_RECIPIENT: 'The schedule has no recipient who may read the workspace now.',
});

export const ScheduleIntervalRef = describedEnum<ScheduleInterval>('ExportInterval', 'How often a schedule of exports runs.', {
  DAILY: 'The schedule runs every day.',
  WEEKLY: 'The schedule runs once a week.',
});
