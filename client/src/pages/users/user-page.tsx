import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format } from 'ui-kit/format';
import { EmptyState, Panel } from 'ui-kit/panel';
import { StatRow, StatTile } from 'ui-kit/stat-tile';
import { visible } from 'ui-kit/visible';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { UserPageDocument } from '../../graphql/generated/graphql.ts';
import type { UserPageQuery } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { propertyText } from '../../panels/users/property-text.ts';
import { Button } from '../../primitives/button.tsx';
import { Fact } from '../../primitives/fact.tsx';
import { Ago, Moment } from '../../primitives/moment.tsx';
import { ExperimentsPanel } from './experiments-panel.tsx';
import styles from './users-page.module.css';

const againMs = 10_000;
type User = NonNullable<UserPageQuery['user']>;
type Conversation = User['conversations']['edges'][number]['node'];

/** One user: what the application says of them, what they did, the cohorts that they are in, the experiments that they were shown. */
export function UserPage() {
  const { userId } = useParams({ from: '/users/$userId' });
  const answer = useLiveQuery({ query: UserPageDocument, variables: { userId }, againMs });
  const user = answer.data?.user ?? null;
  const isLoading = user === null && answer.failure === null;
  return (
    <Page
      title={visible(userId)}
      trail={
        <Link to="/users" search={keepView}>
          Users
        </Link>
      }
    >
      {answer.data !== null && user === null ? (
        <EmptyState
          says="There is no such user."
          how="No message names the id, and the application never identified it. It may have been deleted."
        />
      ) : (
        <div className={styles.stack}>
          <StatRow label="What the user did">
            <StatTile label="Messages" value={user?.messageCount} unit="count" isLoading={isLoading} />
            <StatTile label="Conversations" value={user?.conversationCount} unit="count" isLoading={isLoading} />
            <StatTile label="Cost" value={user?.costUsd} unit="usd" isLoading={isLoading} />
            <StatTile label="Average rating" value={user?.averageRating} unit="number" isLoading={isLoading} />
          </StatRow>
          <div className={styles.grid}>
            <Panel
              title="Properties"
              hint="as the application last gave them"
              flush
              skeleton="rows"
              minHeight={120}
              load={loadOf(answer, (data) =>
                data.user != null && Object.keys(data.user.properties as object).length > 0 ? data.user : null,
              )}
              onRetry={answer.reload}
              empty={{ says: 'No property is known.', how: 'Send them with identifyUsers.' }}
            >
              {(of) => <Properties user={of} />}
            </Panel>
            <Panel
              title="Cohorts"
              hint="that the user is in now"
              flush
              skeleton="rows"
              minHeight={120}
              load={loadOf(answer, (data) => (data.user != null && data.user.cohorts.length > 0 ? data.user.cohorts : null))}
              onRetry={answer.reload}
              empty={{ says: 'The user is in no cohort.' }}
            >
              {(cohorts) => (
                <ul className={styles.cohorts}>
                  {cohorts.map(({ id, name }) => (
                    <li key={id}>
                      <Link to="/cohorts/$cohortId" params={{ cohortId: id }} search={keepView}>
                        {visible(name)}
                      </Link>
                    </li>
                  ))}
                </ul>
              )}
            </Panel>
          </div>
          <ExperimentsPanel answer={answer} />
          <Panel
            title="Conversations"
            hint="the last first, numbers of this user’s messages"
            aside={
              <Link to="/messages" search={(held) => ({ ...keepView(held), user: [userId], range: 'all' as const })}>
                All messages
              </Link>
            }
            flush
            skeleton="rows"
            minHeight={200}
            load={loadOf(answer, (data) => (data.user != null && data.user.conversations.edges.length > 0 ? data.user : null))}
            onRetry={answer.reload}
            empty={{ says: 'No message names the user.', how: 'Send userId with each message.' }}
          >
            {(of) => (
              <DataTable
                caption="Conversations"
                columns={columns}
                rows={of.conversations.edges.map(({ node }) => node)}
                rowKey={({ conversationId }) => conversationId}
                rowHeight={34}
                maxHeight="560px"
              />
            )}
          </Panel>
        </div>
      )}
    </Page>
  );
}

const shownAtFirst = 100;

function Properties({ user }: { readonly user: User }) {
  const [isAll, setAll] = useState(false);
  const all = Object.entries(user.properties as Record<string, unknown>);
  return (
    <dl className={styles.facts}>
      {(isAll ? all : all.slice(0, shownAtFirst)).map(([name, value]) => (
        <Fact key={name} label={visible(name)} isFigure={typeof value !== 'string'}>
          {visible(propertyText(value))}
        </Fact>
      ))}
      {all.length > shownAtFirst && !isAll && (
        <Fact label={`${format(all.length - shownAtFirst, 'count')} more`}>
          <Button onClick={() => setAll(true)}>Show all</Button>
        </Fact>
      )}
      <Fact label="First seen">{user.firstSeenAt == null ? null : <Ago at={user.firstSeenAt} />}</Fact>
      <Fact label="Last seen">{user.lastSeenAt == null ? null : <Ago at={user.lastSeenAt} />}</Fact>
      <Fact label="Identified">{user.identifiedAt == null ? null : <Ago at={user.identifiedAt} />}</Fact>
    </dl>
  );
}

const columns: readonly Column<Conversation>[] = [
  {
    key: 'last',
    header: 'Last message',
    of: ({ lastMessageAt }) => Date.parse(lastMessageAt),
    cell: ({ lastMessageAt }) => <Moment at={lastMessageAt} precision="second" />,
  },
  {
    key: 'conversation',
    header: 'Conversation',
    of: ({ conversationId }) => conversationId,
    cell: ({ conversationId }) => (
      <Link to="/conversations/$conversationId" params={{ conversationId }} search={keepView} className="mono">
        {visible(conversationId)}
      </Link>
    ),
  },
  { key: 'messages', header: 'Messages', of: ({ messageCount }) => messageCount, unit: 'count' },
  { key: 'models', header: 'Models', of: ({ models }) => models.join(', ') },
  { key: 'cost', header: 'Cost', of: ({ costUsd }) => costUsd ?? null, unit: 'usd' },
  {
    key: 'rating',
    header: 'Rating',
    of: ({ averageRating }) => averageRating ?? null,
    align: 'end',
    cell: ({ averageRating }) => <span className="mono">{averageRating == null ? '–' : `${averageRating.toFixed(1)} ★`}</span>,
  },
  {
    key: 'trouble',
    header: 'Trouble',
    of: ({ failureCount, errorCount }) => failureCount + errorCount,
    cell: ({ failureCount, errorCount }) =>
      [failureCount > 0 && `${format(failureCount, 'count')} failed`, errorCount > 0 && `${format(errorCount, 'count')} errors`]
        .filter(Boolean)
        .join(', ') || <span className="quiet">none</span>,
  },
];
