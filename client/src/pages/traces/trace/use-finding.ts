import { useMemo } from 'react';
import { useClient } from 'urql';
import type { Client } from 'urql';
import { asDocument } from '../../../graphql/document.ts';
import { failureWords } from '../../../graphql/failure.ts';
import { TraceFindingDocument } from '../../../graphql/generated/graphql.ts';
import { askOnce } from '../../../graphql/live.ts';
import type { LiveSource } from '../../../graphql/live.ts';
import { useLive } from '../../../graphql/use-live.ts';
import { namesWith } from './finding.ts';
import type { SpanRow } from './span-rows.ts';

/** What a search in a trace found: by name at once, in texts and attributes when the server has looked. */
export interface Finding {
  readonly text: string;
  readonly ids: ReadonlySet<string>;
  /** Indexes of what was found, ascending. */
  readonly indexes: readonly number[];
  /** The server still looks. */
  readonly isLooking: boolean;
  /** In words; null when the server could look. Names were searched in any case. */
  readonly failure: string | null;
}

/** Typing goes on: the server is asked when it rests, ms. */
const REST_MS = 250;

/** Spans of a trace that have the words that are sought, by name and by what the server finds in their texts; null: nothing is sought. */
export function useFinding(traceId: string, rows: readonly SpanRow[], sought: string): Finding | null {
  const client = useClient();
  const text = sought.trim();
  const { data, isStale, failure } = useLive(text === '' ? null : searchOf(client, traceId, text));
  const inTexts = isStale ? null : data;
  const byName = useMemo(() => namesWith(rows, text), [rows, text]);
  return useMemo(() => {
    if (text === '') return null;
    const ids = inTexts !== null && inTexts.length > 0 ? new Set([...byName, ...inTexts]) : byName;
    const indexes: number[] = [];
    for (const { id, index } of rows) if (ids.has(id)) indexes.push(index);
    return { text, ids, indexes, isLooking: inTexts === null && failure === null, failure };
  }, [rows, text, byName, inTexts, failure]);
}

function searchOf(client: Client, traceId: string, text: string): LiveSource<readonly string[]> {
  return {
    key: text,
    restMs: REST_MS,
    ask: askOnce<readonly string[]>(async () => {
      const { data, error } = await client
        .query(asDocument(TraceFindingDocument), { id: traceId, text }, { requestPolicy: 'network-only' })
        .toPromise();
      return error === undefined ? { value: data?.trace?.search ?? [] } : { failure: failureWords(error) };
    }),
  };
}
