import { useMemo } from 'react';
import { useClient } from 'urql';
import type { Client, RequestPolicy } from 'urql';
import { useKeysetList } from '../../../controls/list/list.ts';
import type { KeysetList, ListSource } from '../../../controls/list/list.ts';
import { newerCount, newerThan } from '../../../controls/list/newer.ts';
import { asDocument } from '../../../graphql/document.ts';
import { policyOf } from '../../../graphql/early.ts';
import { failureWords } from '../../../graphql/failure.ts';
import { TrainingListPageDocument, TrainingMovedDocument } from '../../../graphql/generated/graphql.ts';
import type { TrainingListPageQuery, TrainingListPageQueryVariables } from '../../../graphql/generated/graphql.ts';
import { firstPageOf } from './job-query.ts';
import type { JobQuery } from './job-query.ts';

export type ListedJob = TrainingListPageQuery['trainingJobs']['edges'][number]['node'];
export type JobList = KeysetList<ListedJob>;

/** Points of a curve in the list, those that came since it was read included. */
const MOST_SPARK = 90;

/** Jobs in the order asked for, a page at a time by keyset; rows follow their jobs, and new ones are counted, unless paused. */
export function useJobList(query: JobQuery, paused: boolean): JobList {
  const client = useClient();
  const asked = JSON.stringify(query);
  const source = useMemo(() => jobsOf(client, JSON.parse(asked) as JobQuery), [client, asked]);
  return useKeysetList(source, paused);
}

function jobsOf(client: Client, query: JobQuery): ListSource<ListedJob> {
  const first = firstPageOf(query);
  /** Curves of the jobs that are listed: what follows a job brings its numbers alone. */
  const sparklines = new Map<string, readonly (number | string)[]>();
  const grown = (id: string, loss: number | string | null): (number | string)[] => {
    const held = sparklines.get(id) ?? [];
    const next = loss === null || loss === held.at(-1) ? [...held] : [...held, loss].slice(-MOST_SPARK);
    sparklines.set(id, next);
    return next;
  };
  const ask = async (variables: TrainingListPageQueryVariables, requestPolicy: RequestPolicy = 'network-only') => {
    const { data, error } = await client.query(asDocument(TrainingListPageDocument), variables, { requestPolicy }).toPromise();
    for (const { node } of data?.trainingJobs.edges ?? []) sparklines.set(node.id, node.sparkline);
    return {
      page: data == null ? null : { entries: data.trainingJobs.edges, hasMore: data.trainingJobs.pageInfo.hasNextPage },
      error,
    };
  };
  const isNewestFirst = query.order === 'CREATED' && query.descending;
  return {
    key: JSON.stringify(query),
    page: async (after) => {
      const { page, error } = await (after === null
        ? ask(first, policyOf(client, TrainingListPageDocument, first, 'network-only'))
        : ask({ ...first, after }));
      return page ?? (error === undefined ? null : { failure: failureWords(error) });
    },
    newer: async (held) => {
      const { page } = await ask({ ...first, first: newerCount(held, isNewestFirst) });
      return page === null ? null : newerThan(held, page.entries, isNewestFirst);
    },
    follow: (onChange) =>
      client.subscription(asDocument(TrainingMovedDocument), {}).subscribe(({ data }) => {
        const job = data?.trainingJobChanged;
        if (job === undefined) return;
        const { deletedAt, ...row } = job;
        if (deletedAt != null) onChange({ deletedIds: [job.id] });
        else onChange({ arrived: true, row: { ...row, sparkline: grown(job.id, job.lastLoss ?? null) } });
      }).unsubscribe,
  };
}
