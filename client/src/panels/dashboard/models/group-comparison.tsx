import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale } from 'ui-kit/format';
import type { Unit } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import type {
  ComparedMetric,
  ComparisonVerdict,
  GroupComparisonPanelFragment,
  GroupDimension,
} from '../../../graphql/generated/graphql.ts';
import { languageName } from '../../../controls/meaning-words.ts';
import type { View } from '../../../controls/view.ts';
import { Select } from '../../../primitives/select.tsx';
import { MessagesLink } from '../messages-link.tsx';
import { analyticsPanel } from '../panel.ts';
import styles from '../dashboard.module.css';

type Comparison = GroupComparisonPanelFragment['groupComparison'];
type Group = Comparison['groups'][number];

const dimensions: readonly { readonly value: GroupDimension; readonly label: string; readonly key: keyof View }[] = [
  { value: 'TRAINING_METHOD', label: 'Training method', key: 'method' },
  { value: 'SESSION', label: 'Session', key: 'session' },
  { value: 'EXPERIMENT', label: 'Experiment', key: 'experiment' },
  { value: 'VARIANT', label: 'Variant', key: 'variant' },
  { value: 'MODEL', label: 'Model', key: 'model' },
  { value: 'PROVIDER', label: 'Provider', key: 'provider' },
  { value: 'ENVIRONMENT', label: 'Environment', key: 'environment' },
  { value: 'TOPIC', label: 'Topic', key: 'topic' },
  { value: 'LANGUAGE', label: 'Language', key: 'language' },
];
const keyOf = (by: GroupDimension): keyof View => dimensions.find(({ value }) => value === by)?.key ?? 'model';

/** A group for people: topics and languages by their names. */
function nameOf({ by, topicNames }: Comparison, value: string): string {
  if (by === 'LANGUAGE') return languageName(value);
  return by === 'TOPIC' ? (topicNames.find(({ topicId }) => topicId === value)?.name ?? `Topic ${value}`) : value;
}

const compared: readonly { readonly metric: ComparedMetric; readonly header: string; readonly unit: Unit }[] = [
  { metric: 'SUCCESS_SHARE', header: 'Success', unit: 'share' },
  { metric: 'AVERAGE_RATING', header: 'Rating', unit: 'rating' },
  { metric: 'ERROR_SHARE', header: 'Errors', unit: 'share' },
  { metric: 'LATENCY_P50', header: 'p50', unit: 'ms' },
  { metric: 'LATENCY_P95', header: 'p95', unit: 'ms' },
  { metric: 'COST_PER_MESSAGE', header: '$ per message', unit: 'usd' },
  { metric: 'OUTPUT_TOKENS_PER_MESSAGE', header: 'Tokens out', unit: 'tokens' },
];

const verdicts: Record<ComparisonVerdict, { readonly words: string; readonly tone: 'good' | 'bad' | 'neutral' }> = {
  BETTER: { words: 'better', tone: 'good' },
  WORSE: { words: 'worse', tone: 'bad' },
  HIGHER: { words: 'more', tone: 'neutral' },
  LOWER: { words: 'less', tone: 'neutral' },
  NOT_DECISIVE: { words: 'not decisive', tone: 'neutral' },
  TOO_FEW: { words: 'too few', tone: 'neutral' },
};

const metricOf = (group: Group, metric: ComparedMetric) => group.metrics.find((one) => one.metric === metric);

/** Any groups of messages beside a base, with a warning where they were asked under other conditions. */
export const groupComparison = analyticsPanel<GroupComparisonPanelFragment, Comparison>({
  id: 'group-comparison',
  title: 'Group comparison',
  section: 'models',
  about:
    'Training methods, sessions, variants … beside a base: every number with its verdict, and a warning where groups were asked differently',
  flag: 'withGroupComparison',
  size: { columns: 12, heightPx: 300 },
  filters: 'all',
  permission: 'READ',
  skeleton: 'rows',
  flush: true,
  empty: {
    says: 'No message here belongs to such a group.',
    how: 'Choose other groups, or send what they are named by with each message.',
  },
  // Without groups the choice of others still has its place.
  read: (data) => data.groupComparison,
  hint: (value) =>
    value.base == null ? 'no message belongs to such a group' : `each number against ${visible(nameOf(value, value.base))}, 95 % intervals`,
  aside: ({ by }, { onGroupBy }) =>
    onGroupBy === undefined ? null : <Select label="Groups" value={by} options={dimensions} onChoose={onGroupBy} />,
  draw: (value, _view, heightPx) => <Groups comparison={value} heightPx={heightPx} />,
  table: ({ by, groups }) => [
    [keyOf(by), 'messages', ...compared.flatMap(({ metric }) => [metric, `${metric} difference`, `${metric} verdict`])],
    ...groups.map((group) => [
      group.value,
      group.messageCount,
      ...compared.flatMap(({ metric }) => {
        const of = metricOf(group, metric);
        return [of?.value ?? null, of?.difference ?? null, group.isBase ? 'base' : (of?.verdict ?? null)];
      }),
    ]),
  ],
});

function Groups({ comparison, heightPx }: { readonly comparison: Comparison; readonly heightPx: number }) {
  const { by, groups, mixes } = comparison;
  const warnings = mixes.filter(({ isDifferent }) => isDifferent);
  const columns: readonly Column<Group>[] = [
    {
      key: 'group',
      header: dimensions.find(({ value }) => value === by)?.label ?? 'Group',
      of: (group) => nameOf(comparison, group.value),
      cell: (group) => (
        <>
          <MessagesLink narrow={{ [keyOf(by)]: [group.value] }}>{visible(nameOf(comparison, group.value))}</MessagesLink>{' '}
          {group.isBase && <Badge>base</Badge>}
        </>
      ),
      isClipped: true,
    },
    { key: 'messages', header: 'Messages', of: (group) => group.messageCount, unit: 'count' },
    ...compared.map(({ metric, header, unit }): Column<Group> => ({
      key: metric,
      header,
      of: (group) => metricOf(group, metric)?.value ?? null,
      cell: (group) => <Compared group={group} metric={metric} unit={unit} />,
      align: 'end',
    })),
  ];
  return (
    <>
      {warnings.length > 0 && (
        <p className={styles.warning} role="note">
          <b>Not asked alike.</b> {warnings.map(({ sentence }) => sentence).join(' ')}
        </p>
      )}
      {groups.length === 0 ? (
        <p className={styles.warning}>No message here belongs to such a group.</p>
      ) : (
        <DataTable
          caption="Group comparison"
          columns={columns}
          rows={groups}
          rowKey={({ value }) => value}
          initialSort={{ key: 'messages', direction: 'descending' }}
          rowHeight={52}
          maxHeight={`${heightPx}px`}
        />
      )}
    </>
  );
}

/** A number of a group, and whether it differs from the base by more than chance. */
function Compared({ group, metric, unit }: { readonly group: Group; readonly metric: ComparedMetric; readonly unit: Unit }) {
  const locale = useLocale();
  const of = metricOf(group, metric);
  if (of?.value == null) return <span className="quiet">none</span>;
  const { words, tone } = verdicts[of.verdict];
  return (
    <span className={styles.compared}>
      {format(of.value, unit, locale)}
      {!group.isBase && (
        <Badge tone={tone} title={of.sentence}>
          {words}
        </Badge>
      )}
    </span>
  );
}
