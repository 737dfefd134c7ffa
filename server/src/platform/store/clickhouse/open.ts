import { Readable } from 'node:stream';
import { ClickHouseLogLevel, createClient, type ClickHouseClientConfigOptions } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';
import { makePrivate } from '../lock.ts';
import { Availability, SILENT } from '../availability.ts';
import { ClickHouse, insertInto, type SessionParts } from './client.ts';
import { endAtFaults } from './faults.ts';

/** Statements that may run side by side. Two cores serve two readers; more would only compete for them. */
const READER_COUNT = 3;
/** Spans and their texts, the projector, and sums of traces, none of which may wait for another. */
const WRITER_COUNT = 3;

/** Statements of each kind that a ClickHouse server runs side by side for this process. */
const CONNECTION_COUNT = 8;

/** A rebuild's statements may take minutes; queries have a limit of their own. */
const REQUEST_TIMEOUT_MS = 900_000;

/** Errors reach the caller, who logs them once. */
const QUIET = { level: ClickHouseLogLevel.OFF };

/** Opens ClickHouse in this process, its data in `folder`. One process owns a folder. */
export async function openEmbeddedClickHouse(folder: string): Promise<ClickHouse> {
  await makePrivate(folder, { isOurs: true });
  const session = (): SessionParts => {
    const connection = createChdbConnection({ path: folder });
    return {
      // The package's types were written against another minor version of the client's; the contract is the same.
      client: createClient({ connection: connection as unknown as NonNullable<ClickHouseClientConfigOptions['connection']> }),
      insertBytes: async (target, lines) => {
        await connection.chdb.rawInsert({
          ...target,
          columns: [...target.columns],
          settings: { ...target.settings },
          values: lines,
          format: 'JSONCompactEachRow',
        });
      },
    };
  };
  const clickhouse = new ClickHouse(Array.from({ length: WRITER_COUNT }, session), Array.from({ length: READER_COUNT }, session), {
    isOwn: true,
    questionCount: READER_COUNT,
    availability: null,
  });
  endAtFaults();
  return clickhouse;
}

/** Connects to a ClickHouse server; the URL may name user, password and database. */
export function connectClickHouse(url: string, availability = new Availability('ClickHouse', SILENT)): ClickHouse {
  const session = (): SessionParts => {
    const client = createClient({ url, request_timeout: REQUEST_TIMEOUT_MS, max_open_connections: CONNECTION_COUNT, log: QUIET });
    return {
      client,
      insertBytes: async (target, lines) => {
        const { stream } = await client.exec({ query: insertInto(target), values: Readable.from([lines], { objectMode: false }) });
        stream.resume(); // nothing comes back; what is not read would keep the connection
      },
    };
  };
  return new ClickHouse([session()], [session()], { isOwn: false, questionCount: CONNECTION_COUNT, availability });
}
