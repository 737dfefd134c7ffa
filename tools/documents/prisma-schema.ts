/** A table of PostgreSQL as `prisma/schema` declares it. */
export interface Table {
  readonly model: string;
  /** Its name in the database. */
  readonly name: string;
  /** What a row is: the model's documentation; empty where it has none. */
  readonly description: string;
  readonly columns: readonly Column[];
  readonly references: readonly Reference[];
}

interface Column {
  readonly field: string;
  readonly name: string;
  readonly type: string;
  readonly isOptional: boolean;
  readonly key: 'PK' | 'FK' | 'UK' | null;
}

/** A foreign key. */
interface Reference {
  readonly column: string;
  readonly toModel: string;
  readonly isOptional: boolean;
  /** Whether a row of the other table has at most one such row. */
  readonly isUnique: boolean;
}

/** Types of columns that name none with `@db`. */
const TYPES: Readonly<Record<string, string>> = {
  String: 'text', Boolean: 'boolean', Int: 'integer', BigInt: 'bigint', Float: 'double', DateTime: 'timestamp', Json: 'jsonb', Bytes: 'bytea',
};

/**
 * The tables of a Prisma schema, in its order. Reads what diagrams show: names, types, keys, documentation.
 *
 * Errors  throws at a line of a model that it cannot read, so that a new form of declaration is noticed.
 */
export function readPrismaSchema(text: string): Table[] {
  const models = new Set([...text.matchAll(/^model (\w+) \{/gm)].map((match) => match[1] as string));
  const enums = new Set([...text.matchAll(/^enum (\w+) \{/gm)].map((match) => match[1] as string));
  return [...text.matchAll(/((?:^\/\/\/.*\n)*)^model (\w+) \{\n([\s\S]*?)^\}/gm)].map((match) => readModel(match, models, enums));
}

function readModel([, comment = '', model = '', body = '']: RegExpMatchArray, models: ReadonlySet<string>, enums: ReadonlySet<string>): Table {
  const lines = body.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('//'));
  const attributes = lines.filter((line) => line.startsWith('@@'));
  const idFields = fieldsOf(attributes.find((line) => line.startsWith('@@id')));
  const columns: Column[] = [];
  const relations: { field: string; toModel: string; isOptional: boolean }[] = [];
  for (const line of lines.filter((text) => !text.startsWith('@@'))) {
    const [, field = '', type = '', mark = '', rest = ''] = /^(\w+)\s+(\w+)(\[\]|\?)?\s*(.*)$/.exec(line) ?? [];
    if (field === '') throw new Error(`The model ${model} has a line that the diagram cannot show: ${line}`);
    if (models.has(type)) {
      const own = /fields: \[(\w+)\]/.exec(rest)?.[1];
      if (own !== undefined) relations.push({ field: own, toModel: type, isOptional: mark === '?' });
      continue;
    }
    const native = /@db\.(\w+)/.exec(rest)?.[1]?.toLowerCase();
    const plain = native ?? (enums.has(type) ? type : TYPES[type]);
    if (plain === undefined) throw new Error(`The diagram knows no type of PostgreSQL for ${model}.${field}: ${type}`);
    const key = /@id\b/.test(rest) || idFields.includes(field) ? 'PK' : /@unique\b/.test(rest) ? 'UK' : null;
    columns.push({ field, name: /@map\("(\w+)"\)/.exec(rest)?.[1] ?? field, type: mark === '[]' ? `${plain}[]` : plain, isOptional: mark === '?', key });
  }
  const name = /@@map\("(\w+)"\)/.exec(attributes.join('\n'))?.[1] ?? model;
  const references = relations.map(({ field, toModel, isOptional }): Reference => {
    const column = columns.find((candidate) => candidate.field === field);
    if (column === undefined) throw new Error(`${model} relates to ${toModel} by ${field}, which is no column of it.`);
    return { column: column.name, toModel, isOptional, isUnique: column.key === 'UK' || (column.key === 'PK' && idFields.length === 0) };
  });
  const foreign = new Set(references.map(({ column }) => column));
  return {
    model, name, references,
    description: comment.replaceAll(/^\/\/\/ ?/gm, '').trim().replaceAll('\n', ' '),
    columns: columns.map((column) => ({ ...column, key: column.key ?? (foreign.has(column.name) ? 'FK' : null) })),
  };
}

const fieldsOf = (attribute: string | undefined): string[] => /\[([^\]]*)\]/.exec(attribute ?? '')?.[1]?.split(',').map((field) => field.trim()) ?? [];
