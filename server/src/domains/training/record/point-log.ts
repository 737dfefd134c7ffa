import type { ClickHouse } from '../../../platform/store/clickhouse/client.ts';
import { compressedLines, joinedLines, RecordLog } from '../../../platform/store/record-log.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { logLines, pointLogQueue, refusePoints, type PointLogRow } from '../queries/log.ts';
import { trainingBatches } from '../tables.ts';

/** What one commit logs for one workspace. */
export interface LoggedPoints {
  readonly workspaceId: string;
  /** Lines of `JSONCompactEachRow`, one per call. */
  readonly lines: Buffer;
}

/** Writes points to ClickHouse; durable on return. May be done twice: rows of one key and version are one. */
export const insertPoints = (clickhouse: ClickHouse, lines: Buffer): Promise<void> =>
  clickhouse.insertBytes(trainingBatches.name, trainingBatches.columnNames, lines);

/** Points of small commits (platform/store/record-log.ts): landed by what reads points, else every two seconds (background/landing.ts). */
export type PointLog = RecordLog<LoggedPoints, PointLogRow>;

const logs = new WeakMap<Stores, PointLog>();

/** The one log of these stores in this process. */
export function pointLogOf(stores: Stores): PointLog {
  let log = logs.get(stores);
  if (log === undefined) {
    log = new RecordLog(stores, {
      queue: pointLogQueue,
      takeCount: 100,
      store: (session, { workspaceId, lines }) => logLines(session, { workspaceId, lines: compressedLines(lines) }),
      insert: (clickhouse, rows) => insertPoints(clickhouse, joinedLines(rows.map(({ lines }) => lines))),
      refuse: refusePoints,
    });
    logs.set(stores, log);
  }
  return log;
}
