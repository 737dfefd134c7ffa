import { usdFromNano } from '../../prices/pure/rates.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { globalId, uuidKey } from '../../../platform/graphql/ids.ts';
import { readableBy } from '../load.ts';
import type { Place, TurnPart } from '../types.ts';
import { AssistantRatingRef, AssistantTurnKindRef, AssistantTurnStatusRef } from './enums.ts';
import { AssistantPartRef } from './parts.ts';

const PlaceRef = builder.objectRef<Place>('AssistantPlace').implement({
  description: 'What a person looked at while asking the assistant.',
  fields: (t) => ({
    path: t.exposeString('path', { description: 'Path and search of the page.' }),
    title: t.exposeString('title', { description: 'Title of the page.' }),
    details: t.field({
      type: 'JSON',
      description: 'What was selected there, such as a range of time, by name.',
      resolve: ({ details }) => details,
    }),
  }),
});

/**
 * Its columns are all loaded with it: a field that selected one would be read from PostgreSQL again for each state of a turn that runs, and have
 * what is stored, which is behind.
 */
export const AssistantTurnRef = builder.prismaNode('AssistantTurn', {
  id: { field: 'id' },
  nullable: true,
  description: 'What was asked of the assistant, and what it answered.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId, conversation: readableBy(viewer) }),
  fields: (t) => ({
    conversation: t.relation('conversation', { description: 'Conversation of the turn.' }),
    parentTurnId: t.id({
      nullable: true,
      description: 'Global id of the turn before; null: the turn is a first one.',
      resolve: ({ parentId }) => (parentId === null ? null : globalId('AssistantTurn', parentId)),
    }),
    asked: t.exposeString('asked', { description: 'Text that was asked.' }),
    place: t.field({
      type: PlaceRef,
      nullable: true,
      description: 'What the person looked at; null: nothing was named.',
      resolve: ({ place }) => place as unknown as Place | null,
    }),
    kind: t.expose('kind', { type: AssistantTurnKindRef, description: 'Way in which the turn was answered.' }),
    status: t.expose('status', { type: AssistantTurnStatusRef, description: 'State of the turn.' }),
    parts: t.field({
      type: [AssistantPartRef],
      description: 'Pieces of the answer in their order; fewer than 100. Of a turn that runs, those so far.',
      resolve: ({ parts, conversationId }) => (parts as unknown as TurnPart[]).map((part) => ({ ...part, conversationId })) as never,
    }),
    model: t.exposeString('model', {
      nullable: true,
      description: 'Language model "connection/model" that answered; null: none was asked.',
    }),
    modelReason: t.exposeString('modelReason', {
      nullable: true,
      description:
        'Reason why that model answered: a value of ModelChoiceReason, or FALLBACK where an earlier one failed; null: none was asked.',
    }),
    failureCode: t.exposeString('failureCode', {
      nullable: true,
      description: 'Code of what the turn failed with, such as RATE_LIMITED or LOOP; null: it has not failed.',
    }),
    failureMessage: t.exposeString('failureMessage', {
      nullable: true,
      description: 'Message of what the turn failed with; null: it has not failed.',
    }),
    inputTokens: t.exposeInt('inputTokens', { description: 'Number of input tokens of all calls of models, cached ones included.' }),
    outputTokens: t.exposeInt('outputTokens', { description: 'Number of output tokens of all calls of models.' }),
    costUsd: t.float({
      nullable: true,
      description: 'Cost in US dollars of all calls of models; null: none was made, or one has no known price.',
      resolve: ({ nanoUsd }) => (nanoUsd === null ? null : usdFromNano(nanoUsd)),
    }),
    callCount: t.exposeInt('callCount', { description: 'Number of calls of models.' }),
    hasReadPayload: t.exposeBoolean('hasReadPayload', {
      description:
        'Whether text that applications or people wrote was read in the turn or in a turn before. A turn with such text changes nothing without a card.',
    }),
    traceId: t.exposeString('traceId', {
      nullable: true,
      description: 'Trace of the turn, as `trace(id:)` takes it; null: the turn is no trace.',
    }),
    rating: t.expose('rating', { type: AssistantRatingRef, nullable: true, description: 'Rating by the person; null: not rated.' }),
    ratingComment: t.exposeString('ratingComment', { nullable: true, description: 'Comment of the rating; null: none was written.' }),
    startedAt: t.expose('startedAt', { type: 'DateTime', description: 'Time when the turn began.' }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'Time when the turn ended; null: it is running.' }),
  }),
});

builder.prismaObjectField('AssistantTurn', 'versions', (t) =>
  t.field({
    type: [AssistantTurnRef],
    description:
      'Turns that were asked in the same place, this one included, oldest first; at most 100. More than one: the turn was edited or tried again.',
    complexity: { multiplier: 5 },
    resolve: ({ conversationId, parentId, workspaceId }, _args, { stores }) =>
      stores.prisma.assistantTurn.findMany({
        where: { workspaceId, conversationId, parentId },
        orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
        take: 100,
      }),
  }),
);
