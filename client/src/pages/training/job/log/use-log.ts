import { useEffect, useMemo, useState } from 'react';
import { useClient } from 'urql';
import type { Client } from 'urql';
import { connection } from '../../../../graphql/client.ts';
import { asDocument } from '../../../../graphql/document.ts';
import { failureWords } from '../../../../graphql/failure.ts';
import { TrainingLogGrewDocument, TrainingLogLinesDocument, TrainingLogStateDocument } from '../../../../graphql/generated/graphql.ts';
import type { LogLine } from './log-book.ts';

export interface LogPlace {
  readonly jobId: string;
  readonly attempt: number;
}

/** Lines of a log after a number; with a text, only those that contain it. */
export async function readLines(
  client: Client,
  { jobId, attempt }: LogPlace,
  { after, count, search = '' }: { readonly after: number; readonly count: number; readonly search?: string },
): Promise<readonly LogLine[] | { readonly failure: string }> {
  const variables = { id: jobId, attempt, after, count, search: search === '' ? null : search };
  const { data, error } = await client
    .query(asDocument(TrainingLogLinesDocument), variables, { requestPolicy: 'network-only' })
    .toPromise();
  return data?.trainingLog ?? { failure: error === undefined ? 'The log is not here any more.' : failureWords(error) };
}

export interface LogEnd {
  /** Number of the last line; null: not known yet. */
  readonly lastLine: number | null;
  readonly failure: string | null;
  readonly retry: () => void;
}

/** How far a log goes, while it grows. */
export function useLogEnd({ jobId, attempt }: LogPlace, isFollowed: boolean): LogEnd {
  const client = useClient();
  const [state, setState] = useState<{ readonly lastLine: number | null; readonly failure: string | null }>({
    lastLine: null,
    failure: null,
  });
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let isOver = false;
    const reach = (lastLine: number) => setState((held) => ({ lastLine: Math.max(lastLine, held.lastLine ?? 0), failure: null }));
    const ask = () =>
      void client
        .query(asDocument(TrainingLogStateDocument), { id: jobId, attempt }, { requestPolicy: 'network-only' })
        .toPromise()
        .then(({ data, error }) => {
          if (isOver) return;
          if (data?.trainingJob != null) reach(data.trainingJob.log.lastLine);
          else setState((held) => ({ ...held, failure: error === undefined ? 'The job is not here any more.' : failureWords(error) }));
        });
    ask();
    if (!isFollowed) return () => void (isOver = true);
    const stop = client.subscription(asDocument(TrainingLogGrewDocument), { id: jobId }).subscribe(({ data }) => {
      if (data?.trainingLogAppended.attempt === attempt) reach(data.trainingLogAppended.lastLine);
    }).unsubscribe;
    const stopReturns = connection.onReturn(ask);
    return () => {
      isOver = true;
      stop();
      stopReturns();
    };
  }, [client, jobId, attempt, isFollowed, tries]);
  return useMemo(() => ({ ...state, retry: () => setTries((count) => count + 1) }), [state]);
}
