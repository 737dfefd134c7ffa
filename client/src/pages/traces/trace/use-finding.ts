import { useEffect, useMemo, useState } from 'react';
import { useClient } from 'urql';
import { asDocument } from '../../../graphql/document.ts';
import { failureWords } from '../../../graphql/failure.ts';
import { TraceFindingDocument } from '../../../graphql/generated/graphql.ts';
import { namesWith } from './finding.ts';
import type { SpanRow } from './span-rows.ts';

/** What a search in a trace found: by name at once, in texts and attributes when the server has looked. */
export interface Finding {
  readonly text: string;
  readonly ids: ReadonlySet<string>;
  /** Places of what was found, ascending. */
  readonly places: readonly number[];
  /** The server still looks. */
  readonly isLooking: boolean;
  /** In words; null when the server could look. Names were searched in any case. */
  readonly failure: string | null;
}

/** Typing goes on: the server is asked when it rests, ms. */
const REST_MS = 250;

export function useFinding(traceId: string, rows: readonly SpanRow[], sought: string): Finding | null {
  const client = useClient();
  const text = sought.trim();
  const [answer, setAnswer] = useState<{ readonly text: string; readonly ids: readonly string[]; readonly failure: string | null }>({ text: '', ids: [], failure: null });
  useEffect(() => {
    if (text === '') return undefined;
    let isCurrent = true;
    const timer = window.setTimeout(() => {
      void client.query(asDocument(TraceFindingDocument), { id: traceId, text }, { requestPolicy: 'network-only' }).toPromise().then(({ data, error }) => {
        if (isCurrent) setAnswer({ text, ids: data?.trace?.search ?? [], failure: error === undefined ? null : failureWords(error) });
      });
    }, REST_MS);
    return () => { isCurrent = false; window.clearTimeout(timer); };
  }, [client, traceId, text]);
  const byName = useMemo(() => namesWith(rows, text), [rows, text]);
  return useMemo(() => {
    if (text === '') return null;
    const isAnswered = answer.text === text;
    const ids = isAnswered && answer.ids.length > 0 ? new Set([...byName, ...answer.ids]) : byName;
    const places: number[] = [];
    for (const { id, place } of rows) if (ids.has(id)) places.push(place);
    return { text, ids, places, isLooking: !isAnswered, failure: isAnswered ? answer.failure : null };
  }, [rows, text, byName, answer]);
}
