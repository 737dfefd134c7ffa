import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { numberKey } from '../../../platform/graphql/ids.ts';
import { changesOf } from '../pure/changes.ts';
import type { AuditActorKind, AuditChange, AuditOutcome, Entry, FieldChange } from '../types.ts';

const ActorKindEnum = describedEnum<AuditActorKind>('AuditActorKind', 'Kinds of parties that act.', {
  PERSON: 'A person who is signed in, or whose personal key was shown.',
  KEY: 'An API key of the workspace.',
  LOCAL: 'A local request without credentials, while the installation has no accounts.',
  SYSTEM: 'The server itself, or a command on its machine.',
  UNKNOWN: 'A party that showed no valid credentials.',
});

export const AuditChangeEnum = describedEnum<AuditChange>('AuditChange', 'What became of a thing.', {
  CREATED: 'The thing is new.',
  CHANGED: 'Fields of the thing have new values.',
  DELETED: 'The thing is gone.',
});

const AuditOutcomeEnum = describedEnum<AuditOutcome>('AuditOutcome', 'Outcomes of what was attempted.', {
  DONE: 'The attempt was carried out.',
  REFUSED: 'The attempt was refused, and nothing was changed.',
});

export type ShownActor = Pick<Entry, 'actorKind' | 'actorId' | 'actorName' | 'keyId'>;

export const AuditActorRef = builder.objectRef<ShownActor>('AuditActor').implement({
  description: 'Party that acted, under its name of that time.',
  fields: (t) => ({
    kind: t.expose('actorKind', { type: ActorKindEnum, description: 'Kind of the party.' }),
    key: t.exposeString('actorId', {
      nullable: true,
      description: 'Key of the person or of the API key in the audit trail, for `filter.actor`; null: the party is neither.',
    }),
    name: t.exposeString('actorName', {
      nullable: true,
      description: 'Name of the party at that time; null: none is known.',
    }),
  }),
});

const FieldChangeRef = builder.objectRef<FieldChange>('AuditFieldChange').implement({
  description: 'One field that has another value after the change.',
  fields: (t) => ({
    field: t.exposeString('field', { description: 'Name of the field.' }),
    before: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Value before the change, "•••" for a secret, cut after 4,000 characters; null: there was none.',
      resolve: ({ before }) => before,
    }),
    after: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Value after the change, "•••" for a secret, cut after 4,000 characters; null: there is none.',
      resolve: ({ after }) => after,
    }),
  }),
});

export const AuditEntryRef = builder.prismaNode('AuditEntry', {
  id: { field: 'id' },
  nullable: true,
  authScopes: { may: 'READ_AUDIT' },
  description: 'One thing that was done or refused in the workspace. The database refuses to change an entry or to delete one.',
  findUnique: (id, { viewer }) => ({ id: numberKey(id), AND: { workspaceId: viewer.workspaceId } }),
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'Time of the change or of the attempt.' }),
    actor: t.field({ type: AuditActorRef, description: 'Party that acted.', resolve: (entry) => entry }),
    keyId: t.exposeString('keyId', {
      nullable: true,
      description: 'Key in the database of the API key that was shown, also by a person; null: none was.',
    }),
    address: t.exposeString('address', { nullable: true, description: 'Network address of the request; null: there was no request.' }),
    userAgent: t.exposeString('userAgent', {
      nullable: true,
      description: 'Program that sent the request, from its header `user-agent`; null: not reported.',
    }),
    requestId: t.exposeString('requestId', {
      nullable: true,
      description: 'Id of the request, as its answer had it in the header `x-request-id`; null: there was no request.',
    }),
    action: t.exposeString('action', { description: 'Name of the mutation, or of the act of a protocol or of the server.' }),
    change: t.expose('change', {
      type: AuditChangeEnum,
      nullable: true,
      description: 'What became of the thing; null: the entry is about no thing that the trail follows.',
    }),
    targetType: t.exposeString('targetType', { nullable: true, description: 'Type of the thing, such as "Price"; null: there is none.' }),
    targetId: t.exposeString('targetId', {
      nullable: true,
      description: 'Key of the thing in the database; null: several things, or none.',
    }),
    targetName: t.exposeString('targetName', { nullable: true, description: 'Name of the thing at that time; null: it has none.' }),
    outcome: t.expose('outcome', { type: AuditOutcomeEnum, description: 'Whether the attempt was carried out.' }),
    changes: t.field({
      type: [FieldChangeRef],
      description: 'Fields that differ. Of more than 20 things at once the field `rows` lists the first 20.',
      resolve: (entry) => changesOf(entry as unknown as Entry),
    }),
    permission: t.exposeString('permission', { nullable: true, description: 'Permission that was lacking; null: none was.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Reason of the refusal in words; null: the attempt was carried out.' }),
    count: t.exposeInt('count', {
      description: 'Number of things that were changed, or of attempts that were refused within five seconds.',
    }),
  }),
});

export const AuditFilterRef = builder.inputType('AuditFilter', {
  description: 'Entries of the audit trail to include. All fields given must hold.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', description: 'First instant, included.' }),
    to: t.field({ type: 'DateTime', description: 'Last instant, not included.' }),
    actor: t.string({ description: 'Key of the party (`actor.key`), or a part of its name; at most 200 characters.' }),
    action: t.string({ description: 'Name of the action.' }),
    targetType: t.string({ description: 'Type of the thing, such as "Price".' }),
    targetId: t.string({ description: 'Key of the thing (`targetId`).' }),
    outcome: t.field({ type: AuditOutcomeEnum, description: 'Whether the attempt was carried out.' }),
    search: t.string({
      description: 'Search text, at most 200 characters: entries in which every word stands, regardless of case.',
    }),
  }),
});
