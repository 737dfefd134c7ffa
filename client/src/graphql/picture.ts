import { useCallback, useEffect, useState } from 'react';
import type { Load } from 'ui-kit/panel';
import { useClient, useQuery } from 'urql';
import type { AnyVariables } from 'urql';
import { connection } from './client.ts';
import { asDocument } from './document.ts';
import { failureWords } from './failure.ts';
import type { TypedDocumentString } from './generated/graphql.ts';

/**
 * What is known of one question, as a reader sees it: the newest answer there is, whether it still answers what is asked now,
 * and what went wrong with the last try. An answer stays on screen until a better one is there.
 */
export interface Picture<Data> {
  readonly data: Data | null;
  /** The data answers an earlier question (another window, another filter); the new answer is on its way. */
  readonly isRefreshing: boolean;
  /** In words; null when the last try went well. */
  readonly failure: string | null;
  readonly askAgain: () => void;
}

interface PictureOptions {
  /** true: not asked for now. */
  readonly pause?: boolean;
}

/** Asks one question; asks again when the socket comes back after a loss, since something may have been missed. */
export function usePicture<Data, Variables extends AnyVariables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  { pause = false }: PictureOptions = {},
): Picture<Data> {
  const [result, execute] = useQuery({ query: asDocument(document), variables, pause });
  const question = JSON.stringify(variables);
  const [kept, setKept] = useState<{ readonly data: Data; readonly question: string } | null>(null);
  // While a new question is open, urql still gives the answer to the one before: its own variables say which it answers.
  const fresh = result.data === undefined || result.operation === undefined ? null : { data: result.data as Data, question: JSON.stringify(result.operation.variables) };
  if (fresh !== null && (kept === null || fresh.data !== kept.data || fresh.question !== kept.question)) setKept(fresh);
  const shown = fresh ?? kept;
  const askAgain = useCallback(() => execute({ requestPolicy: 'network-only' }), [execute]);
  useEffect(() => connection.onReturn(() => { if (!pause) askAgain(); }), [askAgain, pause]);
  return {
    data: shown?.data ?? null,
    isRefreshing: shown !== null && shown.question !== question,
    failure: result.error === undefined || result.fetching ? null : failureWords(result.error),
    askAgain,
  };
}

interface LivePictureOptions<Data, Change, Variables extends AnyVariables> {
  readonly query: TypedDocumentString<Data, Variables>;
  readonly changes: TypedDocumentString<Change, Variables>;
  readonly variables: Variables;
  /** Puts what a change brought into the picture. */
  readonly apply: (data: Data, change: Change) => Data;
  /** true: nothing moves until it is false again; then it is asked for once more. */
  readonly paused: boolean;
}

/** A picture that follows the server's changes. The query paints first; the subscription follows once there is something to change. */
export function useLivePicture<Data, Change, Variables extends AnyVariables>(
  options: LivePictureOptions<Data, Change, Variables>,
): Picture<Data> {
  const { query, changes, variables, apply, paused } = options;
  const client = useClient();
  const picture = usePicture(query, variables);
  const question = JSON.stringify(variables);
  const [moved, setMoved] = useState<{ readonly question: string; readonly change: Change } | null>(null);
  const isFollowing = !paused && picture.data !== null && !picture.isRefreshing;
  useEffect(() => {
    if (!isFollowing) return undefined;
    const asked = JSON.parse(question) as Variables;
    const { unsubscribe } = client.subscription(asDocument(changes), asked).subscribe((result) => {
      if (result.data !== undefined && result.data !== null) setMoved({ question, change: result.data as Change });
    });
    return unsubscribe;
  }, [client, changes, question, isFollowing]);
  const { data } = picture;
  if (data === null || moved === null || moved.question !== question) return picture;
  return { ...picture, data: apply(data, moved.change) };
}

/** A picture as a panel takes it; `pick` says what the panel shows, null where there is nothing to show. */
export function loadOf<Data, Value>(picture: Picture<Data>, pick: (data: Data) => Value | null): Load<Value> {
  if (picture.data !== null) {
    const value = pick(picture.data);
    return value === null ? { state: 'empty' } : { state: 'ready', value, refreshing: picture.isRefreshing };
  }
  return picture.failure === null ? { state: 'loading' } : { state: 'failed', message: picture.failure };
}
