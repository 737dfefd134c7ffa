import type { Prisma } from '../../../platform/store/prisma/generated/client.ts';
import type { ItemState } from '../types.ts';

export interface ItemsAsked {
  readonly workspaceId: string;
  readonly runId: string;
  /** Null: in any. */
  readonly state: ItemState | null;
  /** Only items with a score of this name; null: all. */
  readonly score: string | null;
  /** With `score`: only items that passed, or that did not; null: both. */
  readonly passed: boolean | null;
  readonly after: bigint | null;
  readonly before: bigint | null;
}

/** Which items a page has. */
export const itemsWhere = ({
  workspaceId,
  runId,
  state,
  score,
  passed,
  after,
  before,
}: ItemsAsked): Prisma.EvaluationRunItemWhereInput => ({
  workspaceId,
  runId,
  ...(state !== null && { state }),
  ...((score !== null || passed !== null) && {
    scores: { some: { ...(score !== null && { name: score }), ...(passed !== null && { passed }) } },
  }),
  id: { ...(after !== null && { gt: after }), ...(before !== null && { lt: before }) },
});
