import type { Prisma } from './generated/client.ts';

/** Lets one transaction of Prisma at a time change what belongs to a workspace, over all servers. It ends with the transaction. */
export async function lockWorkspace(transaction: Pick<Prisma.TransactionClient, '$executeRaw'>, workspaceId: string): Promise<void> {
  await transaction.$executeRaw`SELECT FROM workspaces WHERE id = ${workspaceId}::uuid FOR UPDATE`;
}
