import { builder } from '../../../platform/graphql/builder.ts';
import { changesOf } from '../pure/changes.ts';
import type { Entry } from '../types.ts';
import { AuditActorRef, AuditChangeEnum } from './entry.ts';

/** What every viewer of a workspace may know of its trail: no address, no value, nothing that was refused or is about sign-in. */
export const ActivityRef = builder.objectRef<Entry>('Activity').implement({
  description: 'One thing that was done in the workspace, as its feed shows it.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'Time of the change.' }),
    actor: t.field({ type: AuditActorRef, description: 'Party that acted.', resolve: (entry) => entry }),
    action: t.exposeString('action', { description: 'Name of the mutation, or of the act of a protocol or of the server.' }),
    change: t.expose('change', {
      type: AuditChangeEnum,
      nullable: true,
      description: 'What became of the thing; null: an act that changes no field.',
    }),
    targetType: t.exposeString('targetType', { nullable: true, description: 'Type of the thing, such as "Price"; null: there is none.' }),
    targetId: t.exposeString('targetId', {
      nullable: true,
      description: 'Key of the thing in the database; null: several things, or none.',
    }),
    targetName: t.exposeString('targetName', { nullable: true, description: 'Name of the thing at that time; null: it has none.' }),
    changedFields: t.stringList({
      description: 'Names of the fields that have another value after the change.',
      resolve: (entry) => changesOf(entry).map(({ field }) => field),
    }),
    count: t.exposeInt('count', { description: 'Number of things that were changed.' }),
  }),
});

export const ActivityConnection = builder.connectionObject(
  { type: ActivityRef, name: 'ActivityConnection', description: "A page of the workspace's feed." },
  { name: 'ActivityEdge', description: 'An item of the feed together with its place.' },
);
