import type { prismaAdapter } from 'better-auth/adapters/prisma';
import { tokenHash } from '../pure/token-hash.ts';

type OpenAdapter = ReturnType<typeof prismaAdapter>;
type Adapter = ReturnType<OpenAdapter>;
type Where = { readonly field: string; readonly value: unknown; readonly operator?: string | undefined };
type Row = Record<string, unknown>;

/**
 * Columns by which the library finds rows, and that a browser or a provider shows: the token of a session; of what is remembered between two
 * steps the state of a round to a provider, the mark of a browser that needs no code.
 */
const hashed: Readonly<Record<string, string>> = { session: 'token', personSession: 'token', verification: 'identifier' };

/**
 * The library's door to the store, so that those columns hold hashes. The library sees what it has put in or asked for; a token that it did not
 * name comes back as its hash, which leads to no session.
 */
export function withHashedTokens(open: OpenAdapter): OpenAdapter {
  return (options) => {
    const adapter = open(options);
    const transaction: Adapter['transaction'] = (work) => adapter.transaction((inner) => work(hashing(inner)));
    return { ...hashing(adapter), transaction } as Adapter;
  };
}

function hashing<Inner extends Omit<Adapter, 'transaction'>>(adapter: Inner): Inner {
  return {
    ...adapter,
    create: async (asked: { model: string; data: Row }) => {
      const field = hashed[asked.model];
      const shown = field === undefined ? undefined : asked.data[field];
      return named(await adapter.create({ ...asked, data: stored(field, asked.data) } as never), field, shown);
    },
    findOne: async (asked: { model: string; where: Where[] }) => named(await adapter.findOne(finding(asked) as never), ...shownIn(asked)),
    findMany: async (asked: { model: string; where?: Where[] }) =>
      ((await adapter.findMany(finding(asked) as never)) as Row[]).map((row) => named(row, ...shownIn(asked))),
    count: (asked: { model: string; where?: Where[] }) => adapter.count(finding(asked) as never),
    update: async (asked: { model: string; where: Where[]; update: Row }) => {
      const [field, shown] = shownIn(asked);
      const next = field === undefined ? undefined : asked.update[field];
      return named(
        await adapter.update({ ...finding(asked), update: stored(field, asked.update) } as never),
        field,
        next === undefined ? shown : next,
      );
    },
    updateMany: (asked: { model: string; where: Where[]; update: Row }) =>
      adapter.updateMany({ ...finding(asked), update: stored(hashed[asked.model], asked.update) } as never),
    delete: (asked: { model: string; where: Where[] }) => adapter.delete(finding(asked) as never),
    deleteMany: (asked: { model: string; where: Where[] }) => adapter.deleteMany(finding(asked) as never),
    consumeOne: async (asked: { model: string; where: Where[] }) =>
      named(await adapter.consumeOne(finding(asked) as never), ...shownIn(asked)),
    incrementOne: async (asked: { model: string; where: Where[] }) =>
      named(await adapter.incrementOne(finding(asked) as never), ...shownIn(asked)),
  } as Inner;
}

const stored = (field: string | undefined, data: Row): Row =>
  field === undefined || typeof data[field] !== 'string' ? data : { ...data, [field]: tokenHash(data[field]) };

function finding<Asked extends { model: string; where?: Where[] }>(asked: Asked): Asked {
  const field = hashed[asked.model];
  if (field === undefined || asked.where === undefined) return asked;
  return { ...asked, where: asked.where.map((condition) => (condition.field === field ? hashedCondition(condition) : condition)) };
}

/** Errors  throws for what a hash can't answer: a part of a token, or an order of them. */
function hashedCondition(condition: Where): Where {
  const { field, value, operator = 'eq' } = condition;
  if (operator === 'eq' && typeof value === 'string') return { ...condition, value: tokenHash(value) };
  if (operator === 'in' && Array.isArray(value)) return { ...condition, value: value.map((one) => tokenHash(String(one))) };
  throw new Error(`The library of sign-in looks for ${field} by ${operator}; only its hash is kept.`);
}

/** The column of the model, and the one value of it that the library has named. */
function shownIn({ model, where = [] }: { model: string; where?: Where[] }): [field: string | undefined, shown: unknown] {
  const field = hashed[model];
  const [first, ...others] = where.filter((condition) => condition.field === field && typeof condition.value === 'string');
  return [field, others.length === 0 ? first?.value : undefined];
}

const named = <Found>(row: Found, field: string | undefined, shown: unknown): Found =>
  row === null || row === undefined || field === undefined || shown === undefined ? row : { ...row, [field]: shown };
