import { builder } from '../../platform/graphql/builder.ts';
import { describedEnum } from '../../platform/graphql/enums.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { keyOfNode } from '../../platform/graphql/node-ids.ts';
import { coalesced } from '../../platform/live/coalesce.ts';
import { lastChangeField } from '../audit/schema/last-change.ts';
import { IngestResultRef } from '../messages/schema/input.ts';
import { deleteSession, logScores, logUpdates, saveSession } from './commands.ts';
import { dataOfSession, metricsOfSession, performancesOfSession } from './loaders.ts';
import type { Performance } from './pure/metrics.ts';
import { ContinualMetricsRef } from './schema/metrics.ts';
import { mostInCall, mostTasks, type Score, type Update, type UpdateStatus } from './types.ts';

/** Sessions that are listed. */
const mostSessions = 500;
const mostUpdates = 1_000;
const noticeEveryMs = 1_000;

const UpdateStatusEnum = describedEnum<UpdateStatus>('ContinualUpdateStatus', 'Outcome of an update of a model that goes on learning.', {
  SUCCEEDED: 'The update took place and held.',
  FAILED: 'The update did not take place.',
  ROLLED_BACK: 'The update took place, and the model was set back to the state before.',
});

const PerformanceRef = builder.objectRef<Performance>('ContinualPerformance').implement({
  description: 'Performance at one step of a session.',
  fields: (t) => ({
    step: t.field({ type: 'BigInt', description: 'Step of the session.', resolve: ({ step }) => BigInt(step) }),
    value: t.exposeFloat('value', { description: 'Mean accuracy with all tasks, 0 to 1.' }),
  }),
});

const ScoreRef = builder.objectRef<Score>('ContinualScore').implement({
  description: 'Accuracy with one task at one step of a session.',
  fields: (t) => ({
    step: t.field({ type: 'BigInt', description: 'Step of the session, from 0.', resolve: ({ step }) => BigInt(step) }),
    task: t.exposeString('task', { description: 'Task that was measured.' }),
    stage: t.exposeString('stage', { nullable: true, description: 'Task that was being learned up to the step; null: none yet.' }),
    accuracy: t.exposeFloat('accuracy', { description: 'Accuracy, 0 to 1.' }),
    loss: t.exposeFloat('loss', { nullable: true, description: 'Loss; null: not sent.' }),
    at: t.expose('at', { type: 'DateTime', description: 'Time of the measurement.' }),
  }),
});

const UpdateRef = builder.objectRef<Update>('ContinualUpdate').implement({
  description: 'One change of a model that goes on learning.',
  fields: (t) => ({
    externalId: t.exposeString('externalId', { description: 'Your id of the update.' }),
    status: t.expose('status', { type: UpdateStatusEnum, description: 'Outcome of the update.' }),
    at: t.expose('at', { type: 'DateTime', description: 'Time of the update.' }),
    task: t.exposeString('task', { nullable: true, description: 'Task that was learned; null: not sent.' }),
    feedbackCount: t.exposeInt('feedbackCount', { description: 'Number of pieces of feedback that the update took in.' }),
    positiveCount: t.exposeInt('positiveCount', { description: 'Number of those that are positive.' }),
    before: t.exposeFloat('before', { nullable: true, description: 'Performance just before, 0 to 1; null: not measured.' }),
    after: t.exposeFloat('after', { nullable: true, description: 'Performance just after, 0 to 1; null: not measured.' }),
    mistakeCount: t.exposeInt('mistakeCount', {
      nullable: true,
      description: 'Number of answers that were wrong before; null: not counted.',
    }),
    fixedCount: t.exposeInt('fixedCount', { nullable: true, description: 'Number of those that are right after; null: not counted.' }),
    error: t.exposeString('error', { nullable: true, description: 'Error of an update that failed; null: none was sent.' }),
  }),
});

