import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { rubricsByIds } from '../load/rubrics.ts';
import { maxExamples, maxRubricVersions, type Rubric, type RubricExample } from '../types.ts';
import { RubricScaleEnum } from './enums.ts';

const RubricExampleRef = builder.objectRef<RubricExample>('RubricExample').implement({
  description: 'An answer that shows how a rubric is meant.',
  fields: (t) => ({
    question: t.exposeString('question', { description: 'Text that the answer follows.' }),
    answer: t.exposeString('answer', { description: 'Answer that is judged.' }),
    verdict: t.exposeString('verdict', { description: 'Verdict as the scale has it: "pass", "4", "0.5", or a category.' }),
    reason: t.exposeString('reason', { description: 'Reason of the verdict.' }),
  }),
});

interface Version {
  readonly version: number;
  readonly criteria: string;
  readonly createdAt: Date;
}

const RubricVersionRef = builder.objectRef<Version>('RubricVersion').implement({
  description: 'A version of a rubric.',
  fields: (t) => ({
    version: t.exposeInt('version', { description: 'Number of the version, from 1.' }),
    criteria: t.exposeString('criteria', { description: 'Criteria of the version, as the model reads them.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the version was saved.' }),
  }),
});

export const RubricRef = builder.objectRef<Rubric>('Rubric');
builder.node(RubricRef, {
  description: 'What judges look for, in versions: the newest holds. Some are ready in every workspace, and can be edited.',
  id: { resolve: ({ id }) => id },
  isTypeOf: (value) => typeof value === 'object' && value !== null && 'usesReference' in value,
  loadManyWithoutCache: (ids, { stores, viewer }) => rubricsByIds(stores, viewer.workspaceId, ids.map(uuidKey)),
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Key of the rubric, unique in the workspace: the name of evaluations that are made by it.' }),
    name: t.exposeString('name', { description: 'Name of the rubric for people.' }),
    description: t.exposeString('description', { description: 'What the rubric is for; empty: nothing was written.' }),
    criteria: t.exposeString('criteria', { description: 'Criteria, as the model reads them.' }),
    scale: t.expose('scale', { type: RubricScaleEnum, description: 'What verdicts are.' }),
    categories: t.exposeStringList('categories', {
      description: 'Categories of the scale CATEGORY, in their order; empty for other scales.',
    }),
    examples: t.field({
      type: [RubricExampleRef],
      description: `Examples of how the rubric is meant, at most ${maxExamples}.`,
      resolve: ({ examples }) => [...examples],
    }),
    usesReference: t.exposeBoolean('usesReference', {
      description: 'Whether the model is shown the text that the message should have had, where a person has written one.',
    }),
    version: t.exposeInt('version', { description: 'Number of the newest version, from 1.' }),
    isBuiltIn: t.exposeBoolean('isBuiltIn', { description: 'Whether the rubric is ready in every workspace.' }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the rubric was made; null: a ready one that is neither used nor edited.',
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the newest version; null: a ready one that is neither used nor edited.',
    }),
    archivedAt: t.expose('archivedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the rubric was archived; null: it is not.',
    }),
    versions: t.field({
      type: [RubricVersionRef],
      description: `Versions that are kept, newest first, at most ${maxRubricVersions}; empty of a ready one that is neither used nor edited.`,
      complexity: { multiplier: 10 },
      resolve: ({ id }, _args, { stores, viewer }) =>
        stores.prisma.rubricVersion.findMany({
          where: { rubricId: id, workspaceId: viewer.workspaceId },
          orderBy: { version: 'desc' },
          take: maxRubricVersions,
        }),
    }),
  }),
});
