import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useClient } from 'urql';
import { asDocument } from '../../graphql/document.ts';
import {
  ContinuePlaygroundAnswerDocument,
  PlaygroundAnswerChangesDocument,
  PlaygroundRunPageDocument,
  RetryPlaygroundAnswerDocument,
  StopPlaygroundAnswerDocument,
  StopPlaygroundRunDocument,
} from '../../graphql/generated/graphql.ts';
import type { PlaygroundWholeRunFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import type { Sent } from '../../graphql/refusal.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { notify } from '../../primitives/toast.ts';
import { isUnderWay, mergedAnswers } from './answers.ts';
import type { Answer } from './answers.ts';

/** Without an event for so long the run is followed again: the first event has every answer as it stands. */
const QUIET_MS = 8_000;

/** What can be done with one answer. */
export interface AnswerActs {
  readonly stop: (answerId: string) => void;
  readonly retry: (answerId: string) => void;
  /** False: it was refused. */
  readonly goOn: (answerId: string, results: readonly { readonly callId: string; readonly text: string }[]) => Promise<boolean>;
}

export interface ShownRun {
  /** Null: there is none, or it is not there yet. */
  readonly run: PlaygroundWholeRunFragment | null;
  readonly answers: readonly Answer[];
  readonly isUnderWay: boolean;
  readonly isLoading: boolean;
  /** Why the run can't be shown, in words. */
  readonly failure: string | null;
  readonly reload: () => void;
  readonly stopAll: () => void;
  readonly acts: AnswerActs;
}

/** A run with its answers as they come. `begun`: the run as it was begun here, so that it is shown before it is asked for. */
export function useRun(id: string | null, begun: PlaygroundWholeRunFragment | null): ShownRun {
  const client = useClient();
  const { data, failure, reload } = useLiveQuery({ query: PlaygroundRunPageDocument, variables: { id: id ?? '' }, isWanted: id !== null });
  const asked = id !== null && data?.playgroundRun?.id === id ? data.playgroundRun : null;
  const run = asked ?? (begun?.id === id ? begun : null);
  const [known, setKnown] = useState<ReadonlyMap<string, Answer>>(new Map());
  const answers = useMemo(() => (run === null ? [] : mergedAnswers(run.answers, known)), [run, known]);
  const goesOn = answers.some(({ status }) => isUnderWay(status));
  const take = useCallback(
    (came: readonly Answer[]) => setKnown((now) => new Map([...now, ...came.map((answer) => [answer.id, answer] as const)])),
    [],
  );

  const [follows, setFollows] = useState(0);
  const heardAt = useRef(0);
  useEffect(() => {
    if (id === null || !goesOn) return undefined;
    heardAt.current = Date.now();
    const { unsubscribe } = client.subscription(asDocument(PlaygroundAnswerChangesDocument), { runId: id }).subscribe(({ data: came }) => {
      heardAt.current = Date.now();
      if (came?.playgroundAnswers != null) take(came.playgroundAnswers);
    });
    const timer = window.setInterval(() => {
      if (Date.now() - heardAt.current > QUIET_MS) setFollows((now) => now + 1);
    }, QUIET_MS / 2);
    return () => {
      unsubscribe();
      window.clearInterval(timer);
    };
  }, [client, id, goesOn, take, follows]);

  // The same ones while the run is: an answer that has not changed is not drawn again.
  const acts = useMemo(
    () => ({
      stop: (answerId: string): void =>
        void send(client, StopPlaygroundAnswerDocument, { id: answerId }).then((sent) => isTaken(sent, 'The answer was not stopped.')),
      retry: (answerId: string): void =>
        void send(client, RetryPlaygroundAnswerDocument, { id: answerId }).then((sent) => {
          if (isTaken(sent, 'The model was not asked again.') && sent.ok) take([sent.data.retryPlaygroundAnswer]);
        }),
      goOn: async (answerId: string, results: readonly { readonly callId: string; readonly text: string }[]): Promise<boolean> => {
        const sent = await send(client, ContinuePlaygroundAnswerDocument, { input: { id: answerId, results: [...results] } });
        if (sent.ok) take([sent.data.continuePlaygroundAnswer]);
        return isTaken(sent, 'The results were not sent.');
      },
    }),
    [client, take],
  );
  return {
    run,
    answers,
    isUnderWay: goesOn,
    isLoading: id !== null && run === null && data === null && failure === null,
    failure:
      id === null || run !== null
        ? null
        : data !== null && data.playgroundRun === null
          ? 'There is no such run, or it is not shared with you.'
          : failure,
    reload,
    stopAll: () => {
      if (id !== null) void send(client, StopPlaygroundRunDocument, { id }).then((sent) => isTaken(sent, 'The run was not stopped.'));
    },
    acts,
  };
}

/** Whether an act was taken; where it was not, a note says why. */
function isTaken(sent: Sent<unknown>, title: string): boolean {
  if (!sent.ok) notify({ title, says: sent.refusal.message, tone: 'bad' });
  return sent.ok;
}
