import { unstorable } from '../../platform/ingest/text.ts';
import { builder } from '../../platform/graphql/builder.ts';
import type { Context } from '../../platform/graphql/context.ts';
import { NotFound, unwrap, type Result } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { keyOfNode } from '../../platform/graphql/node-ids.ts';
import { cohortOf } from '../cohorts/load.ts';
import { coalesced } from '../../platform/live/coalesce.ts';
import { changeState, cloneExperiment, createExperiment, deleteExperiment, setEnabled, setOverride, updateExperiment } from './commands.ts';
import type { ExperimentAct } from './pure/transition.ts';
import './schema/assignment.ts';
import './schema/breakdowns.ts';
import './schema/exposures.ts';
import './schema/health.ts';
import './schema/of-user.ts';
import './schema/results.ts';
import './schema/traffic.ts';
import { ExperimentRef } from './schema/experiment.ts';
import {
  CloneExperimentInputRef,
  ExperimentChangeInputRef,
  ExperimentInputRef,
  FlagEnabledInputRef,
  OverrideInputRef,
  ShipVariantInputRef,
  StartExperimentInputRef,
} from './schema/input.ts';
import { maxExperiments, maxOverrides, type ExperimentKind } from './types.ts';
import { ExperimentKindEnum } from './schema/enums.ts';

const noticeEveryMs = 1_000;
const keyOf = (id: string | number): string => uuidKey(keyOfNode('Experiment', String(id), 'input.id'));

/** The input with the key of the cohort that it names. Errors: throws NOT_FOUND that names the argument. */
async function withCohort<Input extends { readonly cohort?: string | number | null | undefined }>(
  { stores, viewer: { workspaceId } }: Context,
  { cohort, ...input }: Input,
): Promise<Omit<Input, 'cohort'> & { readonly cohort?: string | null }> {
  if (cohort === undefined || cohort === null) return cohort === null ? { ...input, cohort } : input;
  const id = uuidKey(keyOfNode('UserCohort', String(cohort), 'input.cohort'));
  await cohortOf(stores, workspaceId, id, 'input.cohort');
  return { ...input, cohort: id };
}

builder.queryFields((t) => ({
  experiments: t.prismaField({
    type: [ExperimentRef],
    authScopes: { may: 'READ' },
    description: `Experiments and flags of the workspace, last changed first; at most ${maxExperiments}.`,
    args: { kind: t.arg({ type: ExperimentKindEnum, description: 'Only those of a kind; absent: all.' }) },
    resolve: (query, _root, { kind }, { stores, viewer: { workspaceId } }) =>
      stores.prisma.experiment.findMany({
        ...query,
        where: { workspaceId, ...(kind != null && { kind: kind satisfies ExperimentKind }) },
        orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
        take: maxExperiments,
      }),
  }),
  experiment: t.prismaField({
    type: ExperimentRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'An experiment or flag; null: there is none of the key.',
    args: { key: t.arg.string({ required: true, description: 'Key of the experiment.' }) },
    resolve: (query, _root, { key }, { stores, viewer: { workspaceId } }) =>
      unstorable(key) === null ? stores.prisma.experiment.findUnique({ ...query, where: { workspaceId_key: { workspaceId, key } } }) : null,
  }),
}));

const saved = async ({ stores, viewer: { workspaceId } }: Context, result: Result<string>, argument = '') => {
  const id = unwrap(result, argument);
  const experiment = await stores.prisma.experiment.findUnique({ where: { id, workspaceId } });
  if (experiment === null) throw new NotFound('Experiment', id);
  return experiment;
};

