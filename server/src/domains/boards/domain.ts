import { defineDomain } from '../../platform/domain.ts';
import { boardReference, boardsTool } from './tools.ts';

export const boardsDomain = defineDomain({
  name: 'boards',
  tables: ['boards', 'board_versions'],
  tools: [boardsTool],
  references: [boardReference],
  // What a board shows is kept in its own history; the feed of all would name boards that only their owners see.
  audited: { boards: { type: 'Board', name: 'name', ignored: ['updated_at'], isPrivate: true } },
});
