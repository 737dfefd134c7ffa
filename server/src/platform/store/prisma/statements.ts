import type { Statements } from '../postgres/postgres.ts';
import type { Prisma } from './generated/client.ts';

export type PrismaTransaction = Pick<Prisma.TransactionClient, '$queryRawUnsafe'>;

/** A transaction of Prisma as one that takes statements of our own (pg-query.ts): what they do is part of it. They return rows, and no count. */
export const statementsOf = (transaction: PrismaTransaction): Statements => ({
  query: async <Row>(statement: Parameters<Statements['query']>[0], values: readonly unknown[] = []) => {
    const { text, values: bound } = typeof statement === 'string' ? { text: statement, values } : { values, ...statement };
    const rows = await transaction.$queryRawUnsafe<Row[]>(text, ...(bound ?? []));
    return { rows, rowCount: rows.length };
  },
});