const ContinualSessionRef = builder.prismaNode('ContinualSession', {
  id: { field: 'id' },
  nullable: true,
  description: 'A model that goes on learning: its tasks, updates and accuracies over time.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  select: { id: true, tasks: true },
  fields: (t) => ({
    externalId: t.exposeString('externalId', { description: 'Your id of the session.' }),
    name: t.exposeString('name', { description: 'Name of the session.' }),
    model: t.exposeString('model', { nullable: true, description: 'Name of the model, as messages name it; null: not sent.' }),
    isEnabled: t.exposeBoolean('isEnabled', { description: 'Whether the model goes on learning.' }),
    tasks: t.exposeStringList('tasks', { description: `Tasks in the order of learning, at most ${mostTasks}.` }),
    notes: t.exposeString('notes', { nullable: true, description: 'Notes; null: none were sent.' }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      description: 'Start of the session; when it was first saved where none was sent.',
    }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'End of the session; null: not sent.' }),
    metrics: t.field({
      type: ContinualMetricsRef,
      complexity: { field: 10, multiplier: 1 },
      description: 'Metrics of the session. Costs 10 points.',
      resolve: (session, _args, context) => metricsOfSession(context, session),
    }),
    performance: t.field({
      type: [PerformanceRef],
      description: 'Performance at each step at which all tasks were measured, in order; at most 5,000.',
      resolve: (session, _args, context) => performancesOfSession(context, session),
    }),
    scores: t.field({
      type: [ScoreRef],
      complexity: { field: 10, multiplier: 10 },
      description: 'Accuracies by step and task; at most 250,000. Costs 10 points.',
      resolve: async ({ id }, _args, context) => [...(await dataOfSession(context).load(id)).scores],
    }),
    updates: t.field({
      type: [UpdateRef],
      description: `Updates, latest first; at most ${mostUpdates}.`,
      resolve: async ({ id }, _args, context) => (await dataOfSession(context).load(id)).updates.toReversed().slice(0, mostUpdates),
    }),
  }),
});

builder.prismaObjectField('ContinualSession', 'lastChange', (t) => t.field(lastChangeField('ContinualSession', 'session', ({ id }) => id)));

builder.queryField('continualSessions', (t) =>
  t.prismaField({
    type: [ContinualSessionRef],
    authScopes: { may: 'READ' },
    complexity: { field: 5, multiplier: 20 },
    description: `Sessions of continual learning, latest start first; at most ${mostSessions}.`,
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.continualSession.findMany({
        ...query,
        where: { workspaceId: viewer.workspaceId },
        orderBy: [{ startedAt: 'desc' }, { id: 'desc' }],
        take: mostSessions,
      }),
  }),
);

const SessionInputRef = builder.inputType('ContinualSessionInput', {
  description: 'A session of continual learning. One by externalId: saved again, fields that are absent or null stay as they were.',
  fields: (t) => ({
    externalId: t.string({ required: true, description: 'Your id of the session, 1 to 512 characters.' }),
    name: t.string({ description: 'Name of the session, 1 to 200 characters; absent: externalId.' }),
    model: t.string({ description: 'Name of the model, as messages name it.' }),
    isEnabled: t.boolean({ description: 'Whether the model goes on learning; absent: true.' }),
    tasks: t.stringList({
      description: `Names of the tasks in the order of learning, 1 to ${mostTasks} of 1 to 512 characters; needed at first. Tasks can be added later.`,
    }),
    notes: t.string({ description: 'Notes, at most 1 MiB.' }),
    startedAt: t.field({ type: 'DateTime', description: 'Start of the session, from 2000 to one day ahead; absent: now.' }),
    endedAt: t.field({ type: 'DateTime', description: 'End of the session, from 2000 to one day ahead.' }),
  }),
});

const ScoreInputRef = builder.inputType('ContinualScoreInput', {
  description: 'Accuracy with one task at one step. One by step and task: sent again it replaces the stored one.',
  fields: (t) => ({
    step: t.int({ required: true, description: 'Step of the session, 0 or more; 0 is before any learning.' }),
    task: t.string({ required: true, description: 'Task that was measured; one of the session.' }),
    stage: t.string({ description: 'Task that was being learned up to the step; absent: none yet.' }),
    accuracy: t.float({ required: true, description: 'Accuracy, 0 to 1.' }),
    loss: t.float({ description: 'Loss, any number.' }),
    at: t.field({ type: 'DateTime', description: 'Time of the measurement, from 2000 to one day ahead; absent: now.' }),
  }),
});

