import { fact, tableOf } from '../../platform/tools/table.ts';
import { pageLink } from '../../platform/tools/links.ts';
import { defineTool, single } from '../../platform/tools/tool.ts';

interface Row {
  readonly kind: string;
  readonly sentence: string;
  readonly value: number;
  readonly unit: string;
  readonly link: string;
  readonly isNew: boolean;
}

const most = 10;

export const insightsTool = defineTool({
  name: 'insights',
  title: 'Insights',
  description:
    'The few things that matter now, most first: changes week over week with their cause, anomalies, drift, new topics, sentiment, untrusted judges, cost of the month.',
  group: 'production',
  words: ['insight', 'matter', 'important', 'stand', 'new', 'noteworthy', 'attention', 'news'],
  operations: single({
    about: 'what matters now',
    document: `{ insights(first: ${most}) { kind sentence value unit link isNew } }`,
    shape: ({ insights }: { insights: readonly Row[] }) => ({
      facts: [
        fact('insightCount', 'Insights', insights.length),
        fact('newCount', 'New since the last visit', insights.filter(({ isNew }) => isNew).length),
      ],
      table: tableOf(insights, (at) => [
        at.text('about', 'About', ({ kind }) => kind.toLowerCase().replaceAll('_', ' ')),
        at.text('insight', 'Insight', ({ sentence }) => sentence),
        at.number('value', 'Number', ({ value }) => value),
        at.text('unit', 'Unit', ({ unit }) => unit),
      ]),
      links: insights.slice(0, 5).map(({ sentence, link }) => pageLink(sentence, link)),
      notes: insights.length === 0 ? ['Nothing stands out now.'] : [],
    }),
  }),
});
