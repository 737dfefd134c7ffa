import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { builder } from '../../platform/graphql/builder.ts';
import { badCursor, decodeCursor, encodeCursor, endsOf, type CursorArgument } from '../../platform/graphql/cursors.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { numberKey } from '../../platform/graphql/ids.ts';
import { defaultPageSize, maxPageSize } from '../../platform/graphql/limits/limits.ts';
import { checkAuditFilter } from './ingest.ts';
import { pageOfTrail } from './load.ts';
import type { Entry } from './types.ts';
import { AuditEntryRef, AuditFilterRef } from './schema/entry.ts';

const format = 'audit';
const cursorOf = ({ id }: Entry): string => encodeCursor(format, id.toString());

/** Errors  throws BAD_CURSOR for one of another list, or made up. */
function placeOf(cursor: string, argument: CursorArgument): bigint {
  const [id] = decodeCursor(format, 1, cursor, argument);
  const key = numberKey(id);
  if (key < 0n || encodeCursor(format, key.toString()) !== cursor) throw badCursor(argument);
  return key;
}

const AuditEntryConnection = builder.connectionObject(
  { type: AuditEntryRef, name: 'AuditEntryConnection', description: 'A page of the audit trail.' },
  { name: 'AuditEntryEdge', description: 'An entry of the audit trail together with its place.' },
);

builder.queryField('auditLog', (t) =>
  t.connection(
    {
      type: AuditEntryRef,
      authScopes: { may: 'READ_AUDIT' },
      description: 'Audit trail of the workspace, newest entry first. At most 200 a page.',
      args: {
        filter: t.arg({ type: AuditFilterRef, description: 'Entries to include; absent: all.' }),
      },
      resolve: (_root, { filter, ...args }, { stores, viewer }) => {
        const checked = unwrap(checkAuditFilter(filter), 'filter');
        return resolveCursorConnection(
          { args, toCursor: cursorOf, defaultSize: defaultPageSize, maxSize: maxPageSize },
          async ({ after, before, limit, inverted }: ResolveCursorConnectionArgs) =>
            pageOfTrail(stores, viewer.workspaceId, {
              trail: 'workspace',
              filter: checked,
              ...endsOf({ after, before }, placeOf),
              limit,
              inverted,
            }),
        ) as never;
      },
    },
    AuditEntryConnection,
  ),
);
