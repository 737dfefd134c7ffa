import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { asDocument } from '../../../graphql/document.ts';
import { connection } from '../../../graphql/client.ts';
import { policyOf } from '../../../graphql/early.ts';
import { failureWords } from '../../../graphql/failure.ts';
import { TraceMovedDocument, TracePageDocument } from '../../../graphql/generated/graphql.ts';
import type { JudgementFragment, TracePageQuery, TraceHeadFragment } from '../../../graphql/generated/graphql.ts';
import { readColumns, spanRows } from './span-rows.ts';
import type { SpanRow } from './span-rows.ts';

export interface ShownTrace {
  readonly head: TraceHeadFragment;
  /** The same array until a span has changed. */
  readonly rows: readonly SpanRow[];
  /** Of the trace as a whole, not of one of its spans. */
  readonly evaluations: readonly JudgementFragment[];
  /** The trace has more spans than rows: they are the earliest. */
  readonly isCut: boolean;
}

export type TraceState =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'absent' }
  /** `failure`: the last try to see what changed went wrong; what is shown still holds. */
  | { readonly state: 'ready'; readonly trace: ShownTrace; readonly failure: string | null };

/** Of the time that an answer took, this many times is waited before the next: a trace of fifty thousand spans that runs is not asked for each second. */
const PAUSES_PER_ANSWER = 4;
const LEAST_PAUSE_MS = 1_000;
/** A trace whose root has not come counts as running for 30 s after its last span: then nobody tells that it has ended. */
const QUIET_MS = 32_000;

/** One trace with its whole tree; follows what lands of it unless paused. */
export function useTrace(id: string, paused: boolean): { readonly trace: TraceState; readonly round: number; readonly askAgain: () => void } {
  const client = useClient();
  const [held, setHeld] = useState<{ readonly id: string; readonly trace: TraceState }>({ id, trace: { state: 'loading' } });
  const [round, setRound] = useState(0);
  const answerMs = useRef(0);
  const askAgain = useCallback(() => setRound((now) => now + 1), []);

  useEffect(() => {
    let isCurrent = true;
    const askedAt = performance.now();
    void client.query(asDocument(TracePageDocument), { id }, { requestPolicy: policyOf(client, TracePageDocument, { id }, 'network-only') }).toPromise().then(({ data, error }) => {
      if (!isCurrent) return;
      const next = data === undefined ? failed(error === undefined ? 'The trace could not be read.' : failureWords(error)) : data.trace == null ? { state: 'absent' as const } : ready(data.trace);
      setHeld((before) => ({ id, trace: before.id === id ? settled(before.trace, next) : next }));
      answerMs.current = performance.now() - askedAt;
    });
    return () => { isCurrent = false; };
  }, [client, id, round]);

  const trace: TraceState = held.id === id ? held.trace : { state: 'loading' };
  const isThere = trace.state === 'ready';
  const shown = useRef('');
  const mark = trace.state === 'ready' ? markOf(trace.trace.head) : '';
  useEffect(() => { shown.current = mark; }, [mark]);
  useEffect(() => {
    if (paused || !isThere) return undefined;
    let timer = 0;
    const { unsubscribe } = client.subscription(asDocument(TraceMovedDocument), { id }).subscribe(({ data }) => {
      // The first one says how it stands now: nothing new, unless something landed between the two questions.
      if (timer !== 0 || data?.traceChanged == null || markOf(data.traceChanged) === shown.current) return;
      timer = window.setTimeout(() => { timer = 0; askAgain(); }, Math.max(LEAST_PAUSE_MS, PAUSES_PER_ANSWER * answerMs.current));
    });
    return () => { unsubscribe(); window.clearTimeout(timer); };
  }, [client, id, paused, isThere, askAgain]);
  const isRunning = trace.state === 'ready' && trace.trace.head.isRunning;
  useEffect(() => {
    if (paused || !isRunning) return undefined;
    const timer = window.setTimeout(askAgain, QUIET_MS);
    return () => window.clearTimeout(timer);
  }, [paused, isRunning, round, askAgain]);
  useEffect(() => connection.onReturn(askAgain), [askAgain]);
  return { trace, round, askAgain };
}

/** What differs whenever a trace has changed. */
const markOf = ({ receivedAt, spanCount, isRunning, costUsd }: Pick<TraceHeadFragment, 'receivedAt' | 'spanCount' | 'isRunning' | 'costUsd'>): string => `${receivedAt} ${spanCount} ${isRunning} ${costUsd ?? ''}`;

const failed = (message: string): TraceState => ({ state: 'failed', message });

function ready({ columns, evaluations, ...head }: NonNullable<TracePageQuery['trace']>): TraceState {
  const read = readColumns(columns);
  return { state: 'ready', failure: null, trace: { head, evaluations: evaluations.filter(({ spanId }) => spanId == null), rows: spanRows(read), isCut: read.isCut } };
}

/** What is shown after an answer: a failure doesn't take away what was there, and rows that did not change stay the same. */
function settled(before: TraceState, next: TraceState): TraceState {
  if (before.state !== 'ready') return next;
  if (next.state === 'failed') return { ...before, failure: next.message };
  if (next.state !== 'ready') return next;
  const isSame = markOf(before.trace.head) === markOf(next.trace.head);
  return isSame ? { ...next, trace: { ...next.trace, rows: before.trace.rows } } : next;
}
