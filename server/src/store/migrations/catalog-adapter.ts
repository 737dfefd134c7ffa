import { PrismaPg } from '@prisma/adapter-pg';
import { ColumnTypeEnum, type SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';

const CHAR = 18;
const CHAR_ARRAY = 1002;

/**
 * Prisma's PostgreSQL adapter, able to read PostgreSQL's catalogs too: their one-letter codes have the type "char", which
 * adapter 7.10 refuses though the schema engine asks for it. They pass through it as "char"[] and come out as characters.
 */
export function catalogAdapter(url: string): { factory: SqlMigrationAwareDriverAdapterFactory; close: () => Promise<void> } {
  // Several, since the engine holds its lock on one session while it works on others; closed at the end, which frees the lock.
  const pool = new pg.Pool({ connectionString: url, Client: CatalogClient, max: 8 });
  const factory = new PrismaPg(pool, { disposeExternalPool: false });
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      return {
        ...result,
        columnTypes: result.columnTypes.map((type) => (type === ColumnTypeEnum.CharacterArray ? ColumnTypeEnum.Character : type)),
      };
    };
    return adapter;
  };
  return { factory, close: () => pool.end() };
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
