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
  /** What `causes` finds; null: of a training job no causes are searched. */
  readonly explanation: Explanation | null;
}

interface Explanation {
  readonly sentence: string;
  readonly tooLittle: string | null;
  readonly currentFrom: string;
  readonly placebo: { readonly sentence: string };
  readonly causes: readonly {
    readonly conditions: readonly { readonly dimension: string; readonly value: string }[];
    readonly sentence: string;
    readonly explainedShare: number;
    readonly isContradicted: boolean;
    readonly filter: Readonly<Record<string, unknown>>;
    readonly recommendation: { readonly text: string };
  }[];
}

/** Fields that `explained` reads. */
export const askedAnomalyFields = `id number sentence metric value expected severity state beganAt endedAt messageCount userCount excessCostUsd verdict
  verdictReason filter annotations { kind label at }
  explanation { sentence tooLittle currentFrom placebo { sentence }
    causes { conditions { dimension value } sentence explainedShare isContradicted filter recommendation { text } } }
  findings { metric dimension dimensionValue kind direction value expected explainedShare beganAt endedAt }
  alsoMoved { metric dimension dimensionValue kind direction value expected explainedShare beganAt endedAt }`;

/** Where a row of the table comes from: each source of evidence has a name of its own. */
type Part = 'cause' | 'may be noise' | 'part of it' | 'beside it' | 'mark before';

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
 * What is known of why an anomaly came: groups of messages that the change comes from (docs/causes.md), the series that moved with it, the one that
 * explains most first, what moved beside it, the marks on charts before it, and pages that show its messages.
 */
export function explained(anomaly: AskedAnomaly): Shaped {
  const { number, metric, sentence, findings, alsoMoved, annotations, verdict, verdictReason, excessCostUsd } = anomaly;
  const { explanation } = anomaly;
  const causes = explanation?.causes ?? [];
  const sure = causes.find(({ isContradicted }) => !isContradicted);
  const rows: Row[] = [
    ...causes.map((cause) => ({
      part: cause.isContradicted ? ('may be noise' as const) : ('cause' as const),
      what: conditionWords(cause.conditions),
      change: cause.sentence,
      explainedShare: cause.explainedShare,
      at: explanation?.currentFrom ?? anomaly.beganAt,
    })),
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
      ...(explanation === null ? [] : [fact('causeCount', 'Causes', causes.filter(({ isContradicted }) => !isContradicted).length)]),
      fact('findingCount', 'Series that moved together', findings.length),
      fact('besideCount', 'Series that moved beside it', alsoMoved.length),
      fact('markCount', 'Marks on charts before it', annotations.length),
    ],
    table: tableOf(rows, (at) => [
      at.text('part', 'Evidence', (row) => row.part),
      at.payload('what', 'What', (row) => row.what),
      at.payload('change', 'Change', (row) => row.change),
      at.share('explainedShare', 'Explains of the change', (row) => row.explainedShare),
      at.time('at', 'From', (row) => row.at),
    ]),
    notes: [
      sentence,
      ...(first === undefined || first.dimension === 'WORKSPACE'
        ? ['No model, provider, environment, tool or experiment explains more than its share of the change.']
        : [`Most of the change is that${ofWords({ dimension: first.dimension, value: first.dimensionValue ?? '' })}.`]),
      ...(verdict === null ? [] : [`A person judged it: ${verdict}${verdictReason === null ? '' : ` (${verdictReason})`}.`]),
      ...explanationNotes(explanation, sure),
    ],
    links: [
      pageLink(`Anomaly ${number}`, `/signals/${encodeURIComponent(anomaly.id)}`),
      ...(sure === undefined ? [] : [viewLink('Messages of the first cause', '/messages', sure.filter)]),
      viewLink('Its messages', '/messages', anomaly.filter),
      viewLink('Its traces', '/traces', anomaly.filter),
    ],
  };
}

const dimensionWords = (dimension: string): string => dimension.toLowerCase().replaceAll('_', ' ');
const conditionWords = (conditions: Explanation['causes'][number]['conditions']): string =>
  conditions
    .map(({ dimension, value }) => (value === '' ? `no ${dimensionWords(dimension)}` : `${dimensionWords(dimension)} ${value}`))
    .join(' and ');

function explanationNotes(explanation: Explanation | null, sure: Explanation['causes'][number] | undefined): string[] {
  if (explanation === null) return ['These moved at the same time; of training jobs no causes are searched.'];
  if (explanation.tooLittle !== null) return [explanation.tooLittle];
  return [explanation.sentence, explanation.placebo.sentence, ...(sure === undefined ? [] : [sure.recommendation.text])];
}
