import { pageLink } from '../../platform/tools/links.ts';
import { fact, tableOf } from '../../platform/tools/table.ts';
import { defineTool, single } from '../../platform/tools/tool.ts';

/** Pages that have saved views, and their addresses. */
const pages = {
  analytics: '/analytics',
  messages: '/messages',
  traces: '/traces',
  training: '/training',
  judgments: '/judgments',
  experiments: '/experiments',
  prompts: '/prompts',
} as const;

interface Row {
  readonly id: string;
  readonly name: string;
  readonly page: string;
  readonly search: string;
  readonly isDefault: boolean;
}

export const savedViewsTool = defineTool({
  name: 'saved_views',
  title: 'Saved views',
  description: 'Views of pages that the workspace has saved (filters, order, search), with their addresses.',
  group: 'saved',
  words: ['saved', 'view', 'filter', 'bookmark', 'page'],
  operations: single({
    about: 'saved views of all pages',
    document: `query { ${Object.keys(pages)
      .map((page) => `${page}: savedViews(page: "${page}") { id name page search isDefault }`)
      .join(' ')} }`,
    arguments: { name: { type: 'string', description: 'Part of the name; absent: all' } },
    variables: () => ({}),
    shape: (byPage: Readonly<Record<string, readonly Row[]>>, { name = '' }) => {
      const rows = Object.values(byPage)
        .flat()
        .filter((row) => row.name.toLowerCase().includes(String(name).toLowerCase()));
      const pathOf = ({ page, search }: Row): string => `${pages[page as keyof typeof pages]}?${search}`;
      return {
        facts: [fact('viewCount', 'Saved views', rows.length)],
        table: tableOf(rows, (at) => [
          at.text('name', 'View', (row) => row.name),
          at.text('page', 'Page', (row) => row.page),
          at.number('isDefault', 'Opens by default', (row) => row.isDefault, { type: 'boolean' }),
          at.text('path', 'Address', pathOf),
        ]),
        links: rows.slice(0, 5).map((row) => pageLink(row.name, pathOf(row))),
      };
    },
  }),
});
