import { format } from 'ui-kit/format';
import { MetricPreviewDocument } from '../../graphql/generated/graphql.ts';
import type { MetricPreviewInput, MetricPreviewQuery, MetricUnit } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { useSettled } from '../../primitives/settled.ts';
import { readFormula, type MetricDraft } from './metric-form.ts';
import { valueText } from './words.ts';
import styles from './metrics.module.css';

/** What is typed is computed so long after the last key. */
const askAfterMs = 400;
const nothing: MetricPreviewInput = { kind: 'SUM', better: 'UP', measured: { measure: 'ANSWERS' } };

/** What the metric gives as it is typed, over the users of the last 28 days. */
export function Preview({ draft, unit }: { readonly draft: MetricDraft; readonly unit: MetricUnit }) {
  const read = readFormula(draft);
  const settled = useSettled(read.ok ? JSON.stringify(read.value) : '', askAfterMs);
  const input = settled === '' ? null : (JSON.parse(settled) as MetricPreviewInput);
  const answer = useLiveQuery({ query: MetricPreviewDocument, variables: { input: input ?? nothing }, isWanted: input !== null });
  const found = answer.data?.previewMetric;
  return (
    <p className={styles.preview} aria-live="polite" data-stale={answer.isStale || undefined}>
      <span className={styles.previewLabel}>Last 28 days</span>
      <span>{previewWords(input, answer.failure, found, unit)}</span>
    </p>
  );
}

type Found = MetricPreviewQuery['previewMetric'];

function previewWords(input: MetricPreviewInput | null, failure: string | null, found: Found | undefined, unit: MetricUnit): string {
  if (input === null) return 'fill in the fields above to see its value';
  if (failure !== null) return failure;
  if (found === undefined) return 'computing';
  const users = `${format(found.unitCount, 'count')} users`;
  if (found.value == null) return `nothing was measured (${users})`;
  const interval = found.low == null || found.high == null ? '' : ` (${valueText(found.low, unit)} to ${valueText(found.high, unit)})`;
  return `${valueText(found.value, unit)}${interval} over ${users}`;
}
