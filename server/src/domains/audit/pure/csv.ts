import { csvCell } from '../../../platform/csv.ts';
import type { Entry } from '../types.ts';
import { changesOf } from './changes.ts';

/** Columns of the table, in order. */
const columns = {
  at: ({ at }) => at.toISOString(),
  actorKind: ({ actorKind }) => actorKind,
  actorKey: ({ actorId }) => actorId,
  actorName: ({ actorName }) => actorName,
  keyId: ({ keyId }) => keyId,
  address: ({ address }) => address,
  userAgent: ({ userAgent }) => userAgent,
  requestId: ({ requestId }) => requestId,
  action: ({ action }) => action,
  change: ({ change }) => change,
  targetType: ({ targetType }) => targetType,
  targetId: ({ targetId }) => targetId,
  targetName: ({ targetName }) => targetName,
  outcome: ({ outcome }) => outcome,
  count: ({ count }) => String(count),
  permission: ({ permission }) => permission,
  reason: ({ reason }) => reason,
  changes: (entry) => {
    const changes = changesOf(entry);
    return changes.length === 0 ? null : JSON.stringify(changes);
  },
} satisfies Record<string, (entry: Entry) => string | null>;

export const csvHeader = `${Object.keys(columns).join(',')}\r\n`;

/** One line of RFC 4180. */
export const csvLine = (entry: Entry): string =>
  `${Object.values(columns)
    .map((read) => csvCell(read(entry) ?? ''))
    .join(',')}\r\n`;

/** One line of JSON Lines: the entry by the names that the API has. */
export const jsonLine = (entry: Entry): string => {
  const { id, before: _before, after: _after, workspaceId: _workspaceId, isPrivate: _isPrivate, ...fields } = entry;
  return `${JSON.stringify({ ...fields, id: id.toString(), changes: changesOf(entry) })}\n`;
};
