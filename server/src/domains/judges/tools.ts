import { pageLink } from '../../platform/tools/links.ts';
import { fact, tableOf } from '../../platform/tools/table.ts';
import { BadToolArgument, defineReference, defineTool, type Arguments } from '../../platform/tools/tool.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly modelName: string | null;
  readonly rubric: { readonly name: string } | null;
  readonly isTrusted: boolean | null;
  readonly agreement: { readonly n: number; readonly sameShare: number | null; readonly kappa: { readonly value: number } | null };
  readonly sampleShare: number;
  readonly spentTodayUsd: number;
}
interface Estimated {
  readonly judge: { readonly name: string; readonly modelName: string | null } | null;
  readonly judgeRunEstimate: { readonly messageCount: number; readonly costUsd: number | null };
}

const most = 200;
const idsOf = ({ messageIds }: Arguments): readonly string[] => [...new Set(messageIds as readonly string[])];

export const judgeReference = defineReference({
  kind: 'judge',
  title: 'judges',
  nodeType: 'Judge',
  document: '{ judges { id name } }',
  found: ({ judges }: { judges: readonly { id: string; name: string }[] }) => ({
    items: judges.map(({ id, name }) => ({ id, names: [name], count: null })),
    total: judges.length,
  }),
});

export const judgesTool = defineTool({
  name: 'judges',
  title: 'Judges',
  description:
    'Judges that score messages by rubrics with a model, or by rules: how far each agrees with people, and what it spends. Proposes to have one judge messages by their ids; nothing begins before a person confirms.',
  group: 'quality',
  words: ['judge', 'rubric', 'evaluator', 'trust', 'agreement', 'kappa', 'evaluate'],
  operations: {
    list: {
      about: 'judges with their agreement with people',
      words: ['list', 'which', 'trusted', 'agreement'],
      document:
        '{ judges { id name kind modelName rubric { name } isTrusted agreement { n sameShare kappa { value } } sampleShare spentTodayUsd } }',
      shape: ({ judges }: { judges: readonly Row[] }) => ({
        facts: [fact('judgeCount', 'Judges', judges.length)],
        table: tableOf(judges, (at) => [
          at.text('name', 'Judge', (row) => row.name),
          at.text('by', 'Judges by', (row) => row.rubric?.name ?? 'rule'),
          at.text('model', 'Model', (row) => row.modelName ?? ''),
          at.text('trust', 'Trust', (row) => (row.isTrusted === null ? 'not measured' : row.isTrusted ? 'trusted' : 'untrusted')),
          at.number('compared', 'Messages with people', (row) => row.agreement.n),
          at.share('same', 'Same verdict', (row) => row.agreement.sameShare),
          at.number('kappa', 'Kappa', (row) => row.agreement.kappa?.value),
          at.usd('spent', 'Spent today', (row) => row.spentTodayUsd),
        ]),
        links: [pageLink('Judges', '/judges')],
      }),
    },
    judge_messages: {
      about: 'propose to have a judge judge messages',
      words: ['run', 'start', 'score', 'judge'],
      document:
        'query ($judge: ID!, $input: JudgeRunInput!) { judge(id: $judge) { name modelName } judgeRunEstimate(input: $input) { messageCount costUsd } }',
      computed: ['judge', 'input'],
      references: { judgeId: 'judge' },
      arguments: {
        judgeId: { type: 'string', isRequired: true, description: 'Name or id of the judge' },
        messageIds: { type: 'strings', isRequired: true, description: `External ids of 1 to ${most} messages` },
      },
      variables: (args) => {
        const ids = idsOf(args);
        if (ids.length === 0 || ids.length > most)
          throw new BadToolArgument('messageIds', `messageIds has ${ids.length} ids; 1 to ${most} are taken.`);
        return { judge: args['judgeId'], input: { judgeId: args['judgeId'], messageExternalIds: ids } };
      },
      mutation: 'mutation ($input: JudgeRunInput!) { startJudgeRun(input: $input) { id state total } }',
      propose: ({ judge, judgeRunEstimate: { messageCount, costUsd } }: Estimated, args) => ({
        title: `Have ${judge?.name ?? 'the judge'} judge ${messageCount === 1 ? '1 message' : `${messageCount} messages`}`,
        variables: { input: { judgeId: args['judgeId'], messageExternalIds: idsOf(args) } },
        changes: [
          {
            path: `judgments by ${judge?.name ?? 'the judge'}`,
            before: null,
            after: { messageCount, model: judge?.modelName ?? null, estimatedCostUsd: costUsd },
          },
        ],
        touches: [{ what: 'messages', count: messageCount }],
        undo: null,
      }),
    },
  },
});
