import { lastChangeField } from '../../audit/schema/last-change.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { usdFromNano } from '../../prices/pure/rates.ts';
import { measuredOf, rubricById, spentToday } from '../loaders.ts';
import { leastCompared, type Rule } from '../types.ts';
import { JudgeKindEnum, RuleKindEnum } from './enums.ts';
import { JudgeAgreementRef, JudgeBiasRef } from './measured.ts';
import { RubricRef } from './rubric.ts';
import './run.ts';

const RuleRef = builder.objectRef<Rule>('JudgeRule').implement({
  description: 'A check of a message without a model: the message passes or fails.',
  fields: (t) => ({
    kind: t.expose('kind', { type: RuleKindEnum, description: 'What the rule looks at.' }),
    pattern: t.exposeString('pattern', { nullable: true, description: 'Regular expression of REGEX; null: another kind.' }),
    texts: t.exposeStringList('texts', { description: 'Texts of CONTAINS, one of which suffices; empty: another kind.' }),
    ignoresCase: t.exposeBoolean('ignoresCase', { description: 'Whether upper and lower case are the same to REGEX and CONTAINS.' }),
    schema: t.field({
      type: 'JSON',
      nullable: true,
      description: 'JSON Schema of JSON_SCHEMA; null: any JSON passes, or another kind.',
      resolve: ({ schema }) => schema,
    }),
    minimum: t.exposeFloat('minimum', {
      nullable: true,
      description: 'Least value that passes: characters, milliseconds or US dollars; null: no limit.',
    }),
    maximum: t.exposeFloat('maximum', {
      nullable: true,
      description: 'Largest value that passes: characters, milliseconds or US dollars; null: no limit.',
    }),
    isNegated: t.exposeBoolean('isNegated', { description: 'Whether a message passes that the rule does not match.' }),
  }),
});

const mostRuns = 50;

export const JudgeRef = builder.prismaNode('Judge', {
  id: { field: 'id' },
  nullable: true,
  description: 'A rubric with a language model, or a rule, that judges messages.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the judge, unique in the workspace: the evaluator of its evaluations.' }),
    kind: t.expose('kind', { type: JudgeKindEnum, description: 'What the judge judges by.' }),
    rubric: t.field({
      type: RubricRef,
      nullable: true,
      description: 'Rubric of the judge, as its newest version; null: a rule.',
      select: { rubricId: true },
      resolve: ({ rubricId }, _args, context) => (rubricId === null ? null : rubricById(context).load(rubricId)),
    }),
    rule: t.field({
      type: RuleRef,
      nullable: true,
      description: 'Rule of the judge; null: a model judges.',
      select: { rule: true },
      resolve: ({ rule }) => rule as unknown as Rule | null,
    }),
    modelName: t.exposeString('model', { nullable: true, description: 'Language model "connection/model"; null: a rule.' }),
    version: t.exposeInt('version', {
      description: 'Number of the version: each change of rubric, model or rule makes the next one, which judges messages afresh.',
    }),
    isEnabled: t.exposeBoolean('isEnabled', { description: 'Whether the judge can begin runs.' }),
    minimumAgreement: t.exposeFloat('minimumAgreement', {
      description:
        'Least agreement with people of a judge that is trusted: kappa, with quadratic weights of 1 to 5, Spearman’s correlation of 0 to 1.',
    }),
    isTrusted: t.boolean({
      nullable: true,
      complexity: 10,
      description: `Whether the judge agrees with people as far as is wanted; null: fewer than ${leastCompared} messages were judged by both, or no agreement can be computed of them.`,
      select: { id: true },
      resolve: async ({ id }, _args, context) => (await measuredOf(context).load(id))?.isTrusted ?? null,
    }),
    agreement: t.field({
      type: JudgeAgreementRef,
      complexity: 10,
      description: 'Agreement of the judge with people.',
      select: { id: true },
      resolve: async ({ id }, _args, context) =>
        (await measuredOf(context).load(id))?.agreement ?? {
          n: 0,
          sameShare: null,
          kappa: null,
          weightedKappa: null,
          alpha: null,
          spearman: null,
        },
    }),
    bias: t.field({
      type: JudgeBiasRef,
      nullable: true,
      complexity: 10,
      description: 'Biases of the judge; null: the judge was deleted a moment ago.',
      select: { id: true },
      resolve: ({ id }, _args, context) => measuredOf(context).load(id),
    }),
    sampleShare: t.exposeFloat('sampleShare', { description: 'Share of new answers that the judge judges on arrival, 0 to 1; 0: none.' }),
    dailyCapUsd: t.float({
      nullable: true,
      description: 'Largest cost of new answers on a day of UTC, in US dollars; null: none is set.',
      select: { dailyCapNanoUsd: true },
      resolve: ({ dailyCapNanoUsd }) => (dailyCapNanoUsd === null ? null : usdFromNano(dailyCapNanoUsd)),
    }),
    spentTodayUsd: t.float({
      description: 'Spent today (UTC) on new answers, in US dollars; calls under way or broken off count with the largest possible cost.',
      select: { id: true },
      resolve: ({ id }, _args, context) => spentToday(context).load(id),
    }),
    runs: t.relation('runs', {
      description: `Runs of the judge, newest first, at most ${mostRuns}.`,
      complexity: { multiplier: 10 },
      query: { orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: mostRuns },
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the judge was made.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'Time of the last change.' }),
    lastChange: t.field(lastChangeField('Judge', 'judge', ({ id }: { id: string }) => id)),
  }),
});
