import { Link } from '@tanstack/react-router';
import { format, useLocale } from 'ui-kit/format';
import { EmptyState, Panel } from 'ui-kit/panel';
import { TraceListPageDocument } from '../../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../../graphql/use-live.ts';
import { Moment } from '../../../primitives/moment.tsx';
import { visible } from 'ui-kit/visible';
import { costOf } from '../trace-cost.ts';
import styles from './compare.module.css';

const MOST_CHOICES = 40;

export interface ChooseTraceProps {
  /** The trace that the other is compared with. */
  readonly left: { readonly id: string; readonly name: string };
  /** '' for none. */
  readonly search: string;
}

/** Traces to compare with: the newest of the same name, or those that a search finds. */
export function ChooseTrace({ left, search }: ChooseTraceProps) {
  const locale = useLocale();
  const isSearch = search !== '';
  const found = useLiveQuery({
    query: TraceListPageDocument,
    variables: {
      filter: isSearch || left.name === '' ? {} : { names: [left.name] },
      search: isSearch ? search : null,
      order: 'STARTED_AT',
      ascending: false,
      first: MOST_CHOICES,
    },
  });
  return (
    <Panel
      title={`Compare ${left.name === '' ? 'the trace' : visible(left.name)} with`}
      hint={isSearch ? 'traces that are found, newest first' : 'the newest traces of the same name'}
      skeleton="rows"
      minHeight={280}
      load={loadOf(found, (data) => {
        const nodes = data.traces.edges.map(({ node }) => node).filter(({ id }) => id !== left.id);
        return nodes.length === 0 ? null : nodes;
      })}
      onRetry={found.reload}
      empty={{
        says: isSearch ? 'No other trace is found.' : 'No other trace has this name.',
        how: 'Search for words of a trace, a name, a session or the beginning of an id.',
      }}
    >
      {(nodes) => (
        <ul className={styles.choices}>
          {nodes.map((node) => (
            <li key={node.id}>
              <Link to="/traces/compare" search={(held) => ({ ...held, right: node.id, q: undefined })} preload={false}>
                <span>{node.name === '' ? 'Trace' : visible(node.name)}</span>
                <span className={styles.preview}>{node.inputPreview}</span>
                <span className="mono">
                  {[
                    node.models[0] === undefined ? null : visible(node.models[0]),
                    format(node.durationMs, 'ms', locale),
                    costOf(node, locale),
                    node.errorCount > 0 ? `${node.errorCount} ${node.errorCount === 1 ? 'error' : 'errors'}` : null,
                  ]
                    .filter((text) => text !== null)
                    .join(' · ')}
                </span>
                <Moment at={node.startedAt} precision="second" />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

export function NothingChosen() {
  return (
    <EmptyState
      says="No trace is chosen."
      how="Tick two traces in the list, or open one and choose “Compare with another trace” in its menu."
      action={<Link to="/traces">All traces</Link>}
    />
  );
}
