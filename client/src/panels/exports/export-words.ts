import type {
  ExportFormat,
  ExportLineFragment,
  ExportMail,
  ExportScheduleLineFragment,
  ExportType,
} from '../../graphql/generated/graphql.ts';

export const typeNames: Readonly<Record<ExportType, string>> = {
  COMPLETE: 'Messages',
  OVERVIEW: 'Numbers',
  TIMESERIES: 'Numbers over time',
  MODEL_COMPARISON: 'Models',
};

/** `Messages, CSV`: a report of everything has numbers alone. */
export const fileName = ({ type, format }: { readonly type: ExportType; readonly format: ExportFormat }): string =>
  `${format === 'REPORT' && type === 'COMPLETE' ? 'All numbers' : typeNames[type]}, ${formatNames[format]}`;

/** What a report shows of it. */
export const reportNotes: Readonly<Record<ExportType, string>> = {
  COMPLETE: 'Tiles, charts over time and models on one page to read and print; no messages.',
  OVERVIEW: 'The tiles of the dashboard on a page to read and print.',
  TIMESERIES: 'Tiles and charts over time on a page to read and print.',
  MODEL_COMPARISON: 'Models side by side on a page to read and print.',
};

export const typeNotes: Readonly<Record<ExportType, string>> = {
  COMPLETE: 'One row a message of every role, with texts, tokens, cost, tool calls and judgments.',
  OVERVIEW: 'One row a number of the tiles, with its value in the period before.',
  TIMESERIES: 'One row an interval, with all numbers of the dashboard.',
  MODEL_COMPARISON: 'One row a model, with all numbers of the dashboard.',
};

export const formatNames: Readonly<Record<ExportFormat, string>> = {
  CSV: 'CSV',
  CSV_SEMICOLON: 'CSV with semicolons',
  JSON: 'JSON',
  JSONL: 'JSON Lines',
  PARQUET: 'Parquet',
  REPORT: 'Report (HTML)',
};

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

export const mailWords: Readonly<Record<ExportMail, string>> = {
  SENT: 'mail sent',
  OFF: 'no mail: the server has no mail server',
  UNADDRESSED: 'no mail: the server does not know its own address (PUBLIC_URL)',
  FAILED: 'the mail server did not take every mail',
  NO_RECIPIENT: 'no mail: there is no recipient',
};

/** Names of a stored filter’s fields, as the filter bar calls them. */
const filterNames: Readonly<Record<string, string>> = {
  models: 'model',
  providers: 'provider',
  trainingMethods: 'method',
  sessions: 'session',
  experiments: 'experiment',
  variants: 'variant',
  environments: 'environment',
  users: 'user',
  ratings: 'rating',
  verdicts: 'verdict',
  failureTags: 'failure tag',
  errorTypes: 'error',
  tools: 'tool',
  promptNames: 'prompt',
  promptVersions: 'prompt version',
  topicIds: 'topic',
  languages: 'language',
  emotions: 'emotion',
  text: 'text',
  success: 'success',
  evaluated: 'judged',
  widget: 'widget',
  slowerThanMs: 'slower than ms',
  usersFirstSeen: 'new users',
};

/** `model gpt-4o; not user ada`: what a filter narrows beside its time range; null: nothing. */
export function filterWords(filter: Readonly<Record<string, unknown>>): string | null {
  const { not, from: _from, to: _to, timeZone: _zone, weekStart: _week, ...included } = filter;
  const parts = [...partsOf(included), ...partsOf((not ?? {}) as Readonly<Record<string, unknown>>).map((part) => `not ${part}`)];
  return parts.length === 0 ? null : parts.join('; ');
}

const partsOf = (fields: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(fields).flatMap(([name, value]) => {
    if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) return [];
    const words = filterNames[name] ?? name;
    if (Array.isArray(value)) return [`${words} ${value.map((one) => (one === '' ? '(none)' : String(one))).join(', ')}`];
    return [typeof value === 'object' ? words : `${words} ${String(value)}`];
  });

/** `every Monday at 08:00`. */
export const timesWords = ({ every, weekday, time }: Pick<ExportScheduleLineFragment, 'every' | 'weekday' | 'time'>): string =>
  every === 'DAILY' ? `every day at ${time}` : `every ${weekdays[(weekday ?? 1) - 1]} at ${time}`;

export const isUnderWay = ({ status }: Pick<ExportLineFragment, 'status'>): boolean => status === 'QUEUED' || status === 'RUNNING';
