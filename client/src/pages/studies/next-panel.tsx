import { useMemo } from 'react';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import type { StudyOutlookQuery } from '../../graphql/generated/graphql.ts';
import { loadOf } from '../../graphql/use-live.ts';
import type { Live } from '../../graphql/use-live.ts';
import type { Study } from './answer.ts';
import styles from './studies.module.css';
import { parameterWords } from './trials.ts';
import type { ParameterValue } from './trials.ts';

const hint = 'before they run: expected value with its 95 % interval, and improvement over the best trial';

type Next = NonNullable<StudyOutlookQuery['study']>['nextTrials'][number];

/** What the method would try next, and what is expected of it before it runs. */
export function NextPanel({ answer, study }: { readonly answer: Live<StudyOutlookQuery>; readonly study: Study | null }) {
  const columns = useMemo(() => (study === null ? [] : columnsOf(study)), [study]);
  const advice = answer.data?.study?.stopAdvice ?? null;
  return (
    <Panel
      title="Next trials"
      hint={(study?.objectives.length ?? 1) > 1 ? 'what the method would try now' : hint}
      flush
      skeleton="rows"
      minHeight={160}
      load={loadOf(answer, (data) => (data.study == null || data.study.nextTrials.length === 0 ? null : data.study.nextTrials))}
      onRetry={answer.reload}
      empty={{ says: 'No further trial.', how: 'The study was stopped, or has all of its trials.' }}
    >
      {(next) => (
        <>
          {advice !== null && (
            <p className={styles.advice} data-stop={advice.shouldStop}>
              {visible(advice.sentence)}
            </p>
          )}
          <DataTable caption="Next trials" columns={columns} rows={next} rowKey={({ number }) => String(number)} rowHeight={34} />
        </>
      )}
    </Panel>
  );
}

function Expected({ mean, low, high }: Pick<Next, 'mean' | 'low' | 'high'>) {
  const locale = useLocale();
  if (mean == null || low == null || high == null) return <span className="quiet">not known yet</span>;
  return (
    <span className={styles.figure}>
      {format(mean, 'number', locale)}
      <span className="quiet">
        {' '}
        {format(low, 'number', locale)} – {format(high, 'number', locale)}
      </span>
    </span>
  );
}

const columnsOf = (study: Study): readonly Column<Next>[] => [
  { key: 'number', header: 'Trial', of: ({ number }) => number, unit: 'count' },
  ...(study.objectives.length === 1 ? expectedColumns(study) : []),
  ...study.searchSpace.map(({ name, kind }, place): Column<Next> => ({
    key: `parameter ${place}`,
    header: visible(name),
    of: ({ parameters }) => {
      const value = (parameters as Readonly<Record<string, ParameterValue>>)[name] ?? null;
      return value === null || typeof value === 'number' ? value : visible(parameterWords(value));
    },
    ...(kind !== 'CATEGORICAL' && { unit: 'number' as const }),
  })),
];

const expectedColumns = (study: Study): readonly Column<Next>[] => [
  {
    key: 'expected',
    header: `Expected ${visible(study.objectives[0]?.name ?? 'value')}`,
    of: ({ mean }) => mean ?? null,
    align: 'end',
    cell: (next) => <Expected mean={next.mean} low={next.low} high={next.high} />,
  },
  { key: 'improvement', header: 'Expected improvement', of: ({ expectedImprovement }) => expectedImprovement ?? null, unit: 'number' },
  {
    key: 'probability',
    header: 'Better than the best',
    of: ({ probabilityOfImprovement }) => probabilityOfImprovement ?? null,
    unit: 'share',
  },
];
