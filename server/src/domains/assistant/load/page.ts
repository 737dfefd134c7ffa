import { unstorable } from '../../../platform/ingest/text.ts';
import type { Viewer } from '../../../platform/graphql/context.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { spenderOf } from '../../model-connections/load.ts';
import { findConversations, type Place } from '../queries.ts';

const mostWords = 8;

export interface PageOfConversations {
  readonly search: string | null;
  readonly isShared: boolean | null;
  readonly after: Place | null;
  readonly before: Place | null;
  readonly limit: number;
  readonly inverted: boolean;
}

/** Conversations that a viewer may read, the one with the latest turn first; of a search those that hold every word in title, text or answers. */
export function conversationPage(
  { postgres }: Pick<Stores, 'postgres'>,
  viewer: Viewer,
  { search, inverted, ...page }: PageOfConversations,
): Promise<Place[]> {
  // Nothing that is stored has such a text.
  if (search !== null && unstorable(search) !== null) return Promise.resolve([]);
  const words = (search ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, mostWords);
  return findConversations(postgres, {
    workspaceId: viewer.workspaceId,
    owner: spenderOf(viewer),
    words: words.map((word) => `%${word.replaceAll(/[\\%_]/g, '\\$&')}%`),
    isInverted: inverted,
    ...page,
  });
}
