import { defaultPageSize, maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import { endsOf, type CursorArgument } from '../../../platform/graphql/cursors.ts';
import { BadArgument } from '../../../platform/graphql/errors.ts';
import type { FoundPage, PageAsked } from '../load.ts';

export interface PageArguments {
  readonly first?: number | null | undefined;
  readonly last?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly before?: string | null | undefined;
}

/** The part of a list that the arguments of a connection name. */
export const askedPage = <Place>(args: PageArguments, placeOf: (cursor: string, argument: CursorArgument) => Place): PageAsked<Place> => ({
  ...endsOf(args, placeOf),
  limit: Math.min(args.first ?? args.last ?? defaultPageSize, maxPageSize),
  isInverted: (args.first ?? null) === null && (args.last ?? null) !== null,
});

/** A page as a connection; it may hold fewer entries than were asked for, where their texts are long. */
export function connectionOf<Entry>(
  { entries, hasMore }: FoundPage<Entry>,
  { after, before, isInverted }: PageAsked<unknown>,
  cursorOf: (entry: Entry) => string,
) {
  const edges = entries.map((node) => ({ cursor: cursorOf(node), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: isInverted ? before !== null : hasMore,
      hasPreviousPage: isInverted ? hasMore : after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

/** An epoch as it may be logged. Errors: throws `BadArgument`. */
export function epochOf(epoch: number, argument: string): number {
  if (epoch < 0) throw new BadArgument(argument, `is ${epoch}; it must not be negative`);
  return epoch;
}
