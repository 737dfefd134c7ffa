import { builder } from '../../../platform/graphql/builder.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { continueAnswer, deleteRun, retryAnswer, startRun, stopAnswer, stopRun, updateRun } from '../commands.ts';
import { PlaygroundAnswerRef } from './answer.ts';
import { ContinuePlaygroundAnswerInput, RunPlaygroundInput, UpdatePlaygroundRunInput } from './input.ts';
import { PlaygroundRunRef } from './run.ts';

builder.mutationFields((t) => ({
  runPlayground: t.prismaField({
    type: PlaygroundRunRef,
    authScopes: { may: 'USE_PLAYGROUND' },
    description:
      'Begins a run of a prompt on some language models, and returns it: answers come by the subscription `playgroundAnswers`. Models are asked side by side, each one row after the other; each call counts for the budget of the person.',
    args: { input: t.arg({ type: RunPlaygroundInput, required: true, description: 'The run to begin.' }) },
    resolve: async (query, _root, { input }, context) => {
      const id = unwrap(await startRun(context, input, new Date()), 'input');
      return context.stores.prisma.playgroundRun.findUniqueOrThrow({ ...query, where: { id, workspaceId: context.viewer.workspaceId } });
    },
  }),
  stopPlaygroundRun: t.prismaField({
    type: PlaygroundRunRef,
    authScopes: { may: 'USE_PLAYGROUND' },
    description: 'Stops all answers of an own run that are under way, and returns the run; their ends come by the subscription.',
    args: { id: t.arg.globalID({ required: true, for: PlaygroundRunRef, description: 'Global id of the run.' }) },
    resolve: async (query, _root, { id }, context) => {
      const stopped = unwrap(await stopRun(context, uuidKey(id.id)));
      return context.stores.prisma.playgroundRun.findUniqueOrThrow({
        ...query,
        where: { id: stopped, workspaceId: context.viewer.workspaceId },
      });
    },
  }),
  stopPlaygroundAnswer: t.prismaField({
    type: PlaygroundAnswerRef,
    authScopes: { may: 'USE_PLAYGROUND' },
    description: 'Stops one answer of an own run, and returns it; its end comes by the subscription. One that has ended stays as it is.',
    args: { id: t.arg.globalID({ required: true, for: PlaygroundAnswerRef, description: 'Global id of the answer.' }) },
    resolve: async (query, _root, { id }, context) => {
      const stopped = unwrap(await stopAnswer(context, uuidKey(id.id)));
      return context.stores.prisma.playgroundAnswer.findUniqueOrThrow({
        ...query,
        where: { id: stopped, workspaceId: context.viewer.workspaceId },
      });
    },
  }),
  continuePlaygroundAnswer: t.prismaField({
    type: PlaygroundAnswerRef,
    authScopes: { may: 'USE_PLAYGROUND' },
    description:
      'Sends results of the tools that a model called in an own answer, and returns the answer, which goes on. The tools themselves are never run.',
    args: { input: t.arg({ type: ContinuePlaygroundAnswerInput, required: true, description: 'The results of the tools.' }) },
    resolve: async (query, _root, { input: { id, results } }, context) => {
      const going = unwrap(await continueAnswer(context, uuidKey(id.id), results), 'input');
      return context.stores.prisma.playgroundAnswer.findUniqueOrThrow({
        ...query,
        where: { id: going, workspaceId: context.viewer.workspaceId },
      });
    },
  }),
  retryPlaygroundAnswer: t.prismaField({
    type: PlaygroundAnswerRef,
    authScopes: { may: 'USE_PLAYGROUND' },
    description: 'Asks the model of an own answer once more, from the beginning, and returns the answer. What it was before is replaced.',
    args: { id: t.arg.globalID({ required: true, for: PlaygroundAnswerRef, description: 'Global id of the answer.' }) },
    resolve: async (query, _root, { id }, context) => {
      const going = unwrap(await retryAnswer(context, uuidKey(id.id)));
      return context.stores.prisma.playgroundAnswer.findUniqueOrThrow({
        ...query,
        where: { id: going, workspaceId: context.viewer.workspaceId },
      });
    },
  }),
  updatePlaygroundRun: t.prismaField({
    type: PlaygroundRunRef,
    authScopes: { may: 'USE_PLAYGROUND' },
    description: 'Changes title or sharing of an own run, and returns it.',
    args: { input: t.arg({ type: UpdatePlaygroundRunInput, required: true, description: 'The change of the run.' }) },
    resolve: async (query, _root, { input: { id, ...change } }, context) => {
      const changed = unwrap(await updateRun(context, uuidKey(id.id), change), 'input');
      return context.stores.prisma.playgroundRun.findUniqueOrThrow({
        ...query,
        where: { id: changed, workspaceId: context.viewer.workspaceId },
      });
    },
  }),
  deletePlaygroundRun: t.globalID({
    authScopes: { may: 'USE_PLAYGROUND' },
    description: 'Deletes an own run with its answers, and returns its id. Answers that are under way stop.',
    args: { id: t.arg.globalID({ required: true, for: PlaygroundRunRef, description: 'Global id of the run.' }) },
    resolve: async (_root, { id }, context) => ({ type: PlaygroundRunRef, id: unwrap(await deleteRun(context, uuidKey(id.id))) }),
  }),
}));
