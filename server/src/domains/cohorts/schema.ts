import { builder } from '../../platform/graphql/builder.ts';
import type { Context } from '../../platform/graphql/context.ts';
import { NotFound, unwrap, type Result } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { keyOfNode } from '../../platform/graphql/node-ids.ts';
import { coalesced } from '../../platform/live/coalesce.ts';
import { policyOf } from '../policies/load.ts';
import { maskerOf } from '../policies/pure/masker.ts';
import { countUsers } from '../users/load.ts';
import { EndUserRef } from '../users/schema/user.ts';
import { cloneCohort, createCohort, deleteCohort, updateCohort } from './commands.ts';
import { checkRule } from './ingest.ts';
import { cohortsOfUser, countRule } from './load.ts';
import { CohortRef } from './schema/cohort.ts';
import { CohortRuleInputRef } from './schema/rule.ts';
import { maxCohorts, maxDescriptionLength, maxNameLength, type CohortRule } from './types.ts';

const noticeEveryMs = 1_000;
const keyOf = (id: string | number): string => uuidKey(keyOfNode('UserCohort', String(id), 'input.id'));

const words = {
  name: `Name of the cohort, unique in the workspace, 1 to ${maxNameLength} characters.`,
  description: `What the cohort is for, at most ${maxDescriptionLength} characters.`,
  rule: 'Which users are in the cohort.',
  id: 'Global id of the cohort.',
} as const;

const CohortInputRef = builder.inputType('CohortInput', {
  description: 'A new cohort.',
  fields: (t) => ({
    name: t.string({ required: true, description: words.name }),
    description: t.string({ description: words.description }),
    rule: t.field({ type: CohortRuleInputRef, required: true, description: words.rule }),
  }),
});

const CohortChangeInputRef = builder.inputType('CohortChangeInput', {
  description: 'A change of a cohort; what is absent stays as it is.',
  fields: (t) => ({
    id: t.id({ required: true, description: words.id }),
    version: t.int({ description: 'Version that the change is based on; absent: whatever there is.' }),
    name: t.string({ description: words.name }),
    description: t.string({ description: words.description }),
    rule: t.field({ type: CohortRuleInputRef, description: words.rule }),
  }),
});

const CloneCohortInputRef = builder.inputType('CloneCohortInput', {
  description: 'A copy to make of a cohort.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the cohort to copy.' }),
    name: t.string({ description: `${words.name} Absent: that of the other with "(copy)".` }),
  }),
});

const CohortPreviewRef = builder.objectRef<{ readonly rule: CohortRule }>('CohortPreview').implement({
  description: 'Users who meet a rule that no cohort has.',
  fields: (t) => ({
    userCount: t.int({
      description: 'Number of users who meet the rule now.',
      resolve: ({ rule }, _args, { stores, viewer }) => countRule(stores, viewer.workspaceId, rule, new Date()),
    }),
    totalUserCount: t.int({
      description: 'Number of users of the workspace: those whom a message names, and those whom the application identified.',
      resolve: (_preview, _args, { stores, viewer }) => countUsers(stores, viewer.workspaceId),
    }),
  }),
});

const listed = (query: object, { stores, viewer: { workspaceId } }: Context) =>
  stores.prisma.userCohort.findMany({ ...query, where: { workspaceId }, orderBy: [{ name: 'asc' }, { id: 'asc' }], take: maxCohorts });

builder.queryFields((t) => ({
  cohorts: t.prismaField({
    type: [CohortRef],
    authScopes: { may: 'READ' },
    description: `Cohorts of the workspace, by name; at most ${maxCohorts}.`,
    resolve: (query, _root, _args, context) => listed(query, context),
  }),
  cohort: t.prismaField({
    type: CohortRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'A cohort; null: there is none of the id.',
    args: { id: t.arg.globalID({ required: true, for: CohortRef, description: words.id }) },
    resolve: (query, _root, { id }, { stores, viewer: { workspaceId } }) =>
      stores.prisma.userCohort.findUnique({ ...query, where: { id: uuidKey(id.id), workspaceId } }),
  }),
  cohortPreview: t.field({
    type: CohortPreviewRef,
    authScopes: { may: 'READ' },
    description: 'Number of users who meet a rule, while it is written.',
    args: { rule: t.arg({ type: CohortRuleInputRef, required: true, description: 'Rule to count.' }) },
    resolve: async (_root, { rule }, { stores, viewer }) => ({
      rule: unwrap(checkRule(rule, maskerOf(await policyOf(stores, viewer.workspaceId)))),
    }),
  }),
}));