const UpdateInputRef = builder.inputType('ContinualUpdateInput', {
  description: 'One change of a model that goes on learning. One by externalId: sent again it replaces the stored one.',
  fields: (t) => ({
    externalId: t.string({ required: true, description: 'Your id of the update, 1 to 512 characters.' }),
    status: t.field({ type: UpdateStatusEnum, required: true, description: 'Outcome of the update.' }),
    at: t.field({ type: 'DateTime', description: 'Time of the update, from 2000 to one day ahead; absent: now.' }),
    task: t.string({ description: 'Task that was learned; one of the session.' }),
    feedbackCount: t.int({ description: 'Number of pieces of feedback that the update took in; absent: 0.' }),
    positiveCount: t.int({ description: 'Number of those that are positive; absent: 0.' }),
    before: t.float({ description: 'Performance just before, 0 to 1.' }),
    after: t.float({ description: 'Performance just after, 0 to 1.' }),
    mistakeCount: t.int({ description: 'Number of answers that were wrong before.' }),
    fixedCount: t.int({ description: 'Number of those that are right after.' }),
    error: t.string({ description: 'Error of an update that failed, at most 1 MiB.' }),
  }),
});

const ScoresInputRef = builder.inputType('ContinualScoresInput', {
  description: 'Accuracies of a session.',
  fields: (t) => ({
    continualSessionId: t.id({ required: true, description: 'Global id of the session.' }),
    scores: t.field({ type: [ScoreInputRef], required: true, description: `Accuracies to store, at most ${mostInCall}.` }),
  }),
});

const UpdatesInputRef = builder.inputType('ContinualUpdatesInput', {
  description: 'Updates of a session.',
  fields: (t) => ({
    continualSessionId: t.id({ required: true, description: 'Global id of the session.' }),
    updates: t.field({ type: [UpdateInputRef], required: true, description: `Updates to store, at most ${mostInCall}.` }),
  }),
});

builder.mutationFields((t) => ({
  saveContinualSession: t.prismaField({
    type: ContinualSessionRef,
    authScopes: { may: 'INGEST' },
    description: 'Saves a session of continual learning, to which accuracies and updates are then logged.',
    args: { input: t.arg({ type: SessionInputRef, required: true, description: 'The session to save.' }) },
    resolve: async (_query, _root, { input }, { stores, live, viewer }) =>
      unwrap(await saveSession({ stores, live }, viewer.workspaceId, input, new Date()), 'input'),
  }),
  logContinualScores: t.field({
    type: IngestResultRef,
    authScopes: { may: 'INGEST' },
    description:
      'Stores accuracies of a session. A bad one is rejected by index, field and reason; all others are durable when this answers.',
    args: { input: t.arg({ type: ScoresInputRef, required: true, description: 'The accuracies to store.' }) },
    resolve: async (_root, { input }, { stores, live, viewer }) => {
      const batch = { sessionId: keyOfNode('ContinualSession', input.continualSessionId, 'input.continualSessionId'), items: input.scores };
      return unwrap(await logScores({ stores, live }, viewer.workspaceId, batch, new Date()), 'input');
    },
  }),
  logContinualUpdates: t.field({
    type: IngestResultRef,
    authScopes: { may: 'INGEST' },
    description: 'Stores updates of a session. A bad one is rejected by index, field and reason; all others are durable when this answers.',
    args: { input: t.arg({ type: UpdatesInputRef, required: true, description: 'The updates to store.' }) },
    resolve: async (_root, { input }, { stores, live, viewer }) => {
      const batch = {
        sessionId: keyOfNode('ContinualSession', input.continualSessionId, 'input.continualSessionId'),
        items: input.updates,
      };
      return unwrap(await logUpdates({ stores, live }, viewer.workspaceId, batch, new Date()), 'input');
    },
  }),
  deleteContinualSession: t.globalID({
    authScopes: { may: 'DELETE_DATA' },
    description: 'Deletes a session with its updates and accuracies, and returns its id.',
    args: { id: t.arg.globalID({ required: true, for: ContinualSessionRef, description: 'Global id of the session.' }) },
    resolve: async (_root, { id }, { stores, live, viewer }) => ({
      type: ContinualSessionRef,
      id: unwrap(await deleteSession({ stores, live }, viewer.workspaceId, uuidKey(id.id))),
    }),
  }),
}));

builder.subscriptionField('continualSessionsChanged', (t) =>
  t.boolean({
    authScopes: { may: 'READ' },
    description: 'A notice each time when sessions of continual learning changed, at most once a second; always true.',
    extensions: { sharing: 'state' },
    subscribe: (_root, _args, { live, viewer }) =>
      coalesced(live, 'continual.changed', viewer.workspaceId, { everyMs: noticeEveryMs }) as AsyncIterable<unknown>,
    resolve: () => true,
  }),
);
