import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { lastChangeField } from '../../audit/schema/last-change.ts';
import { deleteDeployment, deployVersion, setReleasePolicy } from '../commands.ts';
import { releasePolicyOf } from '../load/policy.ts';
import type { CountedPart, ReleaseMode, ReleasePolicy } from '../types.ts';
import { VersionVerdictEnum } from './enums.ts';
import { ModelVersionRef } from './version.ts';

/** Marks of a version that are shown. */
const mostMarks = 100;

export const ReleaseModeEnum = describedEnum<ReleaseMode>('ReleaseMode', 'What a regression does to a mark of a deployment.', {
  OFF: 'Regressions are shown, and do nothing.',
  WARN: 'Regressions are kept with the mark, and shown as warnings.',
  BLOCK: 'A mark of a version with a regression is rejected, unless an owner overrides it.',
});

export const CountedPartEnum = describedEnum<CountedPart>('ReleasePolicyPart', 'Part of a release check whose regression counts.', {
  BENCHMARKS: 'Accuracy in benchmarks, item by item.',
  PRODUCTION: 'Success share, error share, rating and 95th percentile of latency.',
  COST: 'Cost per execution.',
});

const ModelDeploymentRef = builder.prismaNode('ModelDeployment', {
  id: { field: 'id' },
  nullable: true,
  description: 'A mark that a version went into use under the name of its model, until the next mark of a version of the model.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  select: { id: true },
  fields: (t) => ({
    version: t.relation('version', { description: 'Version that was deployed.' }),
    deployedAt: t.expose('deployedAt', {
      type: 'DateTime',
      description: 'Time since when messages that name the model belong to the version.',
    }),
    deployedBy: t.exposeString('deployedBy', { nullable: true, description: 'Name of the person who made the mark; null: a key did.' }),
    verdict: t.expose('verdict', { type: VersionVerdictEnum, description: 'Verdict of the release check when the mark was made.' }),
    regressions: t.exposeStringList('regressions', { description: 'Sentences on what was surely worse when the mark was made.' }),
    overrideReason: t.exposeString('overrideReason', {
      nullable: true,
      description: 'Reason of the owner for the mark in spite of a regression that blocks it; null: nothing blocked it.',
    }),
  }),
});

builder.prismaObjectField('ModelDeployment', 'lastChange', (t) => t.field(lastChangeField('ModelDeployment', 'mark', ({ id }) => id)));

builder.prismaObjectField(ModelVersionRef, 'deployments', (t) =>
  t.relation('deployments', {
    description: `Marks of deployments of the version, latest first; at most ${mostMarks}.`,
    query: { orderBy: [{ deployedAt: 'desc' }, { id: 'desc' }], take: mostMarks },
  }),
);

const ReleasePolicyRef = builder.objectRef<ReleasePolicy>('ReleasePolicy').implement({
  description: 'What a regression does to a mark of a deployment in the workspace.',
  fields: (t) => ({
    mode: t.expose('mode', { type: ReleaseModeEnum, description: 'What a regression does.' }),
    parts: t.field({
      type: [CountedPartEnum],
      description: 'Parts of the release check whose regression counts.',
      resolve: ({ parts }) => [...parts],
    }),
    updatedAt: t.expose('updatedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the last change; null: the default holds.',
    }),
  }),
});

const DeployInput = builder.inputType('DeployModelVersionInput', {
  description: 'A mark of a deployment.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the version.' }),
    deployedAt: t.field({ type: 'DateTime', description: 'Start of the deployment, from 2000 to one day ahead; absent: now.' }),
    overrideReason: t.string({
      description: 'Reason for the mark in spite of a regression that blocks it, 1 to 1,000 characters; only of an owner.',
    }),
  }),
});

const PolicyInput = builder.inputType('ReleasePolicyInput', {
  description: 'What a regression does to a mark of a deployment.',
  fields: (t) => ({
    mode: t.field({ type: ReleaseModeEnum, required: true, description: 'What a regression does.' }),
    parts: t.field({
      type: [CountedPartEnum],
      description: 'Parts of the release check whose regression counts; absent: BENCHMARKS and PRODUCTION.',
    }),
  }),
});

builder.queryField('releasePolicy', (t) =>
  t.field({
    type: ReleasePolicyRef,
    authScopes: { may: 'READ' },
    description: 'What a regression does to a mark of a deployment; WARN where nothing was set.',
    resolve: (_root, _args, { stores, viewer }) => releasePolicyOf(stores, viewer.workspaceId),
  }),
);

builder.mutationFields((t) => ({
  deployModelVersion: t.prismaField({
    type: ModelDeploymentRef,
    authScopes: { may: 'EDIT_MODELS' },
    description:
      'Marks that a version is in use under the name of its model. A regression of a part that the policy counts is kept with the mark, and rejected with RELEASE_BLOCKED where the policy blocks it.',
    args: { input: t.arg({ type: DeployInput, required: true, description: 'The mark to make.' }) },
    resolve: async (query, _root, { input }, { stores, viewer }) => {
      const key = keyOfNode('ModelVersion', input.id, 'input.id');
      const { id } = unwrap(await deployVersion(stores, viewer, { ...input, id: key }, new Date()), 'input');
      return stores.prisma.modelDeployment.findUniqueOrThrow({ ...query, where: { id, workspaceId: viewer.workspaceId } });
    },
  }),
  deleteModelDeployment: t.globalID({
    authScopes: { may: 'EDIT_MODELS' },
    description: 'Takes a mark of a deployment away, as if it had not been made, and returns its id.',
    args: { id: t.arg.globalID({ required: true, for: ModelDeploymentRef, description: 'Global id of the mark.' }) },
    resolve: async (_root, { id }, { stores, viewer }) => ({
      type: ModelDeploymentRef,
      id: unwrap(await deleteDeployment(stores, viewer.workspaceId, uuidKey(id.id))),
    }),
  }),
  setReleasePolicy: t.field({
    type: ReleasePolicyRef,
    authScopes: { may: 'EDIT_RELEASE_POLICY' },
    description: 'Sets what a regression does to marks of deployments from now on.',
    args: { input: t.arg({ type: PolicyInput, required: true, description: 'The policy to set.' }) },
    resolve: async (_root, { input }, { stores, viewer }) => unwrap(await setReleasePolicy(stores, viewer.workspaceId, input), 'input'),
  }),
}));
