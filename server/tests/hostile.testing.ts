import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';

const nodeId = (text: string): string => Buffer.from(text).toString('base64');
const texts = [
  '',
  ' ',
  'a\u0000b',
  '\ud800',
  'x\udc00',
  '🙂',
  '\u202e',
  "'; DROP TABLE messages; --",
  '%',
  '{p1: String}',
  '__proto__',
  'constructor',
  '-1',
  'NaN',
  '0'.repeat(32),
  'x'.repeat(100_000),
];
const instants = [
  '0000-01-01',
  '0001-01-01',
  '1677-09-21',
  '1899-12-31T23:59:59.999Z',
  '1969-12-31T23:59:59.999Z',
  '2262-04-12',
  '2299-12-31',
  '2300-01-01',
  '9999-12-31T23:59:59.999Z',
  '9999-12-31T23:59:59.999-14:00',
  '0001-01-01T00:00:00+14:00',
  '+275760-09-13',
  '',
  'NaN',
  0,
];
/** Opaque ids that lead to nothing, and what is none; those that lead elsewhere are given to `hostileFields`. */
const ids = [
  '!',
  '====',
  nodeId('Message'),
  nodeId(':1'),
  nodeId('Message:-1'),
  nodeId('Message:0'),
  nodeId('Message:999999999999999999'),
  nodeId('Message:9999999999999999999'),
  nodeId('Nothing:1'),
  nodeId('Query:1'),
  nodeId('__proto__:1'),
  nodeId('Price:not-a-uuid'),
  nodeId('Message:1\u0000'),
  0,
  1.5,
];
const json = [
  0,
  '',
  [],
  {},
  true,
  { '': '' },
  { __proto__: 1 },
  JSON.parse('{"__proto__":{"a":1},"constructor":1}') as unknown,
  { 'a\u0000': 'b\u0000' },
  ['\ud800'],
  nested(63),
  nested(64),
  nested(2_000),
  1e308,
  { input_cost_per_token: 'NaN' },
];

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = [value];
  return value;
}

/** What a client that means no good can put where a leaf type is expected. */
function hostileLeaves(type: GraphQLNamedType, elsewhere: readonly string[]): readonly unknown[] {
  if (isEnumType(type)) return ['', 'NOTHING', '__proto__', 0, null];
  switch (type.name) {
    case 'ID':
      return [...ids, ...elsewhere, ...texts.filter((text) => !text.startsWith('_'))];
    case 'Int':
      return [0, -1, 201, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 1.5, 1e308, '1', 'NaN', null];
    case 'Float':
      return [0, -0, -1, 1.5, 1e308, -1e308, 5e-324, 'NaN', null];
    case 'Boolean':
      return ['true', 0, null];
    case 'DateTime':
      return instants;
    case 'BigInt':
      return [0, -1, '9'.repeat(38), '9'.repeat(39), 1.5, 'NaN'];
    case 'JSON':
      return json;
    default:
      return [...texts, ...elsewhere, 0, null];
  }
}

/** An honest value of a type, for the arguments beside the hostile one. */
function honestValue(type: GraphQLInputType, name: string): unknown {
  if (isNonNullType(type)) return honestValue(type.ofType, name);
  if (isListType(type)) return [honestValue(type.ofType, name)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const required = Object.values(type.getFields()).filter((field) => isNonNullType(field.type));
    return Object.fromEntries(required.map((field) => [field.name, honestValue(field.type, field.name)]));
  }
  if (type.name === 'Int') return 1;
  if (type.name === 'Float') return 0.5;
  if (type.name === 'Boolean') return true;
  if (type.name === 'DateTime') return '2026-11-20T00:00:00Z';
  if (type.name === 'JSON') return { 'a-model': { input_cost_per_token: 0.000001 } };
  return name === 'page' ? 'traces' : type.name === 'ID' ? nodeId('Model:1') : 'm1';
}

interface Hostile {
  /** Where the value stands: `rates.inputUsdPerMillion`. */
  readonly place: string;
  readonly value: unknown;
}

/** The argument with a hostile value in each of its places, one after the other; all else in it is honest. */
function hostileValues(
  type: GraphQLInputType,
  name: string,
  elsewhere: readonly string[],
  within: readonly GraphQLInputType[] = [],
): Hostile[] {
  if (isNonNullType(type)) return [...hostileValues(type.ofType, name, elsewhere, within), { place: name, value: null }];
  if (isListType(type)) {
    const lists = [[], null, 'x', Array.from({ length: 1_001 }, () => 'x'), [null], [[]]].map((value) => ({ place: name, value }));
    if (getNamedType(type).name === 'String') return [...lists, { place: `${name}[…]`, value: texts }];
    return [
      ...lists,
      ...hostileValues(type.ofType, `${name}[0]`, elsewhere, within).map(({ place, value }) => ({ place, value: [value] })),
    ];
  }
  if (!isInputObjectType(type)) return hostileLeaves(type, elsewhere).map((value) => ({ place: name, value }));
  if (within.includes(type)) return inItself(type).map((value) => ({ place: name, value }));
  const honest = honestValue(type, name) as object;
  const fields = Object.values(type.getFields()).flatMap((field) =>
    hostileValues(field.type, `${name}.${field.name}`, elsewhere, [...within, type]).map(({ place, value }) => ({
      place,
      value: { ...honest, [field.name]: value },
    })),
  );
  return [...fields, ...[null, [], 'x', 0, { nothing: 1 }].map((value) => ({ place: name, value }))];
}

