import { useEffect, useEffectEvent, useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { Load } from 'ui-kit/panel';
import { useClient } from 'urql';
import type { AnyVariables, Client, OperationResult } from 'urql';
import { connection } from './client.ts';
import { asDocument } from './document.ts';
import { policyOf } from './early.ts';
import { failureWords } from './failure.ts';
import type { TypedDocumentString } from './generated/graphql.ts';
import { openLive } from './live.ts';
import type { Answer, LiveMachine, LiveSource } from './live.ts';

/** What is known of one query, as a reader sees it. */
export interface Live<Value> {
  /** The newest answer; it stays until a better one is there. */
  readonly data: Value | null;
  /** The data answers an earlier query (another window, another filter); the new answer is on its way. */
  readonly isStale: boolean;
  /** In words; null when the last try went well. */
  readonly failure: string | null;
  /** How many answers of the server there have been. */
  readonly answerCount: number;
  /** More is being added. */
  readonly isExtending: boolean;
  readonly reload: () => void;
  readonly extend: LiveMachine<Value, never>['extend'];
  readonly update: LiveMachine<Value, never>['update'];
}

/** Sends a query, and follows its answer unless paused; null: nothing is asked, and the last answer stays. */
export function useLive<Value, Change>(source: LiveSource<Value, Change> | null, isPaused = false): Live<Value> {
  const [machine] = useState(() => openLive<Value, Change>(connection.onReturn));
  useLayoutEffect(() => machine.set(source, isPaused));
  useLayoutEffect(() => machine.close, [machine]);
  const { value, key, failure, answerCount, isExtending } = useSyncExternalStore(machine.subscribe, machine.read);
  const asked = source?.key ?? null;
  return useMemo(
    () => ({
      data: value,
      isStale: value !== null && asked !== null && key !== asked,
      failure: failure !== null && failure.key === asked ? failure.message : null,
      answerCount,
      isExtending,
      reload: machine.reload,
      extend: machine.extend,
      update: machine.update,
    }),
    [value, key, failure, answerCount, isExtending, asked, machine],
  );
}

export interface LiveQuery<Data, Change, Variables extends AnyVariables> {
  readonly query: TypedDocumentString<Data, Variables>;
  readonly variables: Variables;
  /** Asked for now; true when absent. */
  readonly isWanted?: boolean;
  /** What is followed, and what a change does: it is put into the answer, or leads to asking again, at most once in a time. */
  readonly changes?:
    | {
        readonly subscription: TypedDocumentString<Change, Variables>;
        readonly apply: (data: Data, change: Change) => Data;
      }
    | {
        readonly subscription: TypedDocumentString<Change, Record<string, never>>;
        readonly askAfterMs: number;
      }
    | {
        readonly subscription: TypedDocumentString<Change, Variables>;
        readonly askAfterMs: number;
        /** Of the subscription. */
        readonly of: Variables;
      }
    | undefined;
  /** Asked again so long after an answer, ms, by what it is where that matters: for what no subscription tells. null: not by itself. */
  readonly againMs?: number | ((data: Data) => number | null) | undefined;
  readonly isPaused?: boolean;
}

/** One query of the API with its last answer, from the cache at first, and what changes it. */
export function useLiveQuery<Data, Change, Variables extends AnyVariables>({
  query,
  variables,
  isWanted = true,
  changes,
  againMs,
  isPaused = false,
}: LiveQuery<Data, Change, Variables>): Live<Data> {
  const client = useClient();
  const source = isWanted ? sourceOf(client, query, variables, changes) : null;
  const again = typeof againMs === 'number' ? () => againMs : againMs;
  return useLive(source === null || again === undefined ? source : { ...source, againMs: again }, isPaused);
}

function sourceOf<Data, Change, Variables extends AnyVariables>(
  client: Client,
  query: TypedDocumentString<Data, Variables>,
  variables: Variables,
  changes: LiveQuery<Data, Change, Variables>['changes'],
): LiveSource<Data, Change> {
  const source: LiveSource<Data, Change> = {
    key: JSON.stringify(variables),
    ask: (held, give) => {
      const requestPolicy = held === null ? policyOf(client, query, variables, 'cache-and-network') : 'network-only';
      return client.query(asDocument(query), variables, { requestPolicy }).subscribe((result) => {
        const answer = answerOf(result);
        if (answer !== null) give(answer);
      }).unsubscribe;
    },
  };
  if (changes === undefined) return source;
  const follow =
    <Sent extends AnyVariables>(document: TypedDocumentString<Change, Sent>, sent: Sent) =>
    (onChange: (change: Change) => void) =>
      client.subscription(asDocument(document), sent).subscribe(({ data }) => {
        if (data !== undefined && data !== null) onChange(data);
      }).unsubscribe;
  if ('of' in changes)
    return { ...source, follow: follow(changes.subscription, changes.of), take: () => 'ask', pauseMs: changes.askAfterMs };
  if ('askAfterMs' in changes)
    return { ...source, follow: follow(changes.subscription, {}), take: () => 'ask', pauseMs: changes.askAfterMs };
  const { subscription, apply } = changes;
  return { ...source, follow: follow(subscription, variables), take: (_data, came) => (now) => came.reduce(apply, now) };
}

function answerOf<Data>({ data, error, stale }: OperationResult<Data>): Answer<Data> | null {
  if (data !== undefined && data !== null && !(error !== undefined && hasNothing(data)))
    return { value: data, isLast: !stale, ...(error !== undefined && { failure: failureWords(error) }) };
  return error === undefined ? null : { failure: failureWords(error) };
}

/** Each root field is null: beside an error that says nothing of what is there, and is no answer. */
const hasNothing = (data: object): boolean => Object.entries(data).every(([name, value]) => value === null || name === '__typename');

/** Follows a subscription as long as the component is there. */
export function useChanges<Change, Variables extends AnyVariables>(
  subscription: TypedDocumentString<Change, Variables>,
  variables: Variables,
  onChange: (change: Change) => void,
): void {
  const client = useClient();
  const change = useEffectEvent(onChange);
  const asked = JSON.stringify(variables);
  useEffect(
    () =>
      client.subscription(asDocument(subscription), JSON.parse(asked) as Variables).subscribe(({ data }) => {
        if (data !== undefined && data !== null) change(data);
      }).unsubscribe,
    [client, subscription, asked],
  );
}

/** An answer as a panel takes it; `pick` says what the panel shows, null where there is nothing to show. */
export function loadOf<Data, Value>(
  { data, isStale, failure }: Pick<Live<Data>, 'data' | 'isStale' | 'failure'>,
  pick: (data: Data) => Value | null,
): Load<Value> {
  if (data !== null) {
    const value = pick(data);
    if (value !== null) return { state: 'ready', value, refreshing: isStale };
    return failure === null ? { state: 'empty' } : { state: 'failed', message: failure };
  }
  return failure === null ? { state: 'loading' } : { state: 'failed', message: failure };
}
