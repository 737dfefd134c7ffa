import { Link } from '@tanstack/react-router';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { keepView } from '../../controls/use-view.ts';
import type { UserPageQuery } from '../../graphql/generated/graphql.ts';
import { loadOf, type Live } from '../../graphql/use-live.ts';
import { Moment } from '../../primitives/moment.tsx';

type Shown = NonNullable<UserPageQuery['user']>['experiments'][number];

/** Variants of experiments and flags that the user was shown. */
export function ExperimentsPanel({ answer }: { readonly answer: Live<UserPageQuery> }) {
  return (
    <Panel
      title="Experiments and flags"
      hint="that the user was shown, by exposures and by answers that name the variant"
      flush
      skeleton="rows"
      minHeight={120}
      load={loadOf(answer, ({ user }) => (user != null && user.experiments.length > 0 ? user.experiments : null))}
      onRetry={answer.reload}
      empty={{
        says: 'The user was shown no experiment.',
        how: 'A user appears here with the first exposure by this id, or with an answer that names experiment and variant.',
      }}
    >
      {(rows) => (
        <DataTable
          caption="Experiments and flags"
          columns={columns}
          rows={rows}
          rowKey={({ key, variant }) => JSON.stringify([key, variant])}
        />
      )}
    </Panel>
  );
}

const columns: readonly Column<Shown>[] = [
  {
    key: 'experiment',
    header: 'Experiment',
    of: ({ name, key }) => name ?? key,
    cell: ({ key, name }) =>
      name == null ? (
        <span>
          {visible(key)} <span className="quiet">no experiment of this key</span>
        </span>
      ) : (
        <Link to="/experiments/$experimentKey" params={{ experimentKey: key }} search={keepView}>
          {visible(name)}
        </Link>
      ),
  },
  {
    key: 'variant',
    header: 'Variant',
    of: ({ variant }) => variant,
    cell: ({ variant }) => <span className="mono">{visible(variant)}</span>,
  },
  {
    key: 'state',
    header: 'State',
    of: ({ kind, state }) => `${kind ?? ''} ${state ?? ''}`,
    cell: ({ kind, state }) => (state == null ? null : `${kind === 'FLAG' ? 'flag, ' : ''}${state.toLowerCase()}`),
  },
  {
    key: 'first',
    header: 'First exposure',
    of: ({ firstExposedAt }) => (firstExposedAt == null ? null : Date.parse(firstExposedAt)),
    cell: ({ firstExposedAt }) =>
      firstExposedAt == null ? <span className="quiet">none was reported</span> : <Moment at={firstExposedAt} precision="second" />,
  },
  { key: 'last', header: 'Last', of: ({ lastAt }) => Date.parse(lastAt), cell: ({ lastAt }) => <Moment at={lastAt} precision="second" /> },
  { key: 'answers', header: 'Answers that name it', of: ({ answerCount }) => answerCount, unit: 'count' },
];
