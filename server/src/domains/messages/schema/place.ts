import { badCursor, decodeCursor, encodeCursor, instantPart, type CursorArgument } from '../../../platform/graphql/cursors.ts';
import type { MessagePlace } from '../queries.ts';
import { numberKey } from '../../../platform/graphql/ids.ts';

/** The cursors of one list of messages; `format` names the list. */
export function placeCursors(format: string) {
  const cursorOf = ({ createdAt, id }: MessagePlace): string => encodeCursor(format, createdAt.getTime(), id.toString());

  /** Errors  throws BAD_CURSOR for one of another list, or made up. */
  function placeOf(cursor: string, argument: CursorArgument): MessagePlace {
    const [at, id] = decodeCursor(format, 2, cursor, argument);
    const place = { createdAt: instantPart(at, argument), id: numberKey(id) };
    if (place.id < 0n || cursorOf(place) !== cursor) throw badCursor(argument);
    return place;
  }

  return { cursorOf, placeOf };
}
