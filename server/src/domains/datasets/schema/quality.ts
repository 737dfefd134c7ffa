import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { analyseVersion } from '../commands/analyse.ts';
import { mostAnalysed } from '../background/analyse.ts';
import { qualityOfVersion } from '../loaders.ts';
import type { IssueKind, QualityIssue, QualityReport } from '../pure/quality/analyse.ts';
import type { Gap } from '../pure/quality/balance.ts';
import type { Bias, QualityParts } from '../pure/quality/score.ts';
import { DatasetVersionRef } from './version.ts';

const IssueKindEnum = describedEnum<IssueKind>('DatasetIssueKind', 'Fault of a row of a dataset.', {
  EMPTY_PROMPT: 'Nothing is asked.',
  EMPTY_ANSWER: 'Nothing is wanted, where the kind of the row wants something.',
  PLACEHOLDER: 'The text stands for a missing one, such as N/A.',
  WRONG_ROLES: 'Turns of the chat are out of order.',
  TEMPLATE_LEAK: 'The text has marks of a chat template.',
  BROKEN_TEXT: 'The text was read in another encoding than its own.',
  MARKUP: 'The answer has HTML.',
  REPETITION: 'The answer repeats a word or a sign over and over.',
  TRUNCATED_ANSWER: 'The answer is long and ends without a sign.',
  REFUSAL: 'The answer begins as refusals do.',
  EQUAL_PREFERENCE: 'The chosen and the rejected answer are the same.',
  ECHO: 'The answer repeats what was asked.',
  EXACT_DUPLICATE: 'An earlier row asks and wants the same.',
  NEAR_DUPLICATE: 'An earlier row is nearly the same.',
  LABEL_ERROR: 'A model that has not seen the row doubts its class.',
});

const BiasKindEnum = describedEnum<Bias['kind']>('DatasetBiasKind', 'Property by which rows of a dataset are one-sided.', {
  DEMOGRAPHIC: 'Words for men and women in the texts.',
  TEMPORAL: 'Months from which rows are.',
  LINGUISTIC: 'Languages of what is asked.',
  LABEL: 'Classes that go together with length or language.',
});

const PartsRef = builder.objectRef<QualityParts>('DatasetQualityParts').implement({
  description: 'Parts of the quality of a dataset, each from 0 (bad) to 1 (good); formulas in docs/dataset-quality.md.',
  fields: (t) => ({
    completeness: t.exposeFloat('completeness', {
      nullable: true,
      description: 'Share of rows with all that their kind needs; null: no rows.',
    }),
    consistency: t.exposeFloat('consistency', {
      nullable: true,
      description: 'Share of rows of the most common kind whose form is right; null: no rows.',
    }),
    diversity: t.exposeFloat('diversity', {
      nullable: true,
      description: 'Difference of rows from one another; null: fewer than two rows.',
    }),
    balance: t.exposeFloat('balance', { nullable: true, description: 'Evenness of the classes; null: no classes.' }),
    cleanness: t.exposeFloat('cleanness', { nullable: true, description: 'Share of rows without noise; null: no rows.' }),
    uniqueness: t.exposeFloat('uniqueness', {
      nullable: true,
      description: 'Share of rows that repeat no earlier row, nearly or exactly; null: no rows.',
    }),
    labelQuality: t.exposeFloat('labelQuality', {
      nullable: true,
      description: 'Share of labels that are probably right; null: no classes, or too few rows.',
    }),
  }),
});

const IssueRowRef = builder.objectRef<QualityIssue['rows'][number]>('DatasetIssueRow').implement({
  description: 'A row of a dataset with a fault.',
  fields: (t) => ({
    rowId: t.exposeString('rowId', { description: 'Id of the row within its dataset.' }),
    position: t.exposeInt('position', { description: 'Place of the row in the version, from 0.' }),
    asks: t.exposeString('asks', { description: 'Beginning of what the row asks.' }),
    note: t.exposeString('note', { nullable: true, description: 'Row that is repeated, or class that is probable; null: none.' }),
  }),
});

