import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { deleteView, saveView } from './commands.ts';
import { checkPage } from './ingest.ts';

const SavedViewRef = builder.prismaNode('SavedView', {
  id: { field: 'id' },
  nullable: true,
  description: 'A page as somebody likes to look at it: its filters, by a name. Shared by the whole workspace.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name, one of a kind on its page.' }),
    page: t.exposeString('page', { description: 'The page that it is of, such as "traces".' }),
    search: t.exposeString('search', { description: "The page's address after the question mark." }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was first saved.' }),
  }),
});

builder.queryField('savedViews', (t) =>
  t.prismaField({
    type: [SavedViewRef],
    authScopes: { atLeast: 'VIEWER' },
    description: 'The saved views of a page, by name.',
    args: { page: t.arg.string({ required: true, description: 'The page, such as "traces".' }) },
    resolve: (query, _root, { page }, { stores, viewer }) => stores.prisma.savedView.findMany({ ...query, where: { workspaceId: viewer.workspaceId, ...unwrap(checkPage(page)) }, orderBy: { name: 'asc' } }),
  }),
);

builder.mutationFields((t) => ({
  saveView: t.prismaField({
    type: SavedViewRef,
    authScopes: { atLeast: 'EDITOR' },
    description: 'Saves a view; one of the same name on its page is replaced. At most 200 a page.',
    args: {
      page: t.arg.string({ required: true, description: 'The page, such as "traces".' }),
      name: t.arg.string({ required: true, description: 'Its name, 1 to 100 characters.' }),
      search: t.arg.string({ required: true, description: "The page's address after the question mark, at most 8,000 characters; may be empty." }),
    },
    resolve: async (_query, _root, input, { stores, viewer }) => unwrap(await saveView(stores, viewer.workspaceId, input)),
  }),
  deleteView: t.boolean({
    authScopes: { atLeast: 'EDITOR' },
    description: 'Deletes a saved view; true.',
    args: { id: t.arg.globalID({ required: true, for: SavedViewRef, description: 'The view.' }) },
    resolve: async (_root, { id }, { stores, viewer }) => unwrap(await deleteView(stores, viewer.workspaceId, uuidKey(id.id))),
  }),
}));
