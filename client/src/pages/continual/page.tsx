import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { EmptyState, ErrorState, Panel, Skeleton } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { ContinualChangedDocument, ContinualSessionsDocument } from '../../graphql/generated/graphql.ts';
import type { SessionRowFragment } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Moment } from '../../primitives/moment.tsx';
import { Select } from '../../primitives/select.tsx';
import { Snippet } from '../../primitives/snippet.tsx';
import { CurvesAndUpdates } from './detail.tsx';
import { MatrixPanel } from './matrix-panel.tsx';
import { MetricsPanel } from './metrics-panel.tsx';
import { directionWords } from './words.ts';
import styles from './continual.module.css';

const changes = { subscription: ContinualChangedDocument, askAfterMs: 1_000 } as const;
const example = `mutation { saveContinualSession(input: { externalId: "support", tasks: ["refunds", "bookings"] }) { id } }`;

/** Models that go on learning: what they gain, and what they forget. */
export function ContinualPage() {
  const { opened } = useSearch({ from: '/continual' });
  const navigate = useNavigate({ from: '/continual' });
  const answer = useLiveQuery({ query: ContinualSessionsDocument, variables: {}, changes });
  const sessions = answer.data?.continualSessions ?? [];
  const session = sessions.find(({ id }) => id === opened) ?? sessions[0] ?? null;
  return (
    <Page
      title="Continual learning"
      row={
        session !== null && (
          <span className={styles.choice}>
            <Select
              label="Session"
              value={session.id}
              options={sessions.map(({ id, name }) => ({ value: id, label: visible(name) }))}
              onChoose={(id) => void navigate({ search: (held) => ({ ...held, opened: id }), replace: true, resetScroll: false })}
            />
          </span>
        )
      }
    >
      {answer.failure !== null && answer.data === null && <ErrorState message={answer.failure} onRetry={answer.reload} />}
      {answer.failure === null && answer.data === null && <Skeleton shape="rows" height={420} label="The sessions are loading" />}
      {answer.data !== null && session === null && (
        <Panel title="Sessions">
          <EmptyState
            says="No session yet."
            how="Save a session with its tasks, then log the accuracy with each task after each step of learning (logContinualScores), and updates of the model in use (logContinualUpdates)."
            action={<Snippet code={example} label="Mutation that saves a session" />}
          />
        </Panel>
      )}
      {session !== null && (
        <div className={styles.whole}>
          <Head session={session} />
          <MetricsPanel session={session} />
          <MatrixPanel session={session} />
          <CurvesAndUpdates key={session.id} session={session} />
        </div>
      )}
    </Page>
  );
}

function Head({ session }: { readonly session: SessionRowFragment }) {
  const { name, model, isEnabled, startedAt, endedAt, metrics } = session;
  const direction = metrics.performanceDrift.driftDirection;
  return (
    <section className={styles.head} aria-label="Session">
      <h2>{visible(name)}</h2>
      <Badge>{isEnabled ? 'learning' : 'not learning'}</Badge>
      {direction != null && <Badge tone={directionWords[direction].tone}>{directionWords[direction].words}</Badge>}
      {model != null && (
        <Link to="/models/$modelName" params={{ modelName: model }} search={keepView}>
          {visible(model)}
        </Link>
      )}
      <span className="quiet">
        since <Moment at={startedAt} />
        {endedAt != null && (
          <>
            {' '}
            until <Moment at={endedAt} />
          </>
        )}
      </span>
    </section>
  );
}
