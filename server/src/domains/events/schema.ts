import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { batchArgument } from '../../platform/graphql/limits/lists.ts';
import { itemsOf } from '../../platform/ingest/batches.ts';
import { IngestResultRef } from '../messages/schema/input.ts';
import { recordEvents } from './commands.ts';
import { namesOfEvents, type EventName } from './load.ts';
import { maxEvents, maxNameLength } from './types.ts';

const maxNames = 500;

const EventInputRef = builder.inputType('EventInput', {
  description: 'An act of a unit: an order, a sign-up, a click.',
  fields: (t) => ({
    name: t.string({ required: true, description: `Name of the event, 1 to ${maxNameLength} characters.` }),
    unitId: t.string({
      required: true,
      description: 'Id of the user, session, conversation or request that the event is of, 1 to 1,024 bytes.',
    }),
    value: t.float({ description: 'Value of the event, such as an amount, from -1e15 to 1e15; absent: none.' }),
    unit: t.string({ description: 'Unit of the value, such as "EUR"; absent: not named.' }),
    at: t.field({ type: 'DateTime', description: 'Time of the event; absent: now.' }),
    externalId: t.string({
      description:
        'Your id of the event; an event with the same id, name and unitId again updates it, a key of the scope CLIENT only what such keys sent. Absent: derived from the content, so that equal events at one time are one.',
    }),
    attributes: t.field({ type: 'JSON', description: 'Anything else about the event, at most 1 MiB of JSON.' }),
  }),
});

builder.mutationField('recordEvents', (t) =>
  t.field({
    type: IngestResultRef,
    authScopes: { may: 'EXPOSE' },
    description: `Stores up to ${maxEvents} events. A bad one is rejected by index, field and reason; one that is stored already counts as accepted.`,
    args: {
      events: t.arg({
        type: [EventInputRef],
        required: true,
        extensions: batchArgument,
        description: 'Events to store. Send them as a variable.',
      }),
    },
    resolve: async (_root, { events }, { stores, viewer }) => unwrap(await recordEvents(stores, viewer, itemsOf(events), new Date())),
  }),
);

const EventNameRef = builder.objectRef<EventName>('EventName').implement({
  description: 'A name of events, with the number of events and units.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the events.' }),
    eventCount: t.float({ description: 'Number of events of the name.', resolve: ({ count }) => count }),
    unitCount: t.float({ description: 'Number of units with an event of the name.', resolve: ({ unitCount }) => unitCount }),
    lastAt: t.expose('lastAt', { type: 'DateTime', description: 'Time of the last event of the name.' }),
  }),
});

builder.queryField('eventNames', (t) =>
  t.field({
    type: [EventNameRef],
    authScopes: { may: 'READ' },
    description: `Names of the workspace's events, the most frequent first; at most ${maxNames}.`,
    resolve: (_root, _args, { stores, viewer }) => namesOfEvents(stores, viewer.workspaceId, maxNames),
  }),
);
