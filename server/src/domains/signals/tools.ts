import { pageLink } from '../../platform/tools/links.ts';
import { fact } from '../../platform/tools/table.ts';
import { defineTool, NoData, type Arguments } from '../../platform/tools/tool.ts';
import { askedAnomalyFields, explained, type AskedAnomaly } from './pure/explained.ts';

interface AskedOutlook {
  readonly spentUsd: number;
  readonly budgetUsd: number | null;
  readonly monthEndUsd: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly passesBudgetOn: string | null;
  readonly passesBudgetLow: string | null;
  readonly passesBudgetHigh: string | null;
  readonly sentence: string;
}

export const signalsTool = defineTool({
  name: 'signals',
  title: 'Signals',
  description:
    'Explains one anomaly: the groups of messages that the change comes from, what moved with it and beside it, marks on charts before it, whom it touched; and says what the month will have cost, and when its budget is passed.',
  group: 'quality',
  words: ['explain', 'anomaly', 'incident', 'why', 'cause', 'budget', 'month end', 'outlook', 'spend'],
  readsPayload: true,
  operations: {
    explain: {
      about: 'causes of an anomaly, what moved with it and beside it, and the marks before it; without a number the latest one',
      words: ['explain', 'why', 'cause', 'reason', 'moved'],
      document: `query ($number: Int) { anomalies(first: 1, number: $number) { edges { node { ${askedAnomalyFields} } } } }`,
      arguments: { number: { type: 'integer', minimum: 1, description: 'Number of the anomaly; absent: the latest to begin' } },
      shape: ({ anomalies }: { anomalies: { edges: readonly { node: AskedAnomaly }[] } }, { number }: Arguments) => {
        const [found] = anomalies.edges;
        if (found === undefined)
          throw new NoData(
            number === undefined ? 'No anomaly was found in this workspace.' : `There is no anomaly ${String(number)} in this workspace.`,
          );
        return explained(found.node);
      },
    },
    cost_outlook: {
      about: 'cost of this month so far and at its end, with its range, and the day on which the budget is passed',
      words: ['budget', 'month end', 'spend', 'will', 'cost'],
      document: '{ costOutlook { spentUsd budgetUsd monthEndUsd low high passesBudgetOn passesBudgetLow passesBudgetHigh sentence } }',
      shape: ({ costOutlook: of }: { costOutlook: AskedOutlook }) => ({
        facts: [
          fact('spent', 'Spent this month', of.spentUsd, { unit: 'usd' }),
          fact('budget', 'Budget of the month', of.budgetUsd, { unit: 'usd' }),
          fact('monthEnd', 'Forecast cost of the month', of.monthEndUsd, {
            unit: 'usd',
            interval: of.low === null || of.high === null ? null : { low: of.low, high: of.high },
          }),
          fact('passesOn', 'Passes the budget on', of.passesBudgetOn),
          fact('passesEarliest', 'At the earliest', of.passesBudgetLow),
          fact('passesLatest', 'At the latest', of.passesBudgetHigh),
        ],
        notes: [of.sentence],
        links: [pageLink('Dashboard', '/analytics'), pageLink('Alerts', '/alerts')],
      }),
    },
  },
});
