import { definePgCommand } from '../pg-query.ts';
import { pg } from '../pg-sql.ts';
import { statementsOf, type PrismaTransaction } from './statements.ts';

/** Lets one transaction of Prisma at a time change what belongs to a workspace, over all servers, until it ends. */
export async function lockWorkspace(transaction: PrismaTransaction, workspaceId: string): Promise<void> {
  await lock(statementsOf(transaction), { workspaceId });
}

const lock = definePgCommand({
  name: 'workspaces.lock',
  sql: (_none: unknown, workspace) => pg`SELECT 1 AS one FROM workspaces WHERE id = ${workspace} FOR UPDATE`,
});