builder.mutationFields((t) => {
  const act = (of: ExperimentAct, description: string) =>
    t.field({
      type: ExperimentRef,
      authScopes: { may: 'START_EXPERIMENTS' },
      description,
      args: { id: t.arg.globalID({ required: true, for: ExperimentRef, description: 'Global id of the experiment or flag.' }) },
      resolve: async (_root, { id }, context) =>
        saved(context, await changeState(context, context.viewer.workspaceId, { id: uuidKey(id.id), act: of }, new Date())),
    });
  return {
    createExperiment: t.field({
      type: ExperimentRef,
      authScopes: { may: 'EDIT_EXPERIMENTS' },
      description: `Makes an experiment or a flag, as a draft; at most ${maxExperiments} a workspace.`,
      args: { input: t.arg({ type: ExperimentInputRef, required: true, description: 'The experiment to make.' }) },
      resolve: async (_root, { input }, context) =>
        saved(context, await createExperiment(context, context.viewer, await withCohort(context, input), new Date()), 'input'),
    }),
    updateExperiment: t.field({
      type: ExperimentRef,
      authScopes: { may: 'EDIT_EXPERIMENTS' },
      description:
        'Changes an experiment or a flag. NEW_PHASE_NEEDED, and nothing is changed, where a running one would treat its units otherwise and startsNewPhase is not true.',
      args: { input: t.arg({ type: ExperimentChangeInputRef, required: true, description: 'The change to make.' }) },
      resolve: async (_root, { input: { id, version, startsNewPhase, ...change } }, context) => {
        const definition = await withCohort(context, change);
        const base = { id: keyOf(id), version: version ?? null, startsNewPhase: startsNewPhase ?? false };
        return saved(context, await updateExperiment(context, context.viewer, { ...definition, ...base }, new Date()), 'input');
      },
    }),
    cloneExperiment: t.field({
      type: ExperimentRef,
      authScopes: { may: 'EDIT_EXPERIMENTS' },
      description: 'Makes a draft with the definition of another experiment, its units hashed by the new key.',
      args: { input: t.arg({ type: CloneExperimentInputRef, required: true, description: 'The copy to make.' }) },
      resolve: async (_root, { input: { id, key, name } }, context) =>
        saved(context, await cloneExperiment(context, context.viewer, { id: keyOf(id), key, name: name ?? null }, new Date()), 'input'),
    }),
    deleteExperiment: t.globalID({
      authScopes: { may: 'EDIT_EXPERIMENTS' },
      description: 'Deletes an experiment or flag with its phases and versions, and returns its id; one that runs has to be stopped first.',
      args: { id: t.arg.globalID({ required: true, for: ExperimentRef, description: 'Global id of the experiment.' }) },
      resolve: async (_root, { id }, context) => ({
        type: ExperimentRef,
        id: unwrap(await deleteExperiment(context, context.viewer.workspaceId, uuidKey(id.id))),
      }),
    }),
    startExperiment: act('START', 'Starts a draft: from now on units are assigned variants.'),
    startExperimentSince: t.field({
      type: ExperimentRef,
      authScopes: { may: 'START_EXPERIMENTS' },
      description: 'Starts a draft whose units another program assigned before: those since a time of the past count, too.',
      args: { input: t.arg({ type: StartExperimentInputRef, required: true, description: 'The draft and the time.' }) },
      resolve: async (_root, { input: { id, since } }, context) =>
        saved(
          context,
          await changeState(context, context.viewer.workspaceId, { id: keyOf(id), act: 'START', since }, new Date(), 'input.id'),
          'input',
        ),
    }),
    pauseExperiment: act('PAUSE', 'Pauses an experiment: every unit gets the default value until it is resumed.'),
    resumeExperiment: act('RESUME', 'Resumes a paused experiment: each unit has the variant that it had.'),
    stopExperiment: act('STOP', 'Stops an experiment for good: every unit gets the default value.'),
    archiveExperiment: act('ARCHIVE', 'Archives an experiment: it is served to no caller, and its results are kept.'),
    shipVariant: t.field({
      type: ExperimentRef,
      authScopes: { may: 'START_EXPERIMENTS' },
      description: 'Ends an experiment with a variant that every unit gets from now on.',
      args: { input: t.arg({ type: ShipVariantInputRef, required: true, description: 'The variant to ship.' }) },
      resolve: async (_root, { input: { id, variant } }, context) =>
        saved(
          context,
          await changeState(context, context.viewer.workspaceId, { id: keyOf(id), act: 'SHIP', variant }, new Date(), 'input.id'),
          'input',
        ),
    }),
    setFlagEnabled: t.field({
      type: ExperimentRef,
      authScopes: { may: 'START_EXPERIMENTS' },
      description: 'Turns the kill switch of an experiment or a flag.',
      args: { input: t.arg({ type: FlagEnabledInputRef, required: true, description: 'Position of the switch.' }) },
      resolve: async (_root, { input: { id, isEnabled } }, context) =>
        saved(context, await setEnabled(context, context.viewer.workspaceId, { id: keyOf(id), isEnabled }, new Date()), 'input'),
    }),
    setExperimentOverride: t.field({
      type: ExperimentRef,
      authScopes: { may: 'EDIT_EXPERIMENTS' },
      description: `Gives a unit a variant for testing, or takes that back; at most ${maxOverrides} units of an experiment.`,
      args: { input: t.arg({ type: OverrideInputRef, required: true, description: 'The unit and its variant.' }) },
      resolve: async (_root, { input: { id, unitId, variant } }, context) =>
        saved(
          context,
          await setOverride(context, context.viewer.workspaceId, { id: keyOf(id), unitId, variant: variant ?? null }, new Date()),
          'input',
        ),
    }),
  };
});

builder.subscriptionField('experimentsChanged', (t) =>
  t.prismaField({
    type: [ExperimentRef],
    authScopes: { may: 'READ' },
    description: `Experiments and flags of the workspace, last changed first, at once and then whenever one changed, at most once a second; at most ${maxExperiments}.`,
    extensions: { sharing: 'state' },
    subscribe: (_root, _args, { live, viewer }) =>
      coalesced(live, 'experiments.changed', viewer.workspaceId, { everyMs: noticeEveryMs, first: true }) as AsyncIterable<never>,
    resolve: (query, _changed, _args, { stores, viewer: { workspaceId } }) =>
      stores.prisma.experiment.findMany({
        ...query,
        where: { workspaceId },
        orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
        take: maxExperiments,
      }),
  }),
);
