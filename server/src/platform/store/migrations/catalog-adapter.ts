import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';

const CHAR = 18;
const CHAR_ARRAY = 1002;

export interface CatalogAdapter {
  readonly factory: SqlMigrationAwareDriverAdapterFactory;
  /** Runs `work` in one transaction: cut off anywhere, or failed, it leaves nothing behind (cut-off.test.ts). */
  atomically<Value>(work: () => Promise<Value>): Promise<Value>;
  close(): Promise<void>;
}

/**
 * Prisma's PostgreSQL adapter, able to read PostgreSQL's catalogs too: their one-letter codes have the type "char", which
 * adapter 7.10 refuses though the schema engine asks for it. They pass through it as "char"[] and come out as characters.
 *
 * The engine runs a migration statement by statement and would never go on with one that was cut off; so all of its work can
 * be put into one transaction, in which it may still meet errors that it expects (a table that is not there yet).
 */
export function catalogAdapter(url: string): CatalogAdapter {
  let isAtomic = false;
  // One session, so that a transaction holds all of it; never closed for being idle.
  const pool = new pg.Pool({
    connectionString: url,
    Client: CatalogClient,
    max: 1,
    idleTimeoutMillis: 0,
    // A migration that changes rows changes those of all workspaces, also where walls hold its user (postgres/walls.ts).
    onConnect: (client) => client.query(`SET ftl.workspace = 'all'`).then(() => {}),
  });
  // The next statement fails, and says why. A connection that is in use is not watched by its pool: unheard, it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (connected) => void connected.on('error', () => {}));
  const guarded =
    <Args extends unknown[], Value>(run: (...args: Args) => Promise<Value>) =>
    async (...args: Args): Promise<Value> => {
      if (!isAtomic) return run(...args);
      await pool.query('SAVEPOINT step');
      try {
        const value = await run(...args);
        await pool.query('RELEASE SAVEPOINT step');
        return value;
      } catch (error) {
        await pool.query('ROLLBACK TO SAVEPOINT step');
        throw error;
      }
    };
  const factory = new PrismaPg(pool, { disposeExternalPool: false });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = guarded(adapter.queryRaw.bind(adapter));
    adapter.executeRaw = guarded(adapter.executeRaw.bind(adapter));
    adapter.executeScript = guarded(adapter.executeScript.bind(adapter));
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      return {
        ...result,
        columnTypes: result.columnTypes.map((type) => (type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type)),
      };
    };
    return adapter;
  };
  return {
    factory,
    async atomically(work) {
      await pool.query('BEGIN');
      isAtomic = true;
      try {
        const value = await work();
        isAtomic = false;
        await pool.query('COMMIT');
        return value;
      } catch (error) {
        isAtomic = false;
        await pool.query('ROLLBACK').catch(() => {});
        throw error;
      }
    },
    close: () => pool.end(),
  };
}

class CatalogClient extends pg.Client {
  override query(...args: unknown[]): never {
    const done = args.at(-1);
    if (typeof done === 'function') {
      args[args.length - 1] = (error: unknown, result?: pg.QueryResult) => done(error, result && relabel(result));
    }
    const result = (super.query as (...args: unknown[]) => unknown)(...args);
    return (result instanceof Promise ? result.then(relabel) : result) as never;
  }
}

function relabel(result: pg.QueryResult): pg.QueryResult {
  for (const field of result.fields ?? []) if (field.dataTypeID === CHAR) field.dataTypeID = CHAR_ARRAY;
  return result;
}
