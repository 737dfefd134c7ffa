import { pageLink } from '../../platform/tools/links.ts';
import { fact, tableOf } from '../../platform/tools/table.ts';
import { defineReference, defineTool, NoData } from '../../platform/tools/tool.ts';

interface Row {
  readonly name: string;
  readonly type: string;
  readonly versionCount: number;
  readonly updatedAt: string;
  readonly tags: readonly string[];
  readonly labels: readonly { readonly label: string; readonly version: number }[];
  readonly usage: { readonly messageCount: number; readonly costUsd: number | null; readonly successShare: number | null } | null;
}
interface Numbers {
  readonly version: string;
  readonly messageCount: number;
  readonly costUsd: number | null;
  readonly costPerMessageUsd: number | null;
  readonly successShare: number | null;
  readonly successInterval: { readonly low: number; readonly high: number } | null;
  readonly judgedCount: number;
  readonly averageRating: number | null;
  readonly errorShare: number | null;
  readonly latencyP50Ms: number | null;
  readonly latencyP95Ms: number | null;
}

export const promptReference = defineReference({
  kind: 'prompt',
  title: 'prompts',
  document: '{ prompts { name } }',
  found: ({ prompts }: { prompts: readonly { name: string }[] }) => ({
    items: prompts.map(({ name }) => ({ id: name, names: [name], count: null })),
    total: prompts.length,
  }),
});

export const promptsTool = defineTool({
  name: 'prompts',
  title: 'Prompts',
  description:
    'Prompts of the registry with labels and use, and the numbers of the versions of one: messages, cost, success, ratings, latency.',
  group: 'prompts',
  words: ['prompt', 'version', 'label', 'production', 'template'],
  operations: {
    list: {
      about: 'prompts with their labels and use',
      words: ['list', 'which', 'labels'],
      document:
        '{ prompts { name type versionCount updatedAt tags labels { label version } usage { messageCount costUsd successShare } } }',
      shape: ({ prompts }: { prompts: readonly Row[] }) => ({
        facts: [fact('promptCount', 'Prompts', prompts.length)],
        table: tableOf(prompts, (at) => [
          at.text('name', 'Prompt', (row) => row.name),
          at.text('type', 'Type', (row) => row.type),
          at.number('versions', 'Versions', (row) => row.versionCount),
          at.text('labels', 'Labels', (row) => row.labels.map(({ label, version }) => `${label}: ${version}`).join(', ')),
          at.number('messages', 'Messages', (row) => row.usage?.messageCount),
          at.usd('cost', 'Cost', (row) => row.usage?.costUsd),
          at.share('successRate', 'Success rate', (row) => row.usage?.successShare),
          at.time('updatedAt', 'Changed', (row) => row.updatedAt),
        ]),
        links: [pageLink('Prompts', '/prompts')],
      }),
    },
    versions: {
      about: 'numbers of the versions of a prompt',
      words: ['version', 'compare', 'better'],
      document: `query ($prompt: String!) {
        prompt(name: $prompt) { name versionCount numbers { version messageCount costUsd costPerMessageUsd successShare successInterval { low high } judgedCount averageRating errorShare latencyP50Ms latencyP95Ms } }
      }`,
      arguments: { prompt: { type: 'string', isRequired: true, description: 'Name of the prompt' } },
      references: { prompt: 'prompt' },
      shape: ({ prompt }: { prompt: { name: string; versionCount: number; numbers: readonly Numbers[] } | null }, args) => {
        if (prompt === null) throw new NoData(`The prompt ${JSON.stringify(args['prompt'])} was deleted meanwhile.`);
        return {
          facts: [
            fact('versionCount', 'Versions', prompt.versionCount),
            fact('usedVersions', 'Versions that messages name', prompt.numbers.length),
          ],
          table: tableOf(prompt.numbers, (at) => [
            at.text('version', 'Version', (row) => row.version),
            at.number('messages', 'Messages', (row) => row.messageCount),
            at.share('successRate', 'Success rate', (row) => row.successShare),
            at.share('successRateLow', 'Success rate, low end', (row) => row.successInterval?.low),
            at.share('successRateHigh', 'Success rate, high end', (row) => row.successInterval?.high),
            at.number('judged', 'Judged', (row) => row.judgedCount),
            at.number('rating', 'Average rating', (row) => row.averageRating, { unit: 'stars' }),
            at.share('errorRate', 'Error rate', (row) => row.errorShare),
            at.ms('latencyP50', 'Median latency', (row) => row.latencyP50Ms),
            at.ms('latencyP95', 'Latency p95', (row) => row.latencyP95Ms),
            at.usd('cost', 'Cost', (row) => row.costUsd),
            at.usd('costPerMessage', 'Cost of a message', (row) => row.costPerMessageUsd),
          ]),
          links: [pageLink(`Prompt ${prompt.name}`, `/prompts/${encodeURIComponent(prompt.name)}`)],
          notes: prompt.numbers.length === 0 ? ['No message names a version of the prompt.'] : [],
        };
      },
    },
  },
});
