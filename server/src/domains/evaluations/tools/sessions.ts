import { viewLink } from '../../../platform/tools/links.ts';
import { fact, tableOf } from '../../../platform/tools/table.ts';
import { defineTool, single } from '../../../platform/tools/tool.ts';

interface Judged {
  readonly externalId: string;
  readonly sessionId: string | null;
  readonly model: string | null;
  readonly evaluations: readonly {
    readonly rating: number | null;
    readonly success: boolean | null;
    readonly failureTags: readonly string[];
    readonly comment: string | null;
    readonly evaluatorKind: string;
    readonly createdAt: string;
  }[];
}
interface Answer {
  readonly analytics: {
    readonly overview: {
      readonly evaluatedCount: number;
      readonly judgedCount: number;
      readonly ratedCount: number;
      readonly averageRating: number | null;
      readonly successShare: number | null;
      readonly successInterval: { readonly low: number; readonly high: number } | null;
    };
  };
  readonly messages: { readonly edges: readonly { readonly node: Judged }[]; readonly pageInfo: { readonly hasNextPage: boolean } };
}

export const sessionEvaluationsTool = defineTool({
  name: 'get_session_evaluations',
  title: 'Session evaluations',
  description: 'Ratings, verdicts, failure tags and comments that messages of sessions were given: of the ones that are named, or of all.',
  group: 'quality',
  readsPayload: true,
  words: ['session', 'evaluation', 'rating', 'feedback', 'comment', 'judgment', 'success', 'thumbs'],
  operations: single({
    about: 'evaluations of sessions',
    document: `query ($sessionIds: [String!], $from: DateTime, $to: DateTime, $limit: Int = 50) {
      analytics(filter: { sessions: $sessionIds, from: $from, to: $to }) {
        overview { evaluatedCount judgedCount ratedCount averageRating successShare successInterval { low high } }
      }
      messages(filter: { sessions: $sessionIds, from: $from, to: $to, evaluated: true }, first: $limit) {
        edges { node { externalId sessionId model evaluations { rating success failureTags comment evaluatorKind createdAt } } }
        pageInfo { hasNextPage }
      }
    }`,
    references: { sessionIds: 'session' },
    shape: ({ analytics: { overview }, messages }: Answer, args) => {
      const rows = messages.edges.flatMap(({ node }) => node.evaluations.map((evaluation) => ({ ...node, ...evaluation })));
      return {
        facts: [
          fact('evaluatedMessages', 'Messages with an evaluation', overview.evaluatedCount),
          fact('averageRating', 'Average rating', overview.averageRating, { unit: 'stars', n: overview.ratedCount }),
          fact('successRate', 'Success rate', overview.successShare, {
            unit: 'share',
            interval: overview.successInterval,
            n: overview.judgedCount,
          }),
        ],
        table: tableOf(
          rows,
          (at) => [
            at.text('messageId', 'Message', (row) => row.externalId),
            at.text('sessionId', 'Session', (row) => row.sessionId),
            at.text('model', 'Model', (row) => row.model),
            at.number('rating', 'Rating', (row) => row.rating, { unit: 'stars' }),
            at.number('success', 'Success', (row) => row.success, { type: 'boolean' }),
            at.text('failureTags', 'Failure tags', (row) => row.failureTags.join(', ')),
            at.payload('comment', 'Comment', (row) => row.comment),
            at.text('by', 'By', (row) => row.evaluatorKind),
            at.time('at', 'Time', (row) => row.createdAt),
          ],
          { hasMore: messages.pageInfo.hasNextPage },
        ),
        links: [viewLink('Judgments of these sessions', '/judgments', args)],
      };
    },
  }),
});