builder.objectField(EndUserRef, 'cohorts', (t) =>
  t.prismaField({
    type: [CohortRef],
    description: `Cohorts that the user is in now, by name; at most ${maxCohorts}.`,
    resolve: async (query, { userId }, _args, { stores, viewer: { workspaceId } }) => {
      const ids = await cohortsOfUser(stores, workspaceId, userId, new Date());
      return stores.prisma.userCohort.findMany({ ...query, where: { workspaceId, id: { in: ids } }, orderBy: { name: 'asc' } });
    },
  }),
);

const saved = async ({ stores, viewer: { workspaceId } }: Context, result: Result<string>) => {
  const id = unwrap(result, 'input');
  const cohort = await stores.prisma.userCohort.findUnique({ where: { id, workspaceId } });
  if (cohort === null) throw new NotFound('Cohort', id);
  return cohort;
};

builder.mutationFields((t) => ({
  createCohort: t.field({
    type: CohortRef,
    authScopes: { may: 'EDIT_COHORTS' },
    description: `Makes a cohort and counts its users; at most ${maxCohorts} a workspace.`,
    args: { input: t.arg({ type: CohortInputRef, required: true, description: 'The cohort to make.' }) },
    resolve: async (_root, { input: { name, description, rule } }, context) =>
      saved(context, await createCohort(context, context.viewer, { name, description: description ?? '', rule }, new Date())),
  }),
  updateCohort: t.field({
    type: CohortRef,
    authScopes: { may: 'EDIT_COHORTS' },
    description:
      'Changes a cohort. COHORT_IN_USE, and nothing is changed, where an experiment that runs targets it and the rule would become another.',
    args: { input: t.arg({ type: CohortChangeInputRef, required: true, description: 'The change to make.' }) },
    resolve: async (_root, { input: { id, version, name, description, rule } }, context) =>
      saved(
        context,
        await updateCohort(
          context,
          context.viewer,
          {
            id: keyOf(id),
            version: version ?? null,
            name: name ?? undefined,
            description: description ?? undefined,
            rule: rule ?? undefined,
          },
          new Date(),
        ),
      ),
  }),
  cloneCohort: t.field({
    type: CohortRef,
    authScopes: { may: 'EDIT_COHORTS' },
    description: 'Makes a cohort with the rule of another.',
    args: { input: t.arg({ type: CloneCohortInputRef, required: true, description: 'The copy to make.' }) },
    resolve: async (_root, { input: { id, name } }, context) =>
      saved(context, await cloneCohort(context, context.viewer, { id: keyOf(id), name: name ?? null }, new Date())),
  }),
  deleteCohort: t.globalID({
    authScopes: { may: 'EDIT_COHORTS' },
    description: 'Deletes a cohort that no experiment targets, and returns its id.',
    args: { id: t.arg.globalID({ required: true, for: CohortRef, description: words.id }) },
    resolve: async (_root, { id }, context) => ({
      type: CohortRef,
      id: unwrap(await deleteCohort(context, context.viewer.workspaceId, uuidKey(id.id))),
    }),
  }),
}));

builder.subscriptionField('cohortsChanged', (t) =>
  t.prismaField({
    type: [CohortRef],
    authScopes: { may: 'READ' },
    description: `Cohorts of the workspace, by name, at once and then whenever one was saved or deleted, at most once a second; at most ${maxCohorts}.`,
    extensions: { sharing: 'state' },
    subscribe: (_root, _args, { live, viewer }) =>
      coalesced(live, 'cohorts.changed', viewer.workspaceId, { everyMs: noticeEveryMs, first: true }) as AsyncIterable<never>,
    resolve: (query, _changed, _args, context) => listed(query, context),
  }),
);
