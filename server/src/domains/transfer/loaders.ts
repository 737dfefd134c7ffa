import { perOperation } from '../../platform/graphql/per-operation.ts';
import { effectsOf } from './load.ts';
import type { TransferEffect } from './pure/effect.ts';
import type { StoredTransfer } from './types.ts';

/** What a transfer was worth: three statements for all sessions of an operation. */
export const effectOfTransfer = perOperation<string, TransferEffect>(async (ids, { stores, viewer }) => {
  const rows = await stores.prisma.transferSession.findMany({ where: { workspaceId: viewer.workspaceId, id: { in: [...ids] } } });
  const numberOf = (value: bigint | null): number | null => (value === null ? null : Number(value));
  const sessions = rows.map((row): StoredTransfer => ({
    ...row,
    trainingMs: numberOf(row.trainingMs),
    costNanoUsd: numberOf(row.costNanoUsd),
    scratchMs: numberOf(row.scratchMs),
    scratchNanoUsd: numberOf(row.scratchNanoUsd),
  }));
  const effects = await effectsOf(stores, viewer.workspaceId, sessions);
  return ids.map((id) => effects.get(id) ?? new Error(`Transfer session ${id} is gone.`));
});
