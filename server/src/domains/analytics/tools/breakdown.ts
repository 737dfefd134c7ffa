import { viewLink } from '../../../platform/tools/links.ts';
import { fact, tableOf } from '../../../platform/tools/table.ts';
import { defineTool } from '../../../platform/tools/tool.ts';
import { filterReferences, filterValue, filterVariables } from './arguments.ts';

interface ToolRow {
  readonly name: string;
  readonly callCount: number;
  readonly successCount: number;
  readonly failureCount: number;
  readonly successShare: number | null;
  readonly durationMs: { readonly p50Ms: number | null; readonly p95Ms: number | null };
}
interface ErrorRow {
  readonly errorType: string;
  readonly count: number;
  readonly share: number;
}

const link = (args: Readonly<Record<string, unknown>>) => [viewLink('Analytics with these filters', '/analytics', args)];

export const breakdownTool = defineTool({
  name: 'production_breakdown',
  title: 'Breakdown of production',
  description:
    'What production messages did, under filters: calls of each tool with success and duration, errors by their kind, and how many messages conversations have.',
  group: 'production',
  words: ['tool', 'call', 'error', 'kind', 'type', 'timeout', 'conversation', 'length', 'breakdown'],
  operations: {
    tools: {
      about: 'calls of each tool, with successes and duration',
      words: ['tool', 'called', 'calls', 'function'],
      document: `query (${filterVariables}) { analytics(filter: ${filterValue}) { tools { name callCount successCount failureCount successShare durationMs { p50Ms p95Ms } } } }`,
      references: filterReferences,
      shape: ({ analytics }: { analytics: { tools: readonly ToolRow[] } }, args) => {
        // Messages that called a tool may have called others, too: those were not asked for.
        const asked = args['tools'] as readonly string[] | undefined;
        const tools = asked === undefined ? analytics.tools : analytics.tools.filter(({ name }) => asked.includes(name));
        return {
          facts: [
            fact(
              'callCount',
              'Calls of tools',
              tools.reduce((sum, { callCount }) => sum + callCount, 0),
            ),
            fact('toolCount', 'Tools', tools.length),
            fact('topTool', 'Most called tool', tools[0]?.name),
          ],
          table: tableOf(tools, (at) => [
            at.text('tool', 'Tool', (row) => row.name),
            at.number('calls', 'Calls', (row) => row.callCount),
            at.number('failures', 'Failures', (row) => row.failureCount),
            at.share('successRate', 'Success', (row) => row.successShare),
            at.ms('durationP50', 'Median duration', (row) => row.durationMs.p50Ms),
            at.ms('durationP95', 'Duration p95', (row) => row.durationMs.p95Ms),
          ]),
          chart: { kind: 'bar', x: 'tool', y: ['calls'], title: 'Calls of tools' },
          links: link(args),
        };
      },
    },
    errors: {
      about: 'messages that ended in an error, by its kind',
      words: ['error', 'kind', 'type', 'timeout'],
      document: `query (${filterVariables}) { analytics(filter: ${filterValue}) { errors { errorType count share } } }`,
      references: filterReferences,
      shape: ({ analytics: { errors } }: { analytics: { errors: readonly ErrorRow[] } }, args) => ({
        facts: [
          fact(
            'errorCount',
            'Messages that ended in an error',
            errors.reduce((sum, { count }) => sum + count, 0),
          ),
          fact('topError', 'Most frequent error', errors[0]?.errorType),
        ],
        table: tableOf(errors, (at) => [
          at.text('error', 'Error', (row) => row.errorType),
          at.number('count', 'Messages', (row) => row.count),
          at.share('share', 'Share of the errors', (row) => row.share),
        ]),
        chart: { kind: 'bar', x: 'error', y: ['count'], title: 'Errors' },
        links: link(args),
      }),
    },
    conversation_lengths: {
      about: 'conversations by their number of messages',
      words: ['length', 'long', 'messages per conversation', 'turns'],
      document: `query (${filterVariables}) { analytics(filter: ${filterValue}) { conversationLengths { messageCount conversationCount } } }`,
      references: filterReferences,
      shape: (
        {
          analytics: { conversationLengths: rows },
        }: { analytics: { conversationLengths: readonly { messageCount: number; conversationCount: number }[] } },
        args,
      ) => {
        const total = rows.reduce((sum, { conversationCount }) => sum + conversationCount, 0);
        const messages = rows.reduce((sum, { conversationCount, messageCount }) => sum + conversationCount * messageCount, 0);
        return {
          facts: [
            fact('conversationCount', 'Conversations', total),
            fact('meanLength', 'Mean number of messages', total === 0 ? null : messages / total, { n: total }),
          ],
          table: tableOf(rows, (at) => [
            at.number('messages', 'Messages', (row) => row.messageCount),
            at.number('conversations', 'Conversations', (row) => row.conversationCount),
          ]),
          chart: { kind: 'distribution', x: 'messages', y: ['conversations'], title: 'Length of conversations' },
          links: link(args),
        };
      },
    },
  },
});
