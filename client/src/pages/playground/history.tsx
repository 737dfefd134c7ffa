import { useState } from 'react';
import { ErrorState, Skeleton } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { PlaygroundRunsDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Ago } from '../../primitives/moment.tsx';
import { Popover } from '../../primitives/popover.tsx';
import { Segmented } from '../../primitives/segmented.tsx';
import { useSettled } from '../../primitives/settled.ts';
import styles from './playground.module.css';

const LISTED = 60;
const scopes = [
  { value: 'own', label: 'Yours' },
  { value: 'shared', label: 'Shared' },
] as const;

/** Earlier runs of the viewer, and those that others share. */
export function HistoryButton({ shownId, onOpen }: { readonly shownId: string | null; readonly onOpen: (id: string) => void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover trigger={<Button>History</Button>} title="Runs" open={isOpen} onOpenChange={setOpen} align="end">
      {isOpen && (
        <History
          shownId={shownId}
          onOpen={(id) => {
            setOpen(false);
            onOpen(id);
          }}
        />
      )}
    </Popover>
  );
}

function History({ shownId, onOpen }: { readonly shownId: string | null; readonly onOpen: (id: string) => void }) {
  const [scope, setScope] = useState<(typeof scopes)[number]['value']>('own');
  const [typed, setTyped] = useState('');
  const search = useSettled(typed.trim(), 200);
  const { data, failure, reload } = useLiveQuery({
    query: PlaygroundRunsDocument,
    variables: { first: LISTED, isShared: scope === 'shared', ...(search !== '' && { search }) },
  });
  const runs = data?.playgroundRuns.edges.map(({ node }) => node) ?? [];
  return (
    <div className={styles.history}>
      <Segmented label="Whose runs" value={scope} options={scopes} onChoose={setScope} />
      <input
        type="search"
        aria-label="Search runs by title"
        placeholder="Search by title"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      {data === null && failure === null && <Skeleton shape="rows" height={120} label="Runs are loaded" />}
      {data === null && failure !== null && <ErrorState message={failure} onRetry={reload} />}
      {data !== null && runs.length === 0 && (
        <p className="quiet">
          {search !== ''
            ? 'No run has this in its title.'
            : scope === 'own'
              ? 'No run yet. What you run here is kept.'
              : 'No run is shared yet.'}
        </p>
      )}
      <ul>
        {runs.map(({ id, title, models, isOwn, isShared, ownerName, createdAt }) => (
          <li key={id}>
            <button
              type="button"
              className={styles.historyRow}
              aria-current={id === shownId ? 'true' : undefined}
              onClick={() => onOpen(id)}
            >
              <span>{visible(title)}</span>
              <span className="quiet small">
                <Ago at={createdAt} /> · {models.length === 1 ? visible(models[0] ?? '') : `${models.length} models`}
                {isOwn ? isShared && ' · shared' : ` · by ${visible(ownerName)}`}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {data?.playgroundRuns.pageInfo.hasNextPage === true && <p className="quiet small">Older ones are found by their titles.</p>}
    </div>
  );
}
