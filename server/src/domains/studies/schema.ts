import { builder } from '../../platform/graphql/builder.ts';
import { NotFound, unwrap } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { keyOfNode } from '../../platform/graphql/node-ids.ts';
import { coalesced } from '../../platform/live/coalesce.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { batchArgument } from '../../platform/graphql/limits/lists.ts';
import { itemsOf } from '../../platform/ingest/batches.ts';
import { IngestResultRef, RejectionRef } from '../messages/schema/input.ts';
import { addTrials } from './commands/add.ts';
import { askTrials } from './commands/ask.ts';
import { importStudy, type Imported } from './commands/import.ts';
import { createStudy, deleteStudy, maxStudies, startStudy, stopStudy } from './commands/study.ts';
import { tellTrial, type TellAnswer } from './commands/tell.ts';
import { knownStudy } from './load/study.ts';
import { trialIn, trialsByNumber } from './load/trials.ts';
import { AskTrialsInput, CreateStudyInput, ImportStudyInput, StudyTrialInput, TellTrialInput } from './schema/input.ts';
import { StudyRef } from './schema/study.ts';
import { StudyTrialRef } from './schema/trial.ts';
import './schema/importance.ts';
import './schema/outlook.ts';

const noticeEveryMs = 1_000;

builder.queryFields((t) => ({
  studies: t.prismaField({
    type: [StudyRef],
    authScopes: { may: 'READ' },
    description: `Studies of the workspace, those that changed last first; at most ${maxStudies}.`,
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.study.findMany({
        ...query,
        where: { workspaceId: viewer.workspaceId },
        orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
        take: maxStudies,
      }),
  }),
  study: t.prismaField({
    type: StudyRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'A study by its id; null: there is none.',
    args: { id: t.arg.globalID({ required: true, for: StudyRef, description: 'Global id of the study.' }) },
    resolve: (query, _root, { id }, { stores, viewer }) =>
      stores.prisma.study.findUnique({ ...query, where: { id: uuidKey(id.id), workspaceId: viewer.workspaceId } }),
  }),
}));

