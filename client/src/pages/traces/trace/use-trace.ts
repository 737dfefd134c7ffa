import { useClient } from 'urql';
import type { Client } from 'urql';
import { asDocument } from '../../../graphql/document.ts';
import { policyOf } from '../../../graphql/early.ts';
import { failureWords } from '../../../graphql/failure.ts';
import { TraceMovedDocument, TracePageDocument } from '../../../graphql/generated/graphql.ts';
import type { JudgementFragment, TracePageQuery, TraceHeadFragment } from '../../../graphql/generated/graphql.ts';
import { askOnce } from '../../../graphql/live.ts';
import type { LiveSource } from '../../../graphql/live.ts';
import { useLive } from '../../../graphql/use-live.ts';
import type { Live } from '../../../graphql/use-live.ts';
import { readColumns } from './span-rows.ts';
import type { SpanColumns } from './span-rows.ts';

export interface ShownTrace {
  readonly head: TraceHeadFragment;
  /** The same object until a span has changed. */
  readonly columns: SpanColumns;
  /** Of the trace as a whole, not of one of its spans. */
  readonly evaluations: readonly JudgementFragment[];
  /** The trace has more spans than columns: they are the earliest. */
  readonly isCut: boolean;
}

/** A trace, or null where there is none with its id. */
export interface FoundTrace {
  readonly trace: ShownTrace | null;
}

/**
 * Of the time that an answer took, this many times is waited before the next: a trace of fifty thousand spans that runs is not asked for
 * each second.
 */
const PAUSES_PER_ANSWER = 4;
const LEAST_PAUSE_MS = 1_000;
/** A trace whose root has not come counts as running for 30 s after its last span: then no change says that it has ended. */
const QUIET_MS = 32_000;

/** One trace with its whole tree; follows what lands of it unless paused. */
export function useTrace(id: string, isPaused: boolean): Live<FoundTrace> {
  const client = useClient();
  return useLive(traceOf(client, id), isPaused);
}

function traceOf(client: Client, id: string): LiveSource<FoundTrace, TraceMark | null> {
  return {
    key: id,
    ask: askOnce(async (held) => {
      const requestPolicy = policyOf(client, TracePageDocument, { id }, 'network-only');
      const { data, error } = await client.query(asDocument(TracePageDocument), { id }, { requestPolicy }).toPromise();
      if (data == null) return { failure: error === undefined ? 'The trace could not be read.' : failureWords(error) };
      return { value: { trace: data.trace == null ? null : shownTrace(data.trace, held?.trace ?? null) } };
    }),
    follow: (onChange) =>
      client.subscription(asDocument(TraceMovedDocument), { id }).subscribe(({ data }) => {
        // Null: there is no such trace yet, or not any more.
        if (data !== undefined) onChange(data.traceChanged ?? null);
      }).unsubscribe,
    // The first change says how the trace stands now: nothing new, unless something landed between the two queries.
    take: ({ trace }, changes) => (changes.every((change) => markOf(change) === markOf(trace?.head ?? null)) ? null : 'ask'),
    pauseMs: (answerMs) => Math.max(LEAST_PAUSE_MS, PAUSES_PER_ANSWER * answerMs),
    againMs: ({ trace }) => (trace?.head.isRunning === true ? QUIET_MS : null),
  };
}

type TraceMark = Pick<TraceHeadFragment, 'receivedAt' | 'spanCount' | 'isRunning' | 'costUsd'>;

/** What differs whenever a trace has changed, and where there is none. */
const markOf = (trace: TraceMark | null): string =>
  trace === null ? '' : `${trace.receivedAt} ${trace.spanCount} ${trace.isRunning} ${trace.costUsd ?? ''}`;

/** A trace as it is shown; columns that did not change since the last answer stay the same. */
function shownTrace({ columns, evaluations, ...head }: NonNullable<TracePageQuery['trace']>, before: ShownTrace | null): ShownTrace {
  const read = readColumns(columns);
  const isSame = before !== null && markOf(before.head) === markOf(head);
  return {
    head,
    evaluations: evaluations.filter(({ spanId }) => spanId == null),
    columns: isSame ? before.columns : read,
    isCut: read.isCut,
  };
}
