import type { Loop } from '../domain.ts';
import type { ClickHouse } from '../store/clickhouse/client.ts';
import type { LineLog, LoggedLines } from '../store/line-log.ts';
import { pause } from '../store/pause.ts';
import { compressedLines, joinedLines, RecordLog } from '../store/record-log.ts';
import type { Stores } from '../store/stores.ts';
import type { InsertTarget } from '../store/table.ts';
import { IngestBusy } from './errors.ts';
import { GroupCommit } from './group-commit.ts';

export interface LoggedLinesOptions {
  /** What the lines are of, for the loop and for refusals: "exposures". */
  readonly name: string;
  readonly table: InsertTarget;
  /** Where small commits wait. */
  readonly log: LineLog;
  /** Of every insert into the table. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Lines of one call, of `JSONCompactEachRow`. */
export interface CallOfLines {
  readonly workspaceId: string;
  readonly lines: Buffer;
  readonly byteCount: number;
}

type Lines = Pick<CallOfLines, 'workspaceId' | 'lines'>;

/** Rows of a ClickHouse table that is harmless to write twice: small commits go to a log in PostgreSQL first, large ones at once. */
export interface LineWriting {
  /** Writes the lines of a call; durable on return. Errors: `IngestBusy`. */
  write(stores: Stores, workspaceId: string, lines: readonly string[]): Promise<void>;
  /** The same for calls that a group commit of the caller has gathered (`pacing`), which has more to do with them. Errors: those of either store. */
  writeGroup(stores: Stores, group: readonly CallOfLines[]): Promise<void>;
  /** Resolves when all that is acknowledged now can be read; where that fails, the answer is made of what there is. */
  land(stores: Stores): Promise<void>;
  /** Keeps the log short. */
  readonly landing: Loop;
}

export const pacing = {
  /**
   * After a silence a call is written at once; calls that keep coming share forty groups a second, so that a point of training is on the
   * page within 150 ms.
   */
  pace: { burst: 20, everyMs: 25 },
  /**
   * From this size on a group does not wait for its turn: it is worth its row of the log. Twenty clients that each send a thousand points
   * and wait for the answer never have more on their way.
   */
  fullBytes: 256 * 1024,
};
/** From this size on a group goes to ClickHouse at once. */
const largeBytes = 1024 * 1024;
const landEveryMs = 2_000;

export function defineLoggedLines({ name, table, log: { queue, store, refuse }, settings = {} }: LoggedLinesOptions): LineWriting {
  const logs = new WeakMap<Stores, RecordLog<Lines, LoggedLines>>();
  const commits = new WeakMap<Stores, GroupCommit<CallOfLines>>();
  const insert = (clickhouse: ClickHouse, lines: Buffer): Promise<void> =>
    clickhouse.insertBytes(table.name, table.columnNames, lines, settings);

  function logOf(stores: Stores): RecordLog<Lines, LoggedLines> {
    let log = logs.get(stores);
    if (log === undefined) {
      log = new RecordLog<Lines, LoggedLines>(stores, {
        queue,
        takeCount: 100,
        store: (session, { workspaceId, lines }) => store(session, { workspaceId, lines: compressedLines(lines) }),
        insert: (clickhouse, rows) => insert(clickhouse, joinedLines(rows.map(({ lines }) => lines))),
        refuse,
      });
      logs.set(stores, log);
    }
    return log;
  }

  async function writeGroup(stores: Stores, group: readonly CallOfLines[]): Promise<void> {
    const byteCount = group.reduce((sum, call) => sum + call.byteCount, 0);
    const log = logOf(stores);
    const linesOf = (calls: readonly Lines[]): Buffer => Buffer.concat(calls.map(({ lines }) => lines));
    if (byteCount >= largeBytes || !log.isLanding) return insert(stores.clickhouse, linesOf(group));
    await log.append(
      [...Map.groupBy(group, ({ workspaceId }) => workspaceId)].map(([workspaceId, calls]) => ({ workspaceId, lines: linesOf(calls) })),
    );
  }

  function commitOf(stores: Stores): GroupCommit<CallOfLines> {
    let commit = commits.get(stores);
    if (commit === undefined) {
      commit = new GroupCommit<CallOfLines>({
        ...pacing,
        write: (group) => writeGroup(stores, group),
        finish: async () => {},
        refusal: (stage, cause) =>
          stage === 'waiting'
            ? new IngestBusy(`More ${name} came in than could be written.`, 2)
            : new IngestBusy(`The ${name} could not be written.`, 5, cause),
      });
      commits.set(stores, commit);
    }
    return commit;
  }

  return {
    async write(stores, workspaceId, texts) {
      if (texts.length === 0) return;
      const commit = commitOf(stores);
      commit.assertRoom();
      const lines = together(texts);
      await commit.commit({ workspaceId, lines, byteCount: lines.length });
    },
    writeGroup,
    land: (stores) =>
      logOf(stores)
        .land()
        .catch(() => {}),
    landing: {
      name,
      start: ({ stores, onPassed, onError }) => {
        const stopping = new AbortController();
        const run = async (): Promise<void> => {
          for (await pause(landEveryMs, stopping.signal); !stopping.signal.aborted; await pause(landEveryMs, stopping.signal))
            await logOf(stores).land().then(onPassed, onError);
        };
        const done = run();
        return {
          stop: async () => {
            stopping.abort();
            await done;
          },
        };
      },
      drain: (stores) => logOf(stores).land(),
    },
  };
}

/** Added up, the parts that lines are made of are put together once, when the bytes are written; joined, they are twice, for as much again. */
function together(lines: readonly string[]): Buffer {
  let text = '';
  for (const line of lines) text += `${line}\n`;
  return Buffer.from(text);
}
