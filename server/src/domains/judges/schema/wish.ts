import { uuidKey } from '../../../platform/graphql/ids.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import type { AnalyticsFilter } from '../../analytics/pure/filter.ts';
import type { RunWish } from '../commands/runs.ts';

interface Given {
  readonly judgeId: string | number;
  readonly messageExternalIds?: readonly string[] | null | undefined;
  readonly filter?: AnalyticsFilter | null | undefined;
  readonly sampleCount?: number | null | undefined;
  readonly seed?: number | null | undefined;
}

/** A run as it is asked for. Errors: throws BAD_USER_INPUT for the id of another thing. */
export const wishOf = ({ judgeId, messageExternalIds, filter, sampleCount, seed }: Given): RunWish => ({
  judgeId: judgeKeyOf(judgeId),
  messageExternalIds: messageExternalIds ?? null,
  filter: filter ?? null,
  sampleCount: sampleCount ?? null,
  seed: seed ?? null,
});

export const judgeKeyOf = (judgeId: string | number): string => uuidKey(keyOfNode('Judge', String(judgeId), 'input.judgeId'));
