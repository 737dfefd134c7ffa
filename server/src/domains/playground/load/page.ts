import type { Viewer } from '../../../platform/graphql/context.ts';
import { unstorable } from '../../../platform/ingest/text.ts';
import type { Prisma } from '../../../platform/store/prisma/generated/client.ts';
import { spenderOf } from '../../model-connections/load.ts';
import { readableBy } from '../load.ts';

export interface RunPlace {
  readonly createdAt: Date;
  readonly id: string;
}

export interface AskedRuns {
  readonly search: string | null;
  /** True: shared ones of everyone; false: own ones; null: both. */
  readonly isShared: boolean | null;
  readonly after: RunPlace | null;
  readonly before: RunPlace | null;
}

const beyond = ({ createdAt, id }: RunPlace, side: 'lt' | 'gt') => ({
  OR: [{ createdAt: { [side]: createdAt } }, { createdAt, id: { [side]: id } }],
});

/** Which runs a page has; null: no run can be asked for so. */
export function runsWhere(viewer: Viewer, { search, isShared, after, before }: AskedRuns): Prisma.PlaygroundRunWhereInput | null {
  if (search !== null && unstorable(search) !== null) return null;
  const { workspaceId } = viewer;
  const mine = isShared === null ? readableBy(viewer) : isShared ? { workspaceId, isShared } : { workspaceId, owner: spenderOf(viewer) };
  return {
    AND: [
      mine,
      ...(search === null || search.trim() === ''
        ? []
        : [
            {
              title: {
                contains: search
                  .trim()
                  .slice(0, 512)
                  .replaceAll(/[\\%_]/g, '\\$&'),
                mode: 'insensitive' as const,
              },
            },
          ]),
      ...(after === null ? [] : [beyond(after, 'lt')]),
      ...(before === null ? [] : [beyond(before, 'gt')]),
    ],
  };
}