/** Values of a type that may stand within itself: nothing, and more levels than any person would nest. */
function inItself(type: GraphQLInputObjectType): unknown[] {
  const own = Object.values(type.getFields()).filter((field) => getNamedType(field.type) === type);
  const deep = (levels: number): unknown => {
    let value: unknown = {};
    for (let level = 0; level < levels; level += 1) {
      const field = own[level % own.length] as GraphQLInputField;
      value = { [field.name]: isListType(getNullableType(field.type)) ? [value] : value };
    }
    return value;
  };
  return [{}, null, 'x', deep(30), deep(300)];
}

/** What makes a field do its work and little more: its leaves, a page of it, and of what is counted one number. */
function selection(type: GraphQLNamedType): string {
  if (isLeafType(type)) return '';
  const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  const names = new Set(fields.map(({ name }) => name));
  if (names.has('edges')) return '{ edges { cursor node { __typename } } pageInfo { hasNextPage endCursor } }';
  if (type.name === 'Analytics') return '{ interval overview { messageCount } }';
  if (names.has('messageCount')) return '{ messageCount }';
  const leaves = fields
    .filter((field) => field.args.length === 0 && isLeafType(getNamedType(field.type)) && !heavy.has(field.name))
    .map(({ name }) => name);
  return `{ __typename ${leaves.join(' ')} }`;
}

/** Each is a statement of its own, and no matter of what was sent. */
const heavy = new Set(['columns', 'criticalPath', 'json', 'metricNames', 'systemMetricNames']);

type Kind = 'query' | 'mutation' | 'subscription';
type Step = GraphQLField<unknown, unknown>;

export interface HostileField {
  readonly kind: Kind;
  /** `Trace.spans` */
  readonly name: string;
  readonly query: string;
  readonly requests: readonly { readonly place: string; readonly variables: Readonly<Record<string, unknown>> }[];
}

/** Honest arguments that lead to a thing which is there: `{ 'Query.trace': { id } }`. */
export type Honest = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * Every field of the schema that takes arguments, and for each place in them every hostile value: at the root, and below it on the
 * shortest way through things that are there. Below the root, and of subscriptions, a third of the values, to save time: they are read as
 * those of queries are. `elsewhere`: ids of other kinds of things, and of things of another workspace.
 */
export function hostileFields(schema: GraphQLSchema, honest: Honest, elsewhere: readonly string[]): HostileField[] {
  const found: HostileField[] = [];
  const seen = new Set<GraphQLNamedType>();
  const roots: [Kind, GraphQLObjectType | null | undefined][] = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
    ['subscription', schema.getSubscriptionType()],
  ];
  let level = roots.flatMap(([kind, type]) => (type === null || type === undefined ? [] : [{ kind, type, path: [] as Step[] }]));
  while (level.length > 0) {
    const next: typeof level = [];
    for (const { kind, type, path } of level) {
      if (seen.has(type)) continue;
      seen.add(type);
      for (const field of Object.values(type.getFields())) {
        const steps = [...path, field];
        if (field.args.length > 0) found.push(hostileField(kind, `${type.name}.${field.name}`, steps, honest, elsewhere));
        const inner = getNamedType(field.type);
        if (kind === 'query' && isObjectType(inner)) next.push({ kind, type: inner, path: steps });
      }
    }
    level = next;
  }
  return found;
}

function hostileField(kind: Kind, name: string, steps: readonly Step[], honest: Honest, elsewhere: readonly string[]): HostileField {
  const declared: string[] = [];
  const base: Record<string, unknown> = {};
  const given = (step: Step, index: number): string => {
    const isLast = index === steps.length - 1;
    const asked = step.args.filter((argument) => isLast || isNonNullType(argument.type));
    const known = honest[`${step.name}`] ?? {};
    const parts = asked.map((argument) => {
      const variable = `${argument.name}${index}`;
      declared.push(`$${variable}: ${argument.type}`);
      if (isNonNullType(argument.type)) base[variable] = known[argument.name] ?? honestValue(argument.type, argument.name);
      return `${argument.name}: $${variable}`;
    });
    return parts.length === 0 ? '' : `(${parts.join(', ')})`;
  };
  const last = steps.length - 1;
  const calls = steps.map((step, index) => `${step.name}${given(step, index)}`);
  const field = steps[last] as Step;
  const body = `${calls.join(' { ')} ${selection(getNamedType(field.type))} ${'}'.repeat(last)}`;
  const every = steps.length === 1 && kind !== 'subscription' ? 1 : 3;
  const requests = field.args.flatMap((argument) =>
    asFew(argument, hostileValues(argument.type, argument.name, elsewhere))
      .filter((_value, index) => index % every === 0)
      .map(({ place, value }) => ({ place, variables: { ...base, [`${argument.name}${last}`]: value } })),
  );
  return { kind, name, query: `${kind} ${declared.length === 0 ? '' : `(${declared.join(', ')})`} { ${body} }`, requests };
}

/** Items of a batch are taken or refused one by one: all that are hostile fit in one. */
function asFew({ name, extensions }: GraphQLArgument, values: readonly Hostile[]): readonly Hostile[] {
  if (extensions['isBatch'] !== true) return values;
  const isItem = ({ place }: Hostile): boolean => place.startsWith(`${name}[0]`);
  const items = values.filter(isItem).flatMap(({ value }) => value as unknown[]);
  return [...values.filter((value) => !isItem(value)), { place: `${name}[…]`, value: items }];
}
