import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import { clockText, utcZone } from '../../analytics/pure/zone.ts';
import { Report, type ModelOverview, type OverviewBucket } from '../../analytics/load/report.ts';
import { MessageList, type ListedMessage } from '../../messages/load/whole-list.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { numberColumns } from './number-columns.ts';
import { tableOf, type ColumnOf, type Row, type Table } from '../pure/table.ts';
import type { ExportType } from '../types.ts';

/** What a file is to hold. */
export interface TableQuery {
  readonly type: ExportType;
  /** One that `checkFilter` has passed. */
  readonly filter: AnalyticsFilter;
  /** Of messages; none: all. */
  readonly roles: readonly string[];
}

/** The rows of an export, from the statements that the screen asks. */
export function openTable(stores: Stores, workspaceId: string, query: TableQuery, now: Date): Promise<Table> {
  const { type, filter } = query;
  switch (type) {
    case 'COMPLETE':
      return messageTable(stores, workspaceId, query);
    case 'OVERVIEW':
      return Report.open(stores, workspaceId, filter, now).then(overviewTable);
    case 'TIMESERIES':
      return Report.open(stores, workspaceId, filter, now).then(seriesTable);
    case 'MODEL_COMPARISON':
      return Report.open(stores, workspaceId, filter, now).then(modelTable);
    default:
      return type satisfies never;
  }
}

/** One row a number: what it is now, and in the period before. */
async function overviewTable(report: Report): Promise<Table> {
  const [overview, previous] = await Promise.all([report.overview(), report.previous()]);
  type Item = (typeof numberColumns)[number];
  const number = (value: unknown): number | null => (value === null ? null : Number(value));
  return tableOf<Item>(
    [
      { name: 'metric', kind: 'text', of: ({ name }) => name },
      { name: 'unit', kind: 'text', of: ({ unit }) => (unit === '' ? null : unit) },
      { name: 'value', kind: 'float', of: ({ of }) => number(of(overview)) },
      { name: 'previousValue', kind: 'float', of: ({ of }) => (previous === null ? null : number(of(previous))) },
    ],
    numberColumns,
  );
}

/** One row a bucket. */
async function seriesTable(report: Report): Promise<Table> {
  const { zone } = report.scope;
  return tableOf<OverviewBucket>(
    [
      { name: 'startedAt', kind: 'instant', of: ({ startedAt }) => startedAt.getTime() },
      { name: 'startedAtLocal', kind: 'text', of: ({ startedAt }) => clockText(zone, startedAt.getTime()) },
      { name: 'interval', kind: 'text', of: () => report.interval },
      { name: 'isPartial', kind: 'boolean', of: ({ isPartial }) => isPartial },
      ...numberColumns,
    ],
    await report.series(null),
  );
}

/** One row a model, with its number of messages in the period before. */
async function modelTable(report: Report): Promise<Table> {
  const models = await report.byModel();
  return tableOf<ModelOverview>(
    [
      { name: 'model', kind: 'text', of: ({ model }) => model },
      { name: 'provider', kind: 'text', of: ({ provider }) => provider },
      { name: 'trainingMethod', kind: 'text', of: ({ trainingMethod }) => trainingMethod },
      ...numberColumns,
    ],
    models,
  );
}

const messageColumns = (zone: string): readonly ColumnOf<ListedMessage>[] => [
  { name: 'externalId', kind: 'text', of: ({ message }) => message.externalId },
  { name: 'conversationId', kind: 'text', of: ({ message }) => message.conversationId },
  { name: 'role', kind: 'text', of: ({ message }) => message.role },
  { name: 'content', kind: 'text', of: ({ message }) => message.content },
  { name: 'createdAt', kind: 'instant', of: ({ createdAtMs }) => createdAtMs },
  { name: 'createdAtLocal', kind: 'text', of: ({ createdAtMs }) => clockText(zone, createdAtMs) },
  { name: 'receivedAt', kind: 'instant', of: ({ message }) => Math.round(message.receivedAtMs) },
  { name: 'model', kind: 'text', of: ({ message }) => message.model },
  { name: 'provider', kind: 'text', of: ({ message }) => message.provider },
  { name: 'userId', kind: 'text', of: ({ userId }) => userId },
  { name: 'sessionId', kind: 'text', of: ({ message }) => message.sessionId },
  { name: 'experimentName', kind: 'text', of: ({ message }) => message.experimentName },
  { name: 'variant', kind: 'text', of: ({ message }) => message.variant },
  { name: 'environment', kind: 'text', of: ({ message }) => message.environment },
  { name: 'widget', kind: 'boolean', of: ({ message }) => message.widget },
  { name: 'inputTokens', kind: 'integer', of: ({ message }) => message.inputTokens },
  { name: 'outputTokens', kind: 'integer', of: ({ message }) => message.outputTokens },
  { name: 'cacheReadTokens', kind: 'integer', of: ({ message }) => message.cacheReadTokens },
  { name: 'cacheWriteTokens', kind: 'integer', of: ({ message }) => message.cacheWriteTokens },
  { name: 'reasoningTokens', kind: 'integer', of: ({ message }) => message.reasoningTokens },
  { name: 'costUsd', kind: 'usd', of: ({ costNanoUsd }) => costNanoUsd },
  { name: 'latencyMs', kind: 'integer', of: ({ message }) => message.latencyMs },
  { name: 'timeToFirstTokenMs', kind: 'integer', of: ({ message }) => message.timeToFirstTokenMs },
  { name: 'errorType', kind: 'text', of: ({ message }) => message.errorType },
  { name: 'traceId', kind: 'text', of: ({ message }) => message.traceId },
  { name: 'spanId', kind: 'text', of: ({ message }) => message.spanId },
  { name: 'toolCalls', kind: 'json', of: ({ message }) => message.toolCalls },
  { name: 'evaluations', kind: 'json', of: ({ message }) => message.evaluations },
  { name: 'metadata', kind: 'json', of: ({ message }) => message.metadata },
];

/** One row a message, oldest first. */
async function messageTable(stores: Stores, workspaceId: string, { filter, roles }: TableQuery): Promise<Table> {
  const list = await MessageList.open(stores, workspaceId, { filter, roles });
  const columns = messageColumns(filter.timeZone ?? utcZone);
  const reads = columns.map(({ of }) => of);
  return {
    columns: columns.map(({ name, kind }) => ({ name, kind })),
    expectedCount: list.count,
    countAgain: () => list.countAgain(),
    async *pages() {
      for await (const page of list.pages()) yield page.map((message): Row => reads.map((read) => read(message)));
    },
  };
}
