import type { Statement, Statements } from '../postgres/postgres.ts';
import { acrossWorkspaces, everyWorkspace, inWorkspace } from '../scope.ts';
import type { Prisma } from './generated/client.ts';

export type PrismaTransaction = Pick<Prisma.TransactionClient, '$queryRawUnsafe'>;

/**
 * A transaction of Prisma as one that takes statements of our own (pg-query.ts): what they do is part of it. They return rows, and no count
 * of changes.
 */
export const statementsOf = (transaction: PrismaTransaction): Statements => ({
  query: async <Row>(statement: Parameters<Statements['query']>[0], values: readonly unknown[] = []) => {
    const asked: Statement = typeof statement === 'string' ? { text: statement, values } : { values, ...statement };
    const rows = await inScopeOf(asked, () => transaction.$queryRawUnsafe<Record<string, unknown>[]>(asked.text, ...(asked.values ?? [])));
    const fields = Object.keys(rows[0] ?? {}).map((name) => ({ name }));
    const given = asked.rowMode === 'array' ? rows.map((row) => Object.values(row)) : rows;
    return { rows: given as Row[], fields, rowCount: rows.length };
  },
});

/** Prisma makes its own statement of it: the scope goes with the work. */
function inScopeOf<Value>({ scope }: Statement, work: () => Value): Value {
  if (scope === undefined || scope === null) return work();
  return scope === everyWorkspace ? acrossWorkspaces('The statement says so.', work) : inWorkspace(scope, work);
}
