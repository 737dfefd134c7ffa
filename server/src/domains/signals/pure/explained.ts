import { pageLink, viewLink } from '../../../platform/tools/links.ts';
import type { Shaped } from '../../../platform/tools/shape.ts';
import { fact, tableOf } from '../../../platform/tools/table.ts';
import type { SignalDimension, SignalMetric } from '../types.ts';
import { metricWords, ofWords, valueWords } from './sentence.ts';

interface Finding {
  readonly metric: SignalMetric;
  readonly dimension: SignalDimension;
  readonly dimensionValue: string | null;
  readonly kind: string;
  readonly direction: string;
  readonly value: number;
  readonly expected: number;
  readonly explainedShare: number;
  readonly beganAt: string;
  readonly endedAt: string | null;
}

/** An anomaly as the document of the tool asks for it. */
export interface AskedAnomaly {
  readonly id: string;
  readonly number: number;
  readonly sentence: string;
  readonly metric: SignalMetric;
  readonly value: number;
  readonly expected: number;
  readonly severity: string;
  readonly state: string;
  readonly beganAt: string;
  readonly endedAt: string | null;
  readonly messageCount: number;
  readonly userCount: number;
  readonly excessCostUsd: number | null;
  readonly verdict: string | null;
  readonly verdictReason: string | null;
  readonly filter: Readonly<Record<string, unknown>>;
  readonly findings: readonly Finding[];
  readonly alsoMoved: readonly Finding[];
  readonly annotations: readonly { readonly kind: string; readonly label: string; readonly at: string }[];
}

/** Fields that `explained` reads. */
export const askedAnomalyFields = `id number sentence metric value expected severity state beganAt endedAt messageCount userCount excessCostUsd verdict
  verdictReason filter annotations { kind label at }
  findings { metric dimension dimensionValue kind direction value expected explainedShare beganAt endedAt }
  alsoMoved { metric dimension dimensionValue kind direction value expected explainedShare beganAt endedAt }`;

/** Where a row of the table comes from: each source of evidence has a name of its own. */
type Part = 'part of it' | 'beside it' | 'mark before';

interface Row {
  readonly part: Part;
  readonly what: string;
  readonly change: string;
  readonly explainedShare: number | null;
  readonly at: string;
}

const nameOf = ({ metric, dimension, dimensionValue }: Finding): string =>
  `${metricWords[metric]}${ofWords({ dimension, value: dimensionValue ?? '' })}`;

const rowOf =
  (part: Part) =>
  (finding: Finding): Row => ({
    part,
    what: nameOf(finding),
    change: `${valueWords(finding.metric, finding.value)} in place of ${valueWords(finding.metric, finding.expected)}`,
    explainedShare: part === 'part of it' ? finding.explainedShare : null,
    at: finding.beganAt,
  });

/**
 * What is known of why an anomaly came: the series that moved with it, the one that explains most first, what moved beside it, the marks on
 * charts before it, and pages that show its messages. It names no cause: none is computed.
 */
export function explained(anomaly: AskedAnomaly): Shaped {
  const { number, metric, sentence, findings, alsoMoved, annotations, verdict, verdictReason, excessCostUsd } = anomaly;
  const rows: Row[] = [
    ...findings.map(rowOf('part of it')),
    ...alsoMoved.map(rowOf('beside it')),
    ...annotations.map(({ kind, label, at }) => ({
      part: 'mark before' as const,
      what: label,
      change: kind.toLowerCase(),
      explainedShare: null,
      at,
    })),
  ];
  const [first] = findings;
  return {
    facts: [
      fact('number', 'Anomaly', number),
      fact('severity', 'Severity', anomaly.severity),
      fact('state', 'State', anomaly.state),
      fact('metric', 'Metric', metricWords[metric]),
      fact('value', 'At its worst', anomaly.value),
      fact('expected', 'Expected then', anomaly.expected),
      fact('messageCount', 'Messages', anomaly.messageCount, { unit: 'messages' }),
      fact('userCount', 'Users', anomaly.userCount, { unit: 'users' }),
      ...(excessCostUsd === null ? [] : [fact('excessCost', 'Cost above what was expected', excessCostUsd, { unit: 'usd' })]),
      fact('findingCount', 'Series that moved together', findings.length),
      fact('besideCount', 'Series that moved beside it', alsoMoved.length),
      fact('markCount', 'Marks on charts before it', annotations.length),
    ],
    table: tableOf(rows, (at) => [
      at.text('part', 'Evidence', (row) => row.part),
      at.payload('what', 'What', (row) => row.what),
      at.text('change', 'Change', (row) => row.change),
      at.share('explainedShare', 'Explains beyond its share', (row) => row.explainedShare),
      at.time('at', 'From', (row) => row.at),
    ]),
    notes: [
      sentence,
      ...(first === undefined || first.dimension === 'WORKSPACE'
        ? ['No model, provider, environment, tool or experiment explains more than its share of the change.']
        : [`Most of the change is that${ofWords({ dimension: first.dimension, value: first.dimensionValue ?? '' })}.`]),
      ...(verdict === null ? [] : [`A person judged it: ${verdict}${verdictReason === null ? '' : ` (${verdictReason})`}.`]),
      'These moved at the same time; no cause is computed.',
    ],
    links: [
      pageLink(`Anomaly ${number}`, `/signals/${encodeURIComponent(anomaly.id)}`),
      viewLink('Its messages', '/messages', anomaly.filter),
      viewLink('Its traces', '/traces', anomaly.filter),
    ],
  };
}
