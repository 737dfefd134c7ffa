import { viewLink } from '../../platform/tools/links.ts';
import type { ToolLink } from '../../platform/tools/shape.ts';
import { fact, tableOf } from '../../platform/tools/table.ts';
import { defineTool, single, type Arguments, type ToolRun } from '../../platform/tools/tool.ts';
import { comparedSearch, windowVariables } from '../analytics/pure/tool-window.ts';
import { messageMetrics } from '../signals/types.ts';
import { wordsOf } from './pure/dimensions.ts';
import type { Condition } from './types.ts';

interface AskedCause {
  readonly conditions: readonly Condition[];
  readonly explainedShare: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly baselineCount: number;
  readonly currentCount: number;
  readonly baselineValue: number | null;
  readonly currentValue: number | null;
  readonly isContradicted: boolean;
  readonly recommendation: { readonly text: string };
}

interface AskedExplanation {
  readonly unit: string;
  readonly measure: string | null;
  readonly baseline: number | null;
  readonly current: number | null;
  readonly change: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly tooLittle: string | null;
  readonly causes: readonly AskedCause[];
  readonly placebo: { readonly sentence: string };
}

/** Units of metrics as tools write them. */
const units: Readonly<Record<string, string>> = { rating: 'stars', count: 'messages' };

const intervalOf = ({ low, high }: { readonly low: number | null; readonly high: number | null }) =>
  low === null || high === null ? null : { low, high };

export const causesTool = defineTool({
  name: 'causes',
  title: 'Causes of a change',
  description:
    'Why a number of production changed between two windows: groups of messages by model, prompt version, tool, topic and others that the change comes from, with the share that each explains, and what may be done.',
  group: 'production',
  words: ['why', 'cause', 'reason', 'root', 'explain', 'fell', 'rose', 'drop', 'rise', 'change'],
  readsPayload: true,
  operations: single({
    about: 'groups of messages that a change comes from',
    document: `query ($metric: SignalMetric!, $from: DateTime, $to: DateTime, $baselineFrom: DateTime, $baselineTo: DateTime, $models: [String!], $environments: [String!], $tools: [String!]) {
      explain(input: {
        metric: $metric, baselineFrom: $baselineFrom, baselineTo: $baselineTo
        filter: { from: $from, to: $to, models: $models, environments: $environments, tools: $tools }
      }) {
        unit measure baseline current change low high tooLittle
        causes {
          conditions { dimension value } explainedShare low high baselineCount currentCount baselineValue currentValue isContradicted
          recommendation { text }
        }
        placebo { sentence }
      }
    }`,
    arguments: {
      metric: { type: 'string', values: messageMetrics, isRequired: true, description: 'Number that changed' },
    },
    references: { models: 'model', environments: 'environment', tools: 'toolName' },
    variables: windowVariables,
    shape: ({ explain }: { explain: AskedExplanation }, args, run) => shaped(explain, args, run),
  }),
});

function shaped({ unit, measure, causes, tooLittle, placebo, ...found }: AskedExplanation, args: Arguments, run: ToolRun) {
  const of = { unit: units[unit] ?? unit };
  const ofValues = measure === null && unit !== 'share' ? of : { type: 'share' as const };
  const [first] = causes.filter(({ isContradicted }) => !isContradicted);
  return {
    facts: [
      fact('baseline', 'Before', found.baseline, of),
      fact('current', 'Now', found.current, of),
      fact('change', 'Change', found.change, { ...of, interval: intervalOf(found) }),
      fact('causeCount', 'Groups that stand out', causes.length),
      fact('firstShare', 'Share of the change that the first group explains', first?.explainedShare, {
        unit: 'share',
        interval: first === undefined ? null : intervalOf(first),
      }),
    ],
    table: tableOf(causes, (at) => [
      at.payload('cause', 'Messages with', ({ conditions }) => wordsOf(conditions)),
      at.share('explained', 'Explains of the change', (row) => row.explainedShare),
      at.number('before', measure === null ? 'Before' : 'Before, slow', (row) => row.baselineValue, ofValues),
      at.number('now', measure === null ? 'Now' : 'Now, slow', (row) => row.currentValue, ofValues),
      at.number('messagesBefore', 'Measured before', (row) => row.baselineCount),
      at.number('messagesNow', 'Measured now', (row) => row.currentCount),
      at.text('check', 'Check', (row) => (row.isContradicted ? 'as much in quiet windows' : 'not in quiet windows')),
      at.text('advice', 'What may be done', (row) => row.recommendation.text),
    ]),
    notes: tooLittle === null ? [...(causes.length === 0 ? ['No group of messages stands out.'] : []), placebo.sentence] : [tooLittle],
    links: [whyLink(args, run)],
  };
}

/** The page Why with the same windows. */
function whyLink(args: Arguments, run: ToolRun): ToolLink {
  const { title, path } = viewLink('Why it changed', '/why', windowVariables(args, run));
  return { title, path: `${path}&metric=${String(args['metric'])}${comparedSearch(args)}` };
}
