import { useEffect, useEffectEvent } from 'react';
import { useClient } from 'urql';
import { connection } from '../../../graphql/client.ts';
import { asDocument } from '../../../graphql/document.ts';
import { TrainingStepsDocument } from '../../../graphql/generated/graphql.ts';
import type { CurveBook, LivePoint } from './curve-book.ts';
import { livePoints } from './read-columns.ts';

export interface StepsFollowed {
  readonly jobId: string;
  readonly book: CurveBook;
  readonly isFollowed: boolean;
  /** What came, after the book has it. */
  readonly onPoints: (points: readonly LivePoint[]) => void;
}

/** Puts what the trainer logs into the book, as it comes; after a loss of the connection, what was missed first. */
export function useSteps({ jobId, book, isFollowed, onPoints }: StepsFollowed): void {
  const client = useClient();
  const tell = useEffectEvent(onPoints);
  useEffect(() => {
    if (!isFollowed) return undefined;
    let cursor: string | null = null;
    const follow = () =>
      client.subscription(asDocument(TrainingStepsDocument), { id: jobId, cursor }).subscribe(({ data }) => {
        if (data === undefined || data === null) return;
        cursor = data.trainingSteps.cursor;
        const points = livePoints(data.trainingSteps.columns);
        book.append(points);
        tell(points);
      }).unsubscribe;
    let stop = follow();
    const stopReturns = connection.onReturn(() => {
      stop();
      // Nothing had come yet: there is no place to go on from.
      if (cursor === null) book.reload();
      stop = follow();
    });
    return () => {
      stop();
      stopReturns();
    };
  }, [client, jobId, book, isFollowed]);
}
