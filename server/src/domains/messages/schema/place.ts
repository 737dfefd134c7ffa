import { badCursor, decodeCursor, encodeCursor } from '../../../platform/graphql/cursors.ts';
import type { MessagePlace } from '../queries.ts';
import { numberKey } from '../../../platform/graphql/ids.ts';

/** What both stores can compare with. */
const EARLIEST_MS = Date.UTC(1900, 0, 1);
const LATEST_MS = Date.UTC(2299, 0, 1);

/** The cursors of one list of messages; `format` names the list. */
export function placeCursors(format: string) {
  const cursorOf = ({ createdAt, id }: MessagePlace): string => encodeCursor(format, createdAt.getTime(), id.toString());

  /** Errors  throws BAD_CURSOR for one of another list, or made up. */
  function placeOf(cursor: string | null | undefined): MessagePlace | null {
    if (cursor === null || cursor === undefined) return null;
    const [at, id] = decodeCursor(format, 2, cursor);
    const place = { createdAt: new Date(Number(at)), id: numberKey(id) };
    const isWithin = place.createdAt.getTime() >= EARLIEST_MS && place.createdAt.getTime() < LATEST_MS;
    if (!isWithin || place.id < 0n || cursorOf(place) !== cursor) {
      throw badCursor();
    }
    return place;
  }

  return { cursorOf, placeOf };
}
