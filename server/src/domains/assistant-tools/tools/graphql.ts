import type { Shaped, ToolFact } from '../../../platform/tools/shape.ts';
import { fact, tableOf } from '../../../platform/tools/table.ts';
import { defineTool, NoData } from '../../../platform/tools/tool.ts';
import { wordsOf } from '../pure/words.ts';

interface TypeShape {
  readonly kind: string;
  readonly name: string | null;
  /** Absent: nested more deeply than was asked for. */
  readonly ofType?: TypeShape | null;
}
interface Described {
  readonly name: string;
  readonly description: string | null;
}
interface Field extends Described {
  readonly args: readonly (Described & { readonly type: TypeShape })[];
  readonly type: TypeShape;
}

const typeText = ({ kind, name, ofType }: TypeShape): string => {
  const inner = ofType == null ? '' : typeText(ofType);
  return kind === 'NON_NULL' ? `${inner}!` : kind === 'LIST' ? `[${inner}]` : (name ?? '');
};
const typeFields = 'kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } }';
const argumentsText = (args: Field['args']): string => args.map(({ name, type }) => `${name}: ${typeText(type)}`).join(', ');

export const graphqlTool = defineTool({
  name: 'graphql',
  title: 'GraphQL',
  description:
    'Runs any GraphQL query of the product’s schema (no mutation), finds root fields by words, and describes a type. For what no other tool answers.',
  group: 'general',
  readsPayload: true,
  words: ['graphql', 'query', 'schema', 'field', 'introspect', 'api'],
  operations: {
    run: {
      about: 'run a query',
      document: '{ __typename }',
      isDocumentGiven: true,
      arguments: {
        query: { type: 'string', isRequired: true, description: 'Document with one query' },
        variables: { type: 'object', description: 'Values of its variables, by name' },
      },
      variables: ({ variables = {} }) => variables as Record<string, unknown>,
      shape: (answer: Readonly<Record<string, unknown>>) => shapeOf(answer),
    },
    search_fields: {
      about: 'find root fields of the schema by words',
      document: `{ __schema { queryType { fields { name description args { name type { ${typeFields} } } type { ${typeFields} } } } } }`,
      introspects: true,
      arguments: { text: { type: 'string', isRequired: true, description: 'Words of what is looked for' } },
      variables: () => ({}),
      shape: ({ __schema }: { __schema: { queryType: { fields: readonly Field[] } } }, { text }) => {
        const asked = wordsOf(String(text));
        const fits = ({ name, description }: Field): number => {
          const [inName, inAll] = [wordsOf(name.replaceAll(/([A-Z])/g, ' $1')), wordsOf(description ?? '')];
          return asked.reduce((sum, word) => sum + (inName.includes(word) ? 3 : inAll.includes(word) ? 1 : 0), 0);
        };
        const found = __schema.queryType.fields.filter((field) => fits(field) > 0).sort((one, other) => fits(other) - fits(one));
        return { table: fieldTable(found.slice(0, 20), found.length) };
      },
    },
    describe_type: {
      about: 'fields of a type, or values of an enum',
      document: `query ($name: String!) { __type(name: $name) { kind name description
        fields { name description args { name type { ${typeFields} } } type { ${typeFields} } }
        inputFields { name description type { ${typeFields} } } enumValues { name description } } }`,
      introspects: true,
      arguments: { name: { type: 'string', isRequired: true, description: 'Name of the type, such as Overview' } },
      shape: (
        {
          __type: type,
        }: {
          __type: {
            kind: string;
            fields: readonly Field[] | null;
            inputFields: readonly (Described & { type: TypeShape })[] | null;
            enumValues: readonly Described[] | null;
          } | null;
        },
        { name },
      ) => {
        if (type === null) throw new NoData(`The schema has no type ${JSON.stringify(name)}.`);
        const fields = type.fields ?? type.inputFields?.map((field) => ({ ...field, args: [] })) ?? [];
        const values = type.enumValues ?? [];
        return {
          facts: [fact('kind', 'Kind', type.kind)],
          table:
            fields.length > 0
              ? fieldTable(fields, fields.length)
              : tableOf(values, (at) => [
                  at.text('name', 'Value', (row) => row.name),
                  at.text('description', 'Meaning', (row) => row.description),
                ]),
        };
      },
    },
  },
});

const fieldTable = (fields: readonly Field[], total: number) =>
  tableOf(
    fields,
    (at) => [
      at.text('name', 'Field', (row) => row.name),
      at.text('arguments', 'Arguments', (row) => argumentsText(row.args)),
      at.text('type', 'Type', (row) => typeText(row.type)),
      at.text('description', 'Description', (row) => row.description),
    ],
    { total },
  );

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const maxFacts = 60;

/** The first list of objects as a table, everything beside it as facts. Whatever is text may have been written by others. */
function shapeOf(answer: Json): Shaped {
  const facts: ToolFact[] = [];
  const state: { rows: readonly Json[] | null; hasMore: boolean; otherLists: number } = { rows: null, hasMore: false, otherLists: 0 };
  collect(answer, '', facts, state);
  const rows = (state.rows ?? []).map((row) => flat(row));
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    facts: facts.slice(0, maxFacts),
    table:
      state.rows === null
        ? null
        : tableOf(
            rows,
            (at) =>
              keys.map((key) => {
                const isNumber = rows.every((row) => row[key] === null || row[key] === undefined || typeof row[key] === 'number');
                return isNumber ? at.number(key, key, (row) => row[key]) : at.payload(key, key, (row) => row[key]);
              }),
            { hasMore: state.hasMore },
          ),
    notes: [
      ...(facts.length > maxFacts ? [`Shows ${maxFacts} of ${facts.length} values.`] : []),
      ...(state.otherLists > 0 ? ['The answer has more than one list: the first is shown. Ask for one at a time.'] : []),
    ],
  };
}

function collect(
  value: Json,
  path: string,
  facts: ToolFact[],
  state: { rows: readonly Json[] | null; hasMore: boolean; otherLists: number },
): void {
  for (const [name, inner] of Object.entries(value)) {
    const at = path === '' ? name : `${path}_${name}`;
    if (Array.isArray(inner)) {
      const items = inner.map((item) => (isObject(item) ? (isObject(item['node']) ? item['node'] : item) : { value: item as unknown }));
      if (state.rows === null) state.rows = items;
      else state.otherLists += 1;
    } else if (name === 'pageInfo' && isObject(inner)) state.hasMore ||= inner['hasNextPage'] === true;
    else if (isObject(inner)) collect(inner, at, facts, state);
    else
      facts.push(
        fact(at, at, typeof inner === 'boolean' ? String(inner) : (inner as string | number | null), {
          isPayload: typeof inner === 'string',
        }),
      );
  }
}

/** The fields of a row, those of inner objects under joined names; inner lists as JSON. */
function flat(row: Json, path = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).flatMap(([name, value]) => {
      const at = path === '' ? name : `${path}_${name}`;
      return isObject(value) ? Object.entries(flat(value, at)) : [[at, Array.isArray(value) ? JSON.stringify(value) : value]];
    }),
  );
}
