import { viewLink } from '../../../platform/tools/links.ts';
import { tableOf } from '../../../platform/tools/table.ts';
import { defineTool, single, type Arguments } from '../../../platform/tools/tool.ts';
import { columnsOf, factsOf, measureNames, numbersFragment, usualMeasures, type Numbers } from '../pure/tool-numbers.ts';

interface Answer {
  readonly analytics: {
    readonly overview: Numbers;
    readonly bySession: readonly (Numbers & {
      readonly sessionId: string;
      readonly experimentName: string | null;
      readonly variant: string | null;
    })[];
    readonly facets: readonly { readonly valueCount: number; readonly values: readonly { readonly value: string }[] }[];
  };
}

export const sessionMetricsTool = defineTool({
  name: 'get_session_metrics',
  title: 'Session metrics',
  description: 'Tokens, costs, latency, errors and judgments of sessions: of the ones that are named, or of all, by session.',
  group: 'production',
  words: ['session', 'token', 'usage', 'cost', 'response time', 'latency'],
  operations: single({
    about: 'numbers of sessions',
    document: `query ($sessionIds: [String!], $from: DateTime, $to: DateTime, $limit: Int = 50) {
      analytics(filter: { sessions: $sessionIds, from: $from, to: $to }) {
        overview { ...Numbers }
        bySession(top: $limit) { sessionId experimentName variant ...Numbers }
        facets(dimensions: [SESSION], first: 200) { valueCount values { value } }
      }
    }${numbersFragment}`,
    references: { sessionIds: 'session' },
    shape: ({ analytics }: Answer, args: Arguments) => {
      const rows = analytics.bySession;
      const asked = args['sessionIds'] as readonly string[] | undefined;
      const isFull = rows.length >= Number(args['limit'] ?? 50);
      // Messages without a session are a value of the facet, and no session.
      const { valueCount = 0, values = [] } = analytics.facets[0] ?? {};
      const sessionCount = valueCount - values.filter(({ value }) => value === '').length;
      return {
        facts: factsOf(analytics.overview, measureNames),
        table: tableOf(
          rows,
          (at) => [
            at.text('sessionId', 'Session', (row) => row.sessionId),
            at.text('experiment', 'Experiment', (row) => row.experimentName),
            at.text('variant', 'Variant', (row) => row.variant),
            ...columnsOf<(typeof rows)[number]>(usualMeasures, (row) => row),
          ],
          asked === undefined ? { total: sessionCount, hasMore: isFull && sessionCount > rows.length } : {},
        ),
        chart: { kind: 'bar', x: 'sessionId', y: ['cost'], title: 'Cost by session' },
        links: [viewLink('Analytics of these sessions', '/analytics', args)],
      };
    },
  }),
});
