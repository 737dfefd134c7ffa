import { badCursor, decodeCursor, encodeCursor, instantPart, type CursorArgument } from '../../../platform/graphql/cursors.ts';
import type { Viewer } from '../../../platform/graphql/context.ts';
import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { explanationOf, type Permission } from '../../../platform/permissions.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { memberPage, membersByIds, type MemberPlace, type MemberRow } from '../queries/members.ts';

const format = 'members';

export const memberCursorOf = ({ createdAt, id }: MemberPlace): string => encodeCursor(format, createdAt.getTime(), id);

/** Errors  throws BAD_CURSOR for one of another list, or made up. */
export function memberPlaceOf(cursor: string, argument: CursorArgument): MemberPlace {
  const [at, id] = decodeCursor(format, 2, cursor, argument);
  const place = { createdAt: instantPart(at, argument), id: uuidKey(id) };
  if (memberCursorOf(place) !== cursor) throw badCursor(argument);
  return place;
}

/** A page of members of the workspace, the longest there first. */
export const membersOf = (
  { postgres }: Pick<Stores, 'postgres'>,
  workspaceId: string,
  page: { after: MemberPlace | null; before: MemberPlace | null; limit: number; isInverted: boolean },
): Promise<MemberRow[]> => memberPage(postgres, { workspaceId, ...page });

/** Whether a member of the viewer's workspace has a permission, and why. */
export async function permissionOfMember(
  { postgres }: Pick<Stores, 'postgres'>,
  { workspaceId, isArchived }: Viewer,
  id: string,
  permission: Permission,
): Promise<Result<ReturnType<typeof explanationOf>, NotFound>> {
  const [member] = await membersByIds(postgres, { workspaceId, ids: [id] });
  if (member === undefined) return fail(new NotFound('Member', id, 'memberId'));
  return succeed(explanationOf({ role: member.role, keyScope: null, ...(isArchived && { isArchived }) }, permission));
}
