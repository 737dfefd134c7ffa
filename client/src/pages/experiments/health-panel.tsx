import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import type { ExperimentHealthQuery } from '../../graphql/generated/graphql.ts';
import { loadOf } from '../../graphql/use-live.ts';
import type { Live } from '../../graphql/use-live.ts';
import { checksOf, dimensionLabel, pText, valueLabel } from './health-rows.ts';
import type { Cause, CheckRow, Health } from './health-rows.ts';
import styles from './experiments.module.css';

/** Whether the units are as they should be; where their split is not, what it comes from. */
export function HealthPanel({ answer }: { readonly answer: Live<ExperimentHealthQuery> }) {
  return (
    <Panel
      title="Health"
      hint="whether the units can be trusted"
      flush
      skeleton="rows"
      minHeight={160}
      load={loadOf(answer, ({ experiment: found }) => found?.health ?? null)}
      onRetry={answer.reload}
      empty={{ says: 'Nothing was checked.' }}
    >
      {(health) => <Checked health={health} />}
    </Panel>
  );
}

function Checked({ health }: { readonly health: Health }) {
  const { causes, sentence } = health;
  const answered = health.variants.filter(({ n }) => n > 0);
  return (
    <div className={styles.results}>
      {sentence != null && (
        <p className={styles.mismatch} role="alert">
          {visible(sentence)}
        </p>
      )}
      {causes.length > 0 && (
        <DataTable
          caption="Causes of the mismatch"
          columns={causeColumns}
          rows={causes}
          rowKey={({ dimension, attribute, value }) => JSON.stringify([dimension, attribute, value])}
          maxHeight="420px"
        />
      )}
      <ul className={styles.checks}>
        {checksOf(health).map((row) => (
          <Check key={row.key} row={row} />
        ))}
      </ul>
      {answered.length > 0 && (
        <p className={styles.note}>
          With an answer since their exposure:{' '}
          {answered
            .map(({ variant, n, answeredUnits, errorUnits }) => {
              const failed = answeredUnits === 0 ? '' : ` (${format(errorUnits / answeredUnits, 'share')} with an error)`;
              return `${visible(variant)} ${format(answeredUnits / n, 'share')}${failed}`;
            })
            .join(', ')}
          .
        </p>
      )}
    </div>
  );
}

function Check({ row: { check, found, says, isFine } }: { readonly row: CheckRow }) {
  return (
    <li data-fine={isFine}>
      <span className={styles.checkMark} aria-label={isFine ? 'fine' : 'look at this'} role="img" />
      <span>
        {check}: <span className="mono">{found}</span>
        <span className={styles.checkSays}>{says}</span>
      </span>
    </li>
  );
}

const causeColumns: readonly Column<Cause>[] = [
  { key: 'dimension', header: 'By', of: dimensionLabel },
  { key: 'value', header: 'Value', of: valueLabel, cell: (cause) => <span className="mono">{valueLabel(cause)}</span> },
  {
    key: 'counts',
    header: 'Units, of those expected',
    of: ({ counts }) => counts.reduce((sum, { n }) => sum + n, 0),
    cell: ({ counts }) =>
      counts
        .map(({ variant, n, expected }) => `${visible(variant)} ${format(n, 'count')} of ${format(Math.round(expected), 'count')}`)
        .join(' · '),
  },
  {
    key: 'missing',
    header: 'Missing',
    of: ({ missingShare }) => missingShare,
    cell: ({ missingVariant, missingShare }) => `${format(missingShare, 'share')} of ${visible(missingVariant)}`,
  },
  { key: 'p', header: 'p, corrected', of: ({ pValue }) => pValue, cell: ({ pValue }) => pText(pValue), align: 'end' },
  {
    key: 'rest',
    header: 'p of the rest',
    of: ({ restPValue }) => restPValue ?? null,
    cell: ({ restPValue }) => pText(restPValue),
    align: 'end',
  },
  { key: 'explains', header: 'Explains it', of: ({ explains }) => (explains ? 'yes' : 'not alone') },
];
