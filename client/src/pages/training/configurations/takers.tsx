import { useState } from 'react';
import { takers } from '../runners/runner-state.ts';
import type { RunnerAbilities } from '../runners/runner-state.ts';

/** Who would take a job, or why none does. */
export function Takers({
  runners,
  wanted,
}: {
  readonly runners: readonly RunnerAbilities[];
  readonly wanted: { readonly command: string; readonly labels: readonly string[] };
}) {
  const [now] = useState(Date.now);
  const { ready, silent } = takers(runners, wanted, now);
  const needs = wanted.labels.length === 0 ? '' : ` and has the labels ${wanted.labels.join(', ')}`;
  if (ready > 0) return <>{ready === 1 ? 'One runner' : `${ready} runners`} can take it; it waits in the queue until one is free.</>;
  return (
    <>
      It waits in the queue: no runner that allows <code className="mono">{wanted.command}</code>
      {needs} {silent === 0 ? 'is there' : `was heard in the last minute (${silent} silent)`}.
    </>
  );
}
