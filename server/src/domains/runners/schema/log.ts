import { builder } from '../../../platform/graphql/builder.ts';
import { BadArgument, NotFound } from '../../../platform/graphql/errors.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { coalesced } from '../../../platform/live/coalesce.ts';
import { TrainingJobRef } from '../../training/schema/job.ts';
import { lastLogLine, logLines } from '../queries.ts';

const mostLines = 5_000;
const maxSearchLength = 512;
const noticeEveryMs = 250;

const LineRef = builder.objectRef<{ line: number; text: string; at: string }>('TrainingLogLine').implement({
  description: 'A line that the command of a training job wrote.',
  fields: (t) => ({
    line: t.expose('line', { type: 'Step', description: 'Number of the line in its attempt, from 1.' }),
    text: t.exposeString('text', { description: 'Text of the line, ANSI codes included.' }),
    at: t.field({ type: 'DateTime', description: 'Time when the line was received.', resolve: ({ at }) => new Date(at) }),
  }),
});

const StateRef = builder.objectRef<{ attempt: number; lastLine: number }>('TrainingLogState').implement({
  description: 'How far the log of a training job is stored.',
  fields: (t) => ({
    attempt: t.exposeInt('attempt', { description: 'Attempt that wrote the log, from 1.' }),
    lastLine: t.expose('lastLine', { type: 'Step', description: 'Number of the last line that was received; 0: none was.' }),
  }),
});

builder.queryField('trainingLog', (t) =>
  t.field({
    type: [LineRef],
    authScopes: { may: 'READ' },
    description: `Lines of the log of a training job, in their order; at most ${mostLines} at a time.`,
    args: {
      jobId: t.arg.id({ required: true, description: 'Global id of the job.' }),
      attempt: t.arg.int({ description: 'Attempt whose log is read; absent: the current one.' }),
      after: t.arg({ type: 'Step', description: 'Number of the line after which to begin; absent: 0, the beginning.' }),
      search: t.arg.string({ description: `Text that each line must contain, regardless of case, at most ${maxSearchLength} characters.` }),
      count: t.arg.int({ description: `Number of lines, 1 to ${mostLines}; absent: 1,000.` }),
    },
    resolve: async (_root, { jobId, attempt, after, search, count }, { stores, viewer: { workspaceId } }) => {
      const key = keyOfNode('TrainingJob', jobId, 'jobId');
      const limit = count ?? 1_000;
      if (limit < 1 || limit > mostLines) throw new BadArgument('count', `is ${limit}; 1 to ${mostLines} is taken`);
      if ((search ?? '').length > maxSearchLength)
        throw new BadArgument('search', `has ${search?.length} characters; at most ${maxSearchLength} are taken`);
      const job = await stores.prisma.trainingJob.findUnique({ where: { id: key, workspaceId }, select: { attempt: true } });
      if (job === null) throw new NotFound('Training job', key, 'jobId');
      const wanted = attempt ?? job.attempt;
      if (wanted < 1) throw new BadArgument('attempt', `is ${wanted}; 1 or more is taken`);
      return logLines(stores.clickhouse, { workspaceId, jobId: key, attempt: wanted, search: search ?? '', after: after ?? 0, limit });
    },
  }),
);

builder.prismaObjectField(TrainingJobRef, 'log', (t) =>
  t.field({
    type: StateRef,
    description: 'How far the log of the job is stored; its lines are given by trainingLog.',
    args: { attempt: t.arg.int({ description: 'Attempt whose log is meant; absent: the current one.' }) },
    select: { id: true, attempt: true },
    resolve: async (job, { attempt }, { stores, viewer: { workspaceId } }) => {
      const wanted = attempt ?? job.attempt;
      if (wanted < 1) throw new BadArgument('attempt', `is ${wanted}; 1 or more is taken`);
      const [last] = await lastLogLine(stores.clickhouse, { workspaceId, jobId: job.id, attempt: wanted });
      return { attempt: wanted, lastLine: last?.line ?? 0 };
    },
  }),
);

builder.subscriptionField('trainingLogAppended', (t) =>
  t.field({
    type: StateRef,
    authScopes: { may: 'READ' },
    description: 'How far the log of a training job is stored, each time when lines are added; at most four times a second.',
    args: { jobId: t.arg.id({ required: true, description: 'Global id of the job.' }) },
    extensions: { sharing: 'state' },
    subscribe: async (_root, { jobId }, { stores, live, viewer: { workspaceId } }) => {
      const key = keyOfNode('TrainingJob', jobId, 'jobId');
      const job = await stores.prisma.trainingJob.findUnique({ where: { id: key, workspaceId }, select: { id: true } });
      if (job === null) throw new NotFound('Training job', key, 'jobId');
      return coalesced(live, 'training.log', key, { everyMs: noticeEveryMs }) as AsyncIterable<unknown>;
    },
    resolve: (state) => state as { attempt: number; lastLine: number },
  }),
);
