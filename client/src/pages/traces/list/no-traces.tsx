import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState } from 'ui-kit/panel';
import { keepView } from '../../../controls/use-view.ts';
import { Button } from '../../../primitives/button.tsx';
import { Snippet } from '../../../primitives/snippet.tsx';
import { firstTrace, traceSettings } from '../../../panels/connecting/trace-snippets.ts';
import { useTraceView } from './use-trace-view.ts';
import { withoutTraceFilters } from './trace-view.ts';
import styles from './traces.module.css';

/** Why the list is empty, and what would change it. */
export function NoTraces({ isNarrowed }: { readonly isNarrowed: boolean }) {
  const [view, change] = useTraceView();
  const [visit] = useState(() => ({ trace: newTraceId(), at: Date.now() }));
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
        {view.range !== 'all' && <Button onClick={() => change({ range: 'all', from: undefined, to: undefined })}>Show all time</Button>}
        <Link to="/connect" search={keepView}>
          Keys and more ways to send
        </Link>
      </span>
    </div>
  );
}

const newTraceId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
