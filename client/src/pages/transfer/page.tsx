import { Link } from '@tanstack/react-router';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { TransferFlow } from 'ui-kit/transfer-flow';
import { visible } from 'ui-kit/visible';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { TransfersChangedDocument, TransfersDocument } from '../../graphql/generated/graphql.ts';
import type { TransferRowFragment } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Change } from '../../panels/analytics/change.tsx';
import { Ago } from '../../primitives/moment.tsx';
import { Snippet } from '../../primitives/snippet.tsx';
import { effectivenessWords, percentWords, sourceWords } from './words.ts';
import styles from './transfer.module.css';

const changes = { subscription: TransfersChangedDocument, askAfterMs: 1_000 } as const;
const example = `mutation { saveTransferSession(input: { externalId: "t1", sourceModel: "qwen-7b", targetModel: "support-7b", domain: "refunds", method: "LoRA" }) { id } }`;

const flow = {
  from: (row: TransferRowFragment) => visible(row.sourceModel),
  to: (row: TransferRowFragment) => visible(row.targetModel),
  change: { of: (row: TransferRowFragment) => row.effect.accuracyGain ?? null, label: 'Accuracy gained', unit: 'share' },
  labels: { from: 'Source', to: 'Target' },
} as const;

/** What models took over from others, and what that was worth. */
export function TransferPage() {
  const answer = useLiveQuery({ query: TransfersDocument, variables: {}, changes });
  const load = loadOf(answer, ({ transferSessions }) => (transferSessions.length === 0 ? null : transferSessions));
  return (
    <Page title="Transfer learning">
      <div className={styles.whole}>
        <Panel
          title="Knowledge taken over"
          hint="accuracy that targets gained; a loss is hatched"
          skeleton="chart"
          minHeight={200}
          load={load}
          onRetry={answer.reload}
          empty={{
            says: 'No transfer yet.',
            how: 'Save a session of transfer learning. Accuracy, time and cost that it does not state are taken from benchmarks and trainings of the models that it names.',
            action: <Snippet code={example} label="Mutation that saves a session" />,
          }}
        >
          {(rows) => <TransferFlow title="Accuracy gained by transfers" data={rows} {...flow} />}
        </Panel>
        {load.state === 'ready' && (
          <Panel title="Transfers" hint="classes are by fixed thresholds, verdicts by 95 % intervals" flush>
            <DataTable
              caption="Transfers"
              columns={columns}
              rows={load.value}
              rowKey={({ id }) => id}
              initialSort={{ key: 'started', direction: 'descending' }}
              rowHeight={46}
              maxHeight="620px"
            />
          </Panel>
        )}
      </div>
    </Page>
  );
}

const columns: readonly Column<TransferRowFragment>[] = [
  {
    key: 'transfer',
    header: 'Transfer',
    of: ({ sourceModel, targetModel }) => `${sourceModel} → ${targetModel}`,
    cell: (row) => (
      <span className={styles.cell}>
        <span>
          {visible(row.sourceModel)} →{' '}
          <Link to="/models/$modelName" params={{ modelName: row.targetModel }} search={keepView}>
            {visible(row.targetModel)}
          </Link>
        </span>
        <span className={styles.note}>
          {visible(row.domain)} · {visible(row.method)}
          {row.layersTransferred != null && ` · ${row.layersTransferred} layers`}
          {row.fineTuningEpochs != null && ` · ${row.fineTuningEpochs} epochs`}
        </span>
      </span>
    ),
  },
  {
    key: 'class',
    header: 'Effectiveness',
    of: ({ effect }) => (effect.effectiveness == null ? null : effectivenessWords[effect.effectiveness]),
  },
  {
    key: 'gain',
    header: 'Accuracy',
    of: ({ effect }) => effect.accuracyGain ?? null,
    cell: ({ effect: { accuracy, accuracySource } }) =>
      accuracy == null ? (
        <span className="quiet">–</span>
      ) : (
        <span className={styles.cell}>
          <Change of={accuracy} unit="share" />
          <Ends before={accuracy.base} after={accuracy.value} source={accuracySource == null ? '' : sourceWords[accuracySource]} />
        </span>
      ),
  },
  {
    key: 'time',
    header: 'Time saved',
    of: ({ effect }) => effect.timeReductionPercent ?? null,
    align: 'end',
    cell: ({ effect: { timeReductionPercent, trainingTimeHours, scratchTimeHours, scratchSource, scratchJobCount } }) => (
      <Saved
        percent={timeReductionPercent}
        own={trainingTimeHours == null ? null : `${trainingTimeHours.toFixed(1)} h`}
        scratch={scratchTimeHours == null ? null : `${scratchTimeHours.toFixed(1)} h`}
        title={scratchSource == null ? '' : `${sourceWords[scratchSource]}${scratchJobCount > 0 ? ` (${scratchJobCount})` : ''}`}
      />
    ),
  },
  {
    key: 'cost',
    header: 'Cost saved',
    of: ({ effect }) => effect.costReductionPercent ?? null,
    align: 'end',
    cell: ({ effect }) => <CostSaved effect={effect} />,
  },
  { key: 'efficiency', header: 'Gain an hour', of: ({ effect }) => effect.efficiencyScore ?? null, unit: 'share' },
  {
    key: 'job',
    header: 'Training job',
    of: ({ job }) => job?.name ?? null,
    cell: ({ job }) =>
      job == null ? (
        <span className="quiet">–</span>
      ) : (
        <Link to="/training/$jobId" params={{ jobId: job.id }} search={keepView}>
          {visible(job.name)}
        </Link>
      ),
  },
  {
    key: 'started',
    header: 'Started',
    of: ({ startedAt }) => Date.parse(startedAt),
    align: 'end',
    cell: ({ startedAt }) => <Ago at={startedAt} />,
  },
];

function Ends({
  before,
  after,
  source,
}: {
  readonly before: number | null | undefined;
  readonly after: number | null | undefined;
  readonly source: string;
}) {
  const locale = useLocale();
  const words = (value: number | null | undefined) => (value == null ? '–' : format(value, 'share', locale));
  return (
    <span className={styles.note} title={source}>
      {words(before)} → {words(after)}
    </span>
  );
}

interface SavedProps {
  readonly percent: number | null | undefined;
  readonly own: string | null;
  readonly scratch: string | null;
  readonly title: string;
}

/** How much less it took than from scratch, and both numbers below it. */
function Saved({ percent, own, scratch, title }: SavedProps) {
  return (
    <span className={styles.cell}>
      <span className="mono">{percentWords(percent) ?? '–'}</span>
      <span className={styles.note} title={title}>
        {own ?? '–'} of {scratch ?? '–'}
      </span>
    </span>
  );
}

function CostSaved({ effect }: Pick<TransferRowFragment, 'effect'>) {
  const locale = useLocale();
  const words = (value: number | null | undefined) => (value == null ? null : format(value, 'usd', locale));
  return (
    <Saved
      percent={effect.costReductionPercent}
      own={words(effect.trainingCostUsd)}
      scratch={words(effect.scratchCostUsd)}
      title={effect.scratchSource == null ? '' : sourceWords[effect.scratchSource]}
    />
  );
}
