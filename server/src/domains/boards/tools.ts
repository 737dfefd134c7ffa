import { pageLink } from '../../platform/tools/links.ts';
import { fact, tableOf } from '../../platform/tools/table.ts';
import { defineReference, defineTool, single } from '../../platform/tools/tool.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly isShared: boolean;
  readonly ownerName: string | null;
  readonly updatedAt: string;
  readonly search: string;
  readonly tiles: readonly { readonly panel: string | null; readonly title: string | null }[];
}

export const boardReference = defineReference({
  kind: 'board',
  title: 'boards',
  nodeType: 'Board',
  document: '{ boards { id name } }',
  found: ({ boards }: { boards: readonly { id: string; name: string }[] }) => ({
    items: boards.map(({ id, name }) => ({ id, names: [name], count: null })),
    total: boards.length,
  }),
});

export const boardsTool = defineTool({
  name: 'boards',
  title: 'Boards',
  description: 'Boards that the viewer sees, with their panels and addresses.',
  group: 'saved',
  words: ['board', 'dashboard', 'panel', 'report', 'saved'],
  operations: single({
    about: 'boards with their panels',
    document: '{ boards { id name isShared ownerName updatedAt search tiles { panel title } } }',
    shape: ({ boards }: { boards: readonly Row[] }) => ({
      facts: [fact('boardCount', 'Boards', boards.length)],
      table: tableOf(boards, (at) => [
        at.text('name', 'Board', (row) => row.name),
        at.text('panels', 'Panels', (row) => row.tiles.flatMap(({ title, panel }) => title ?? panel ?? []).join(', ')),
        at.text('owner', 'Owner', (row) => row.ownerName),
        at.number('isShared', 'Shared', (row) => row.isShared, { type: 'boolean' }),
        at.time('updatedAt', 'Changed', (row) => row.updatedAt),
        at.text('path', 'Address', (row) => `/boards/${encodeURIComponent(row.id)}?${row.search}`),
      ]),
      links: [
        pageLink('Boards', '/boards'),
        ...boards.slice(0, 5).map(({ id, name, search }) => pageLink(name, `/boards/${encodeURIComponent(id)}?${search}`)),
      ],
    }),
  }),
});
