import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { spenderOf } from '../../model-connections/load.ts';
import { readableBy } from '../load.ts';
import { maxModels, maxRows, type PlaygroundPrompt, type PlaygroundRow, type PlaygroundSource } from '../types.ts';
import { PlaygroundAnswerRef } from './answer.ts';
import { PlaygroundPromptRef, PlaygroundSourceRef } from './prompt.ts';

export const PlaygroundRunRef = builder.prismaNode('PlaygroundRun', {
  id: { field: 'id' },
  nullable: true,
  description:
    'One run of a prompt in the playground, on some models over some rows. It is its person’s alone, or shared with the workspace to be read.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), ...readableBy(viewer) }),
  fields: (t) => ({
    title: t.exposeString('title', { description: 'Title of the run: the first line that was asked, until another is set.' }),
    prompt: t.field({
      type: PlaygroundPromptRef,
      description: 'Messages, tools and parameters of the run.',
      select: { prompt: true },
      resolve: ({ prompt }) => prompt as unknown as PlaygroundPrompt,
    }),
    rows: t.field({
      type: ['JSON'],
      description: `Rows of values, 1 to ${maxRows}, each an object of texts by the names of variables.`,
      select: { rows: true },
      resolve: ({ rows }) => [...(rows as unknown as readonly PlaygroundRow[])],
    }),
    models: t.exposeStringList('models', {
      description: `Language models "connection/model", a column each, 1 to ${maxModels}; one may stand there twice.`,
    }),
    source: t.field({
      type: PlaygroundSourceRef,
      nullable: true,
      description: 'What the prompt was taken from; null: it was written in the playground.',
      select: { source: true },
      resolve: ({ source }) => source as unknown as PlaygroundSource | null,
    }),
    isShared: t.exposeBoolean('isShared', { description: 'Whether every viewer of the workspace may read the run, answers included.' }),
    isOwn: t.boolean({
      description: 'Whether the run is the viewer’s own: only then can it be changed, stopped and gone on with.',
      select: { owner: true },
      resolve: ({ owner }, _args, { viewer }) => owner === spenderOf(viewer),
    }),
    ownerName: t.exposeString('ownerName', { description: 'Name of the person whose run it is, as of its beginning.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the run began.' }),
    answers: t.field({
      type: [PlaygroundAnswerRef],
      description: `Answers by row, then by model; at most ${maxRows * maxModels}.`,
      complexity: { multiplier: 6 },
      select: { id: true, workspaceId: true },
      resolve: ({ id, workspaceId }, _args, { stores }) =>
        stores.prisma.playgroundAnswer.findMany({
          where: { runId: id, workspaceId },
          orderBy: [{ rowIndex: 'asc' }, { columnIndex: 'asc' }],
          take: maxRows * maxModels,
        }),
    }),
  }),
});
