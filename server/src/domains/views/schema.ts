import { lastChangeField } from '../audit/schema/last-change.ts';
import { builder } from '../../platform/graphql/builder.ts';
import { inputOf } from '../../platform/graphql/earlier-arguments.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { deleteView, saveView, setDefaultView } from './commands.ts';
import { checkPage, maxNameLength, maxPageLength, maxSearchLength } from './ingest.ts';

const SavedViewRef = builder.prismaNode('SavedView', {
  id: { field: 'id' },
  nullable: true,
  description: 'A saved view of a page: filters, order and search under a name, shared by the whole workspace.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the view, unique on its page.' }),
    page: t.exposeString('page', { description: 'Name of the page, such as "traces".' }),
    search: t.exposeString('search', { description: 'Address of the page after the question mark.' }),
    isDefault: t.exposeBoolean('isDefault', {
      description:
        'Whether the page opens with the view for those who have chosen no view of their own (preference "defaultView"); at most one a page.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the view was first saved.' }),
  }),
});

builder.queryField('savedViews', (t) =>
  t.prismaField({
    type: [SavedViewRef],
    authScopes: { may: 'READ' },
    description: 'Saved views of a page, by name; at most 200.',
    args: { page: t.arg.string({ required: true, description: 'Name of the page, such as "traces".' }) },
    resolve: (query, _root, { page }, { stores, viewer }) =>
      stores.prisma.savedView.findMany({
        ...query,
        where: { workspaceId: viewer.workspaceId, ...unwrap(checkPage(page)) },
        orderBy: { name: 'asc' },
      }),
  }),
);

const words = {
  page: `Name of the page, such as "traces", 1 to ${maxPageLength} characters.`,
  name: `Name of the view, unique on its page, 1 to ${maxNameLength} characters.`,
  search: `Address of the page after the question mark, at most ${maxSearchLength} characters; may be empty.`,
} as const;

const SaveViewInput = builder.inputType('SaveViewInput', {
  description: 'A view to save.',
  fields: (t) => ({
    page: t.string({ required: true, description: words.page }),
    name: t.string({ required: true, description: words.name }),
    search: t.string({ required: true, description: words.search }),
  }),
});

const SetDefaultViewInput = builder.inputType('SetDefaultViewInput', {
  description: 'The view that a page opens with in this workspace.',
  fields: (t) => ({
    page: t.string({ required: true, description: words.page }),
    id: t.globalID({
      for: SavedViewRef,
      description: 'Global id of a saved view of the page; absent or null: the page has no default view.',
    }),
  }),
});

builder.mutationFields((t) => ({
  setDefaultView: t.prismaField({
    type: [SavedViewRef],
    authScopes: { may: 'SAVE_VIEWS' },
    description:
      'Sets the view that a page opens with for the whole workspace, or takes it back, and returns the saved views of the page, by name.',
    args: { input: t.arg({ type: SetDefaultViewInput, required: true, description: 'The default view to set.' }) },
    resolve: async (query, _root, { input: { page, id } }, { stores, viewer }) => {
      const view = { page, id: id == null ? null : uuidKey(id.id) };
      unwrap(await setDefaultView(stores, viewer.workspaceId, view), 'input');
      return stores.prisma.savedView.findMany({ ...query, where: { workspaceId: viewer.workspaceId, page }, orderBy: { name: 'asc' } });
    },
  }),
  saveView: t.prismaField({
    type: SavedViewRef,
    authScopes: { may: 'SAVE_VIEWS' },
    description: 'Saves a view; one of the same name on its page is replaced. At most 200 a page.',
    args: {
      input: t.arg({ type: SaveViewInput, description: 'The view to save.' }),
      page: t.arg.string({ deprecationReason: 'Use `input.page`.', description: words.page }),
      name: t.arg.string({ deprecationReason: 'Use `input.name`.', description: words.name }),
      search: t.arg.string({ deprecationReason: 'Use `input.search`.', description: words.search }),
    },
    resolve: async (_query, _root, { input, ...earlier }, { stores, viewer }) => {
      const { value, argument } = unwrap(inputOf(input, earlier));
      return unwrap(await saveView(stores, viewer.workspaceId, value), argument);
    },
  }),
  deleteView: t.globalID({
    authScopes: { may: 'SAVE_VIEWS' },
    description: 'Deletes a saved view and returns its id.',
    args: { id: t.arg.globalID({ required: true, for: SavedViewRef, description: 'Global id of the view.' }) },
    resolve: async (_root, { id }, { stores, viewer }) => ({
      type: SavedViewRef,
      id: unwrap(await deleteView(stores, viewer.workspaceId, uuidKey(id.id))),
    }),
  }),
}));

builder.prismaObjectField('SavedView', 'lastChange', (t) => t.field(lastChangeField('SavedView', 'saved view', ({ id }) => id)));
