import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { builder } from '../../platform/graphql/builder.ts';
import type { Context } from '../../platform/graphql/context.ts';
import { badCursor, decodeCursor, encodeCursor, endsOf, type CursorArgument } from '../../platform/graphql/cursors.ts';
import { describedEnum } from '../../platform/graphql/enums.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { numberKey } from '../../platform/graphql/ids.ts';
import { defaultPageSize, maxPageSize } from '../../platform/graphql/limits/limits.ts';
import { additionsTo, type Additions } from './arrivals.ts';
import { checkAuditFilter } from './ingest.ts';
import { pageOfTrail, trailOf } from './load.ts';
import { ActivityConnection, ActivityRef } from './schema/activity.ts';
import { AuditEntryRef, AuditFilterRef } from './schema/entry.ts';
import './schema/last-change.ts';
import type { Entry, EntryFilter, Trail } from './types.ts';

const AuditScope = describedEnum<'WORKSPACE' | 'INSTALLATION'>('AuditScope', 'Trails that can be read.', {
  WORKSPACE: 'Entries of the workspace.',
  INSTALLATION: 'Entries that belong to no workspace, such as failed sign-ins; for owners of the workspace "default".',
});

const AuditEntryConnection = builder.connectionObject(
  { type: AuditEntryRef, name: 'AuditEntryConnection', description: 'A page of the audit trail.' },
  { name: 'AuditEntryEdge', description: 'An entry of the audit trail together with its place.' },
);

const format = 'audit';
const cursorOf = ({ id }: Entry): string => encodeCursor(format, id.toString());

/** Errors  throws BAD_CURSOR for one of another list, or made up. */
function placeOf(cursor: string, argument: CursorArgument): bigint {
  const [id] = decodeCursor(format, 1, cursor, argument);
  const key = numberKey(id);
  if (key < 0n || encodeCursor(format, key.toString()) !== cursor) throw badCursor(argument);
  return key;
}

const connectionOf = (args: object, { stores, viewer }: Context, trail: Trail, filter: EntryFilter) =>
  resolveCursorConnection(
    { args, toCursor: cursorOf, defaultSize: defaultPageSize, maxSize: maxPageSize },
    ({ after, before, limit, inverted }: ResolveCursorConnectionArgs) =>
      pageOfTrail(stores, viewer.workspaceId, { trail, filter, ...endsOf({ after, before }, placeOf), limit, inverted }),
  ) as never;

builder.queryFields((t) => ({
  auditLog: t.connection(
    {
      type: AuditEntryRef,
      authScopes: { may: 'READ_AUDIT' },
      description: 'Audit trail, newest entry first. At most 200 a page. All of it at once: `GET /v1/audit.csv`, `GET /v1/audit.jsonl`.',
      args: {
        filter: t.arg({ type: AuditFilterRef, description: 'Entries to include; absent: all.' }),
        scope: t.arg({ type: AuditScope, description: 'Trail to read; absent: WORKSPACE.' }),
      },
      resolve: async (_root, { filter, scope, ...args }, context) => {
        const checked = unwrap(checkAuditFilter(filter), 'filter');
        return connectionOf(args, context, unwrap(await trailOf(context.stores, context.viewer, scope ?? 'WORKSPACE')), checked);
      },
    },
    AuditEntryConnection,
  ),
  activity: t.connection(
    {
      type: ActivityRef,
      authScopes: { may: 'READ' },
      description: 'Feed of the workspace: who changed what, newest first, without addresses and values. At most 200 a page.',
      args: { filter: t.arg({ type: AuditFilterRef, description: 'Items to include; absent: all.' }) },
      resolve: (_root, { filter, ...args }, context) => connectionOf(args, context, 'feed', unwrap(checkAuditFilter(filter), 'filter')),
    },
    ActivityConnection,
  ),
}));

const AuditLogChangeRef = builder.objectRef<Additions>('AuditLogChange').implement({
  description: 'Entries that were added to an audit trail.',
  fields: (t) => ({
    addedCount: t.exposeInt('addedCount', {
      description: 'Number of entries that fit the filter and were added since the event before, or since the subscription began.',
    }),
  }),
});

builder.subscriptionField('auditLogChanged', (t) =>
  t.field({
    type: AuditLogChangeRef,
    authScopes: { may: 'READ_AUDIT' },
    description:
      'Notice of new entries of the audit trail, of every server and command: each time that some fit the filter, at most once a second. `auditLog` has them.',
    args: {
      filter: t.arg({ type: AuditFilterRef, description: 'Entries to follow; absent: all.' }),
      scope: t.arg({ type: AuditScope, description: 'Trail to follow; absent: WORKSPACE.' }),
    },
    extensions: { sharing: 'events' },
    subscribe: async (_root, { filter, scope }, { stores, viewer }) => {
      const checked = unwrap(checkAuditFilter(filter), 'filter');
      const trail = unwrap(await trailOf(stores, viewer, scope ?? 'WORKSPACE'));
      return (await additionsTo(stores, viewer.workspaceId, { trail, filter: checked })) as AsyncIterable<unknown>;
    },
    resolve: (additions) => additions as Additions,
  }),
);
