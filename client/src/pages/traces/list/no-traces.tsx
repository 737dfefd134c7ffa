import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState } from 'ui-kit/panel';
import { Older } from '../../../controls/list/older.tsx';
import { TracesOfAllTimeDocument } from '../../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../../graphql/use-live.ts';
import { keepView } from '../../../controls/use-view.ts';
import { Button } from '../../../primitives/button.tsx';
import { Snippet } from '../../../primitives/snippet.tsx';
import { firstTrace, traceSettings } from '../../../panels/connecting/trace-snippets.ts';
import { traceQuery } from './trace-query.ts';
import { useTraceView } from './use-trace-view.ts';
import { withoutTraceFilters } from './trace-view.ts';
import styles from './traces.module.css';

/** Why the list is empty, and what would change it. */
export function NoTraces({ isNarrowed }: { readonly isNarrowed: boolean }) {
  const [view, change] = useTraceView();
  const [visit] = useState(() => ({ trace: newTraceId(), at: Date.now() }));
  const allTime = () => change({ range: 'all', from: undefined, to: undefined });
  const { filter, search } = traceQuery({ ...view, range: 'all' }, visit.at);
  const older = useLiveQuery({ query: TracesOfAllTimeDocument, variables: { filter, search }, isWanted: view.range !== 'all' });
  const newestAt = older.data?.traces.edges[0]?.node.startedAt ?? null;
  if (newestAt !== null)
    return <Older noun={isNarrowed ? 'trace that passes the filters' : 'trace'} newestAt={newestAt} onAllTime={allTime} />;
  if (isNarrowed) {
    return (
      <EmptyState
        says="No trace here passes the search and the filters."
        how="Words are looked for in names, inputs, outputs and errors of every span."
        action={<Button onClick={() => change(withoutTraceFilters)}>Clear search and filters</Button>}
      />
    );
  }
  const ways = [...traceSettings(window.location.origin, null), firstTrace(window.location.origin, null, visit)];
  return (
    <div className={styles.none}>
      <EmptyState
        says={view.range === 'all' ? 'No trace has arrived yet.' : 'No trace in this time range.'}
        how="An application that sends OpenTelemetry, or uses a Langfuse SDK, changes one address. Its traces appear here as they arrive."
      />
      {ways.map(({ label, code }) => (
        <Snippet key={label} label={label} code={code} />
      ))}
      <span className={styles.buttons}>
        {view.range !== 'all' && <Button onClick={allTime}>Show all time</Button>}
        <Link to="/connect" search={keepView}>
          Keys and more ways to send
        </Link>
        <Link to="/import" search={keepView}>
          Import a file
        </Link>
      </span>
    </div>
  );
}

const newTraceId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
