import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { format, useLocale } from 'ui-kit/format';
import type { GoodDirection, Unit } from 'ui-kit/format';
import { keepView } from '../../../controls/use-view.ts';
import type { TraceHeadFragment } from '../../../graphql/generated/graphql.ts';
import { Moment } from '../../../primitives/moment.tsx';
import { visible } from 'ui-kit/visible';
import { Change } from './change.tsx';
import styles from './compare.module.css';

/** One of the two traces, as it is compared. */
export interface ComparedTrace {
  readonly head: TraceHeadFragment;
  /** Each once, in the order in which they were called. */
  readonly models: readonly string[];
}

interface Figure {
  readonly label: string;
  readonly unit: Unit;
  readonly better: GoodDirection;
  readonly of: (head: TraceHeadFragment) => number | null;
}

const figures: readonly Figure[] = [
  { label: 'duration', unit: 'ms', better: 'lower', of: ({ durationMs }) => durationMs },
  { label: 'cost', unit: 'usd', better: 'lower', of: ({ costUsd }) => costUsd ?? null },
  { label: 'input tokens', unit: 'count', better: 'neither', of: ({ inputTokens }) => Number(inputTokens) },
  { label: 'output tokens', unit: 'count', better: 'neither', of: ({ outputTokens }) => Number(outputTokens) },
  { label: 'model calls', unit: 'count', better: 'neither', of: ({ modelCallCount }) => modelCallCount },
  { label: 'tool calls', unit: 'count', better: 'neither', of: ({ toolCallCount }) => toolCallCount },
  { label: 'errors', unit: 'count', better: 'lower', of: ({ errorCount }) => errorCount },
  { label: 'spans', unit: 'count', better: 'neither', of: ({ spanCount }) => spanCount },
];

/** What the two traces came to, a column each figure. */
export function Totals({ left, right }: { readonly left: ComparedTrace; readonly right: ComparedTrace }) {
  const locale = useLocale();
  const row = (name: 'A' | 'B', { head, models }: ComparedTrace): ReactNode => (
    <tr>
      <th scope="row">
        <b className={styles.letter}>{name}</b>
        <Link to="/traces/$traceId" params={{ traceId: head.id }} search={keepView} title={head.id}>
          {head.name === '' ? 'Trace' : visible(head.name)}
        </Link>
        {head.isRunning && <span className={styles.running}>running</span>}
        <small>
          <Moment at={head.startedAt} precision="second" />
          {models.length > 0 && ` · ${models.map(visible).join(', ')}`}
        </small>
      </th>
      {figures.map(({ label, unit, of }) => (
        <td key={label}>{format(of(head), unit, locale)}</td>
      ))}
    </tr>
  );
  return (
    <div className={styles.totals} tabIndex={0} role="group" aria-label="What the traces came to">
      <table>
        <thead>
          <tr>
            <th scope="col">Trace</th>
            {figures.map(({ label }) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {row('A', left)}
          {row('B', right)}
          <tr>
            <th scope="row">B against A</th>
            {figures.map(({ label, unit, better, of }) => (
              <td key={label}>
                <Change left={of(left.head)} right={of(right.head)} unit={unit} better={better} as={relative(unit)} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

/** Of a few calls or errors the number says more than a percentage. */
const relative = (unit: Unit): 'relative' | 'absolute' => (unit === 'ms' || unit === 'usd' ? 'relative' : 'absolute');
