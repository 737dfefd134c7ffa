import { useMemo } from 'react';
import { useClient } from 'urql';
import type { ListSource } from '../../controls/list/list.ts';
import { asDocument } from '../../graphql/document.ts';
import { failureWords } from '../../graphql/failure.ts';
import { EvaluationItemsDocument, EvaluationRunsDocument } from '../../graphql/generated/graphql.ts';
import type { EvaluationItemRowFragment, EvaluationItemState, EvaluationRunRowFragment } from '../../graphql/generated/graphql.ts';

const itemsOnPage = 100;

/** Every run, newest first. */
export function useRunsSource(): ListSource<EvaluationRunRowFragment> {
  const client = useClient();
  return useMemo(
    () => ({
      key: 'runs',
      page: async (after) => {
        const { data, error } = await client
          .query(asDocument(EvaluationRunsDocument), { after }, { requestPolicy: 'network-only' })
          .toPromise();
        if (data == null) return error === undefined ? null : { failure: failureWords(error) };
        return { entries: data.evaluationRuns.edges, hasMore: data.evaluationRuns.pageInfo.hasNextPage };
      },
      newer: async () => null,
      follow: () => () => undefined,
    }),
    [client],
  );
}

export interface ItemsChoice {
  readonly state: EvaluationItemState | null;
  readonly score: string | null;
  readonly passed: boolean | null;
}

/** Items of a run in its order. */
export function useItemsSource(runId: string, { state, score, passed }: ItemsChoice): ListSource<EvaluationItemRowFragment> {
  const client = useClient();
  return useMemo(
    () => ({
      key: JSON.stringify([runId, state, score, passed]),
      page: async (after) => {
        const variables = { id: runId, first: itemsOnPage, after, state, score, passed };
        const { data, error } = await client
          .query(asDocument(EvaluationItemsDocument), variables, { requestPolicy: 'network-only' })
          .toPromise();
        if (data == null) return error === undefined ? null : { failure: failureWords(error) };
        const items = data.evaluationRun?.items;
        return { entries: items?.edges ?? [], hasMore: items?.pageInfo.hasNextPage ?? false };
      },
      newer: async () => null,
      follow: () => () => undefined,
    }),
    [client, runId, state, score, passed],
  );
}