const IssueRef = builder.objectRef<QualityIssue>('DatasetIssue').implement({
  description: 'A fault that rows of a dataset have.',
  fields: (t) => ({
    kind: t.expose('kind', { type: IssueKindEnum, description: 'Fault of the rows.' }),
    rowCount: t.exposeInt('rowCount', { description: 'Number of rows with the fault.' }),
    share: t.exposeFloat('share', { description: 'Share of the rows that were looked at, 0 to 1.' }),
    rows: t.field({ type: [IssueRowRef], description: 'Rows with the fault; at most 200.', resolve: ({ rows }) => [...rows] }),
  }),
});

const GapRef = builder.objectRef<Gap>('DatasetClass').implement({
  description: 'Rows of a dataset with one class.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the class.' }),
    rowCount: t.exposeInt('rowCount', { description: 'Number of rows of the class.' }),
    share: t.exposeFloat('share', { description: 'Share of the rows with a class, 0 to 1.' }),
  }),
});

const BiasRef = builder.objectRef<Bias>('DatasetBias').implement({
  description: 'A property by which rows of a dataset are one-sided.',
  fields: (t) => ({
    kind: t.expose('kind', { type: BiasKindEnum, description: 'Property of the rows.' }),
    score: t.exposeFloat('score', { nullable: true, description: 'Risk from 0 to 1, high above 0.7; null: the rows do not show it.' }),
    basis: t.exposeString('basis', { description: 'Counts that the risk is computed of.' }),
  }),
});

const QualityRef = builder.objectRef<QualityReport & { readonly analysedAt: Date }>('DatasetQuality').implement({
  description: 'Findings in the rows of a version of a dataset.',
  fields: (t) => ({
    analysedAt: t.expose('analysedAt', { type: 'DateTime', description: 'Time of the analysis.' }),
    rowCount: t.exposeInt('rowCount', { description: 'Number of rows that were looked at.' }),
    score: t.exposeFloat('score', { nullable: true, description: 'Weighted mean of the parts that apply, 0 to 1; null: no rows.' }),
    isReady: t.exposeBoolean('isReady', { description: 'Whether the score is above 0.7.' }),
    parts: t.field({ type: PartsRef, description: 'Parts of the score.', resolve: ({ parts }) => parts }),
    issues: t.field({
      type: [IssueRef],
      description: 'Faults of rows, those of most rows first; at most 15.',
      resolve: ({ issues }) => [...issues],
    }),
    classField: t.string({
      nullable: true,
      description: 'Field that holds the classes; null: rows have none.',
      resolve: ({ classes }) => classes?.field ?? null,
    }),
    classes: t.field({
      type: [GapRef],
      description: 'Classes by number of rows; at most 100.',
      resolve: ({ classes }) => [...(classes?.counts ?? [])],
    }),
    gaps: t.field({
      type: [GapRef],
      description: 'Classes with less than a fifth of an equal share; at most 100.',
      resolve: ({ gaps }) => [...gaps],
    }),
    biases: t.field({ type: [BiasRef], description: 'Biases of the rows; 4.', resolve: ({ biases }) => [...biases] }),
    biasScore: t.exposeFloat('biasScore', {
      nullable: true,
      description: 'Mean of the biases that rows show, 0 to 1; null: none is shown.',
    }),
    recommendations: t.stringList({
      description: 'Changes that make the dataset better; at most 30.',
      resolve: ({ recommendations }) => [...recommendations],
    }),
  }),
});

builder.prismaObjectField('DatasetVersion', 'quality', (t) =>
  t.field({
    type: QualityRef,
    nullable: true,
    description: 'Findings in the rows; null: not analysed yet (analyseDataset), or rows were erased since.',
    resolve: ({ id }, _args, context) => qualityOfVersion(context).load(id),
  }),
);

builder.mutationField('analyseDataset', (t) =>
  t.prismaField({
    type: DatasetVersionRef,
    authScopes: { may: 'EDIT_DATASETS' },
    description: `Asks for the analysis of the rows of a version, in the background; at most ${mostAnalysed} rows.`,
    args: { id: t.arg.id({ required: true, description: 'Global id of the version.' }) },
    resolve: async (query, _root, { id }, { stores, viewer }) => {
      const versionId = unwrap(await analyseVersion(stores, viewer.workspaceId, keyOfNode('DatasetVersion', id, 'id')));
      return stores.prisma.datasetVersion.findUniqueOrThrow({ ...query, where: { id: versionId, workspaceId: viewer.workspaceId } });
    },
  }),
);
