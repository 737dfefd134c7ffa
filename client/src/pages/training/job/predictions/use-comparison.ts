import { useMemo } from 'react';
import { useClient } from 'urql';
import type { Client } from 'urql';
import { asDocument } from '../../../../graphql/document.ts';
import { failureWords } from '../../../../graphql/failure.ts';
import { JobPredictionsDocument } from '../../../../graphql/generated/graphql.ts';
import type { JobPredictionsQuery } from '../../../../graphql/generated/graphql.ts';
import { askOnce } from '../../../../graphql/live.ts';
import { useLive } from '../../../../graphql/use-live.ts';
import type { Live } from '../../../../graphql/use-live.ts';
import type { PredictionQuery } from './prediction-view.ts';

export type Comparison = JobPredictionsQuery['comparePredictions'];
export type ComparedSample = Comparison['edges'][number]['node'];

/** Samples of the chosen epochs side by side, a page at a time; `revision` changes where the epochs' predictions have. */
export function useComparison(
  jobId: string,
  query: PredictionQuery,
  revision: string,
): Live<Comparison> & { readonly loadMore: () => void } {
  const client = useClient();
  const key = JSON.stringify([jobId, query, revision]);
  const source = useMemo(() => {
    const [id, asked] = JSON.parse(key) as [string, PredictionQuery];
    return {
      key,
      ask: askOnce<Comparison>(async () => {
        const page = await ask(client, id, asked, null);
        return page === null || 'failure' in page ? page : { value: page };
      }),
      more: (after: string) => ask(client, id, asked, after),
    };
  }, [client, key]);
  const live = useLive(query.epochs.length === 0 ? null : source);
  const { extend } = live;
  const loadMore = () =>
    extend(async ({ edges }) => {
      const last = edges.at(-1);
      const page = last === undefined ? null : await source.more(last.cursor);
      if (page === null || 'failure' in page) return page;
      return (now) => ({ ...now, edges: [...now.edges, ...page.edges], pageInfo: page.pageInfo });
    });
  return { ...live, loadMore };
}

async function ask(client: Client, id: string, query: PredictionQuery, after: string | null) {
  const variables = { id, ...query, epochs: [...query.epochs], after };
  const { data, error } = await client.query(asDocument(JobPredictionsDocument), variables, { requestPolicy: 'network-only' }).toPromise();
  if (data !== undefined) return data.comparePredictions;
  return error === undefined ? null : { failure: failureWords(error) };
}
