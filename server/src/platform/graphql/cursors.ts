import type { GraphQLError } from 'graphql';
import { codedError } from './errors.ts';

type Part = string | number | null;
/** The argument that holds a cursor: of a connection `after` or `before`, of a subscription `cursor`. */
export type CursorArgument = PageEnd | 'cursor';
/** The arguments of a connection that hold cursors. */
type PageEnd = 'after' | 'before';

/**
 * A cursor is the whole sort key of the row it stands for, so that rows that arrive between two pages do not shift them.
 * `format` names the list and its order; a cursor of another list, or an invalid one, is rejected with BAD_CURSOR.
 */
export function encodeCursor(format: string, ...sortKey: Part[]): string {
  return Buffer.from(JSON.stringify([format, ...sortKey])).toString('base64url');
}

/** The ends of a page: the places that the arguments of a connection name, each read with `placeOf`; null: the argument is not given. */
export function endsOf<Place>(
  { after, before }: Readonly<Partial<Record<PageEnd, string | null | undefined>>>,
  placeOf: (cursor: string, argument: PageEnd) => Place,
): Readonly<Record<PageEnd, Place | null>> {
  const read = (cursor: string | null | undefined, argument: PageEnd): Place | null =>
    cursor === null || cursor === undefined ? null : placeOf(cursor, argument);
  return { after: read(after, 'after'), before: read(before, 'before') };
}

/** The sort key inside a cursor that `encodeCursor` made with the same format and as many parts. */
export function decodeCursor(format: string, partCount: number, cursor: string, argument: CursorArgument): Part[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.length === partCount + 1 && parts[0] === format && parts.every(isPart))
      return parts.slice(1) as Part[];
  } catch {
    // not JSON: refused below
  }
  throw badCursor(argument);
}

/** What both stores can compare with, in milliseconds since 1970. */
const earliestMs = Date.UTC(1900, 0, 1);
const latestMs = Date.UTC(2299, 0, 1);

/** The instant in a sort key, given as milliseconds. Errors: throws BAD_CURSOR for one that a store could not compare with. */
export function instantPart(part: Part | undefined, argument: CursorArgument): Date {
  if (typeof part !== 'number' || part < earliestMs || part >= latestMs) throw badCursor(argument);
  return new Date(part);
}

/** The failure of a cursor of another list, or of one that no list gave. */
export const badCursor = (argument: CursorArgument): GraphQLError =>
  codedError('BAD_CURSOR', 'This cursor does not belong to this list; start again without one.', { httpStatus: 400, field: argument });

const isPart = (value: unknown): boolean =>
  value === null || typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value));
