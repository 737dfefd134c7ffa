import { defineDomain } from '../../platform/domain.ts';

export const boardsDomain = defineDomain({
  name: 'boards',
  tables: ['boards', 'board_versions'],
  // What a board shows is kept in its own history; the feed of all would name boards that only their owners see.
  audited: { boards: { type: 'Board', name: 'name', ignored: ['updated_at'], isPrivate: true } },
});
