import { fact, tableOf } from '../../../platform/tools/table.ts';
import { declaredReferences, defineTool, type LookupOperation } from '../../../platform/tools/tool.ts';

const most = 50;

const findValues: LookupOperation = {
  about: 'find things that filters name',
  // Read when all domains have declared theirs.
  get arguments() {
    return {
      kind: { type: 'string', values: declaredReferences().map(({ kind }) => kind), isRequired: true, description: 'Kind of the things' },
      search: { type: 'string', description: 'Part of their name, in any case; absent: all' },
    } as const;
  },
  lookUp: async (find, args) => {
    const search = String(args['search'] ?? '');
    const { items, total } = await find(String(args['kind']), search);
    const wanted = search.toLowerCase();
    // Some kinds are few, and come all at once.
    const fitting = items.filter(({ names, id }) => [id, ...names].some((name) => name.toLowerCase().includes(wanted)));
    const count = fitting.length === items.length && total !== null ? total : fitting.length;
    return {
      facts: [fact('count', 'Values', count)],
      table: tableOf(
        fitting.slice(0, most),
        (at) => [
          at.text('name', 'Name', (row) => row.names[0]),
          at.number('messages', 'Messages', (row) => row.count, { unit: 'messages' }),
          at.text('id', 'Id', (row) => row.id),
        ],
        { total: count },
      ),
      notes: count === 0 ? [`Nothing of this kind has ${JSON.stringify(search)} in its name.`] : [],
    };
  },
};

export const findValuesTool = defineTool({
  name: 'find_values',
  title: 'Find values',
  description:
    'Finds models, sessions, experiments, jobs, prompts and other things that filters name, by a part of their name, with their exact number. Look here before you filter by a name.',
  group: 'general',
  words: ['find', 'name', 'which', 'exist', 'list', 'value', 'session', 'model'],
  operations: { '': findValues },
});
