import { perOperation } from '../../platform/graphql/per-operation.ts';
import { lastChanges } from './queries/entries.ts';
import type { Entry } from './types.ts';

/** A thing as the trail names it. */
interface Target {
  readonly type: string;
  readonly id: string;
}

/** The last entry of each thing; null: it was not changed by a person or a key since the trail began. */
export const lastChangeOf = perOperation<Target, Entry | null>(async (targets, { stores, viewer }) => {
  const found = new Map<string, Entry>();
  for (const targetType of new Set(targets.map(({ type }) => type))) {
    const targetIds = [...new Set(targets.filter(({ type }) => type === targetType).map(({ id }) => id))];
    const entries = await lastChanges(stores.postgres, { workspaceId: viewer.workspaceId, targetType, targetIds });
    for (const entry of entries) found.set(`${targetType} ${entry.targetId}`, entry);
  }
  return targets.map(({ type, id }) => found.get(`${type} ${id}`) ?? null);
});