const knownBy = async ({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string, id: string) =>
  knownStudy(await prisma.study.findUniqueOrThrow({ where: { id, workspaceId } }));

const TellTrialResultRef = builder.objectRef<TellAnswer>('TellTrialResult').implement({
  description: 'Result of sending what became of a trial.',
  fields: (t) => ({
    trial: t.field({
      type: StudyTrialRef,
      description: 'Trial as stored after the change.',
      resolve: async ({ studyId, number }, _args, { stores, viewer }) => {
        const [trial] = await trialsByNumber(stores, await knownBy(stores, viewer.workspaceId, studyId), [number]);
        if (trial === undefined) throw new NotFound('Trial', String(number), 'input.number');
        return trial;
      },
    }),
    shouldPrune: t.exposeBoolean('shouldPrune', {
      description: "Whether the trial is to end now, by the study's pruner; its state is then to be sent as PRUNED.",
    }),
    pruneReason: t.exposeString('reason', { nullable: true, description: 'Why the trial is to end; null: it goes on, or has ended.' }),
  }),
});

const ImportStudyResultRef = builder.objectRef<Imported>('ImportStudyResult').implement({
  description: 'Result of the import of a study.',
  fields: (t) => ({
    study: t.prismaField({
      type: StudyRef,
      description: 'Study that was made.',
      resolve: (query, { studyId }, _args, { stores, viewer }) =>
        stores.prisma.study.findUniqueOrThrow({ ...query, where: { id: studyId, workspaceId: viewer.workspaceId } }),
    }),
    trialCount: t.exposeInt('trialCount', { description: 'Number of trials that were stored.' }),
    rejected: t.field({
      type: [RejectionRef],
      description: 'Trials that were left out, by their place in the file; at most as many as the file has.',
      resolve: ({ rejected }) => [...rejected],
    }),
  }),
});

builder.mutationFields((t) => ({
  createStudy: t.prismaField({
    type: StudyRef,
    authScopes: { may: 'INGEST' },
    description: `Makes a study, whose trials are then asked for. At most ${maxStudies} a workspace.`,
    args: { input: t.arg({ type: CreateStudyInput, required: true, description: 'The study to make.' }) },
    resolve: async (query, _root, { input }, { stores, live, viewer: { workspaceId } }) => {
      const configurationId =
        typeof input.configurationId === 'string'
          ? keyOfNode('TrainingConfiguration', input.configurationId, 'input.configurationId')
          : null;
      const id = unwrap(await createStudy({ stores, live }, workspaceId, { ...input, configurationId }, new Date()), 'input');
      return stores.prisma.study.findUniqueOrThrow({ ...query, where: { id, workspaceId } });
    },
  }),
  askTrials: t.field({
    type: [StudyTrialRef],
    authScopes: { may: 'INGEST' },
    description: 'Gives the next trials of a study, which run from then on; fewer than asked for, or none, where the study has no more.',
    args: { input: t.arg({ type: AskTrialsInput, required: true, description: 'Study and number of trials.' }) },
    resolve: async (_root, { input: { studyId, count, requestId } }, { stores, live, viewer: { workspaceId } }) => {
      const id = keyOfNode('Study', studyId, 'input.studyId');
      const trials = unwrap(
        await askTrials({ stores, live }, workspaceId, { studyId: id, count: count ?? 1, requestId }, new Date()),
        'input',
      );
      if (trials.length === 0) return [];
      const study = await knownBy(stores, workspaceId, id);
      return trials.map((trial) => trialIn(study, trial));
    },
  }),
  tellTrial: t.field({
    type: TellTrialResultRef,
    authScopes: { may: 'INGEST' },
    description: 'Stores a report or the end of a trial; durable when this answers. The same again changes nothing.',
    args: { input: t.arg({ type: TellTrialInput, required: true, description: 'What became of the trial.' }) },
    resolve: async (_root, { input: { studyId, state, ...sent } }, { stores, live, viewer: { workspaceId } }) => {
      const end = state === 'RUNNING' ? null : state;
      const trial = { ...sent, state: end, studyId: keyOfNode('Study', studyId, 'input.studyId') };
      return unwrap(await tellTrial({ stores, live }, workspaceId, trial, new Date()), 'input');
    },
  }),
  addStudyTrials: t.field({
    type: IngestResultRef,
    authScopes: { may: 'INGEST' },
    description:
      'Stores up to 5,000 trials whose parameters were chosen elsewhere. A bad one is rejected by index, field and reason; all others are durable when this answers. Sending the same again changes nothing.',
    args: {
      studyId: t.arg.id({ required: true, description: 'Global id of the study.' }),
      trials: t.arg({
        type: [StudyTrialInput],
        required: true,
        extensions: batchArgument,
        description: 'Trials to store. Send them as a variable.',
      }),
    },
    resolve: async (_root, { studyId, trials }, { stores, live, viewer }) => {
      const batch = { studyId: keyOfNode('Study', studyId, 'studyId'), items: itemsOf(trials) };
      return unwrap(await addTrials({ stores, live }, viewer.workspaceId, batch, new Date()));
    },
  }),
  importStudy: t.field({
    type: ImportStudyResultRef,
    authScopes: { may: 'INGEST' },
    description: 'Makes a study of the trials of an Optuna study. Trials that cannot be read are left out and listed.',
    args: { input: t.arg({ type: ImportStudyInput, required: true, description: 'Name of the study, and its trials.' }) },
    resolve: async (_root, { input }, { stores, live, viewer }) =>
      unwrap(await importStudy({ stores, live }, viewer.workspaceId, input, new Date()), 'input'),
  }),
  startStudy: t.prismaField({
    type: StudyRef,
    authScopes: { may: 'TRAIN' },
    description:
      'Has the server start training jobs of the configuration of a study as its trials, as many at a time as maxParallel. The value of an objective is the best that the metric of its name reaches. Starting it again changes nothing.',
    args: { id: t.arg.globalID({ required: true, for: StudyRef, description: 'Global id of the study.' }) },
    resolve: async (query, _root, { id }, { stores, live, viewer: { workspaceId } }) => {
      const key = unwrap(await startStudy({ stores, live }, workspaceId, uuidKey(id.id), new Date()));
      return stores.prisma.study.findUniqueOrThrow({ ...query, where: { id: key, workspaceId } });
    },
  }),
  stopStudy: t.prismaField({
    type: StudyRef,
    authScopes: { may: 'TRAIN' },
    description: 'Stops a study: it gives no more trials, and values of running ones are taken. Stopping it again changes nothing.',
    args: { id: t.arg.globalID({ required: true, for: StudyRef, description: 'Global id of the study.' }) },
    resolve: async (query, _root, { id }, { stores, live, viewer: { workspaceId } }) => {
      const key = unwrap(await stopStudy({ stores, live }, workspaceId, uuidKey(id.id), new Date()));
      return stores.prisma.study.findUniqueOrThrow({ ...query, where: { id: key, workspaceId } });
    },
  }),
  deleteStudy: t.globalID({
    authScopes: { may: 'DELETE_DATA' },
    description: 'Deletes a study with its trials, and returns its id. Training jobs of its trials stay.',
    args: { id: t.arg.globalID({ required: true, for: StudyRef, description: 'Global id of the study.' }) },
    resolve: async (_root, { id }, { stores, live, viewer }) => ({
      type: StudyRef,
      id: unwrap(await deleteStudy({ stores, live }, viewer.workspaceId, uuidKey(id.id))),
    }),
  }),
}));

builder.subscriptionFields((t) => ({
  studiesChanged: t.boolean({
    authScopes: { may: 'READ' },
    description: 'A notice each time when studies of the workspace or their trials changed, at most once a second; always true.',
    extensions: { sharing: 'state' },
    subscribe: (_root, _args, { live, viewer }) =>
      coalesced(live, 'studies.changed', viewer.workspaceId, { everyMs: noticeEveryMs }) as AsyncIterable<unknown>,
    resolve: () => true,
  }),
  studyChanged: t.boolean({
    authScopes: { may: 'READ' },
    description: 'A notice each time when a study or its trials changed, at most once a second; always true.',
    args: { id: t.arg.globalID({ required: true, for: StudyRef, description: 'Global id of the study.' }) },
    extensions: { sharing: 'state' },
    subscribe: async (_root, { id }, { stores, live, viewer: { workspaceId } }) => {
      const key = uuidKey(id.id);
      const study = await stores.prisma.study.findUnique({ where: { id: key, workspaceId }, select: { id: true } });
      if (study === null) throw new NotFound('Study', key);
      return coalesced(live, 'study.changed', key, { everyMs: noticeEveryMs }) as AsyncIterable<unknown>;
    },
    resolve: () => true,
  }),
}));
