import { AsyncLocalStorage } from 'node:async_hooks';
import type { prismaAdapter } from 'better-auth/adapters/prisma';
import { statementsOf } from '../../../platform/store/prisma/statements.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { credentialsGeneration, heldGeneration } from '../queries.ts';

type OpenAdapter = ReturnType<typeof prismaAdapter>;
type Client = Parameters<typeof prismaAdapter>[0];
type Row = Readonly<Record<string, unknown>>;

/** What one call of the library has begun with. */
interface Call {
  /** Of each person whose rows it has read. */
  readonly generations: Map<string, number>;
  isOvertaken: boolean;
}

export interface PresentCredentials {
  /** The library's door to the store. */
  readonly open: OpenAdapter;
  /** Runs one call of the library. `isOvertaken`: what it has checked was changed meanwhile, and it has stored nothing of a sign-in. */
  watch<Value>(work: () => Promise<Value>): Promise<{ value: Value; isOvertaken: boolean }>;
}

/**
 * What the library stores for a person (a session, a sign-in that waits for its code, a browser that needs none, a passkey, a provider) it
 * stores only while the person's credentials are those that it has read. It reads them, compares a password for tens of milliseconds, and
 * stores afterwards: between, the password may have been set again, and all that stood before be ended.
 *
 * `refusal`  what the library takes for a refusal, and not for a fault.
 *
 * The generation is read before any row of a person counts, and held while the new row is stored. Who ends sessions raises it first, in the
 * same transaction (`renewGeneration`).
 */
export function presentCredentials(
  stores: Pick<Stores, 'postgres' | 'prisma'>,
  openOn: (client: Client) => OpenAdapter,
  refusal: () => Error,
): PresentCredentials {
  const calls = new AsyncLocalStorage<Call>();
  const begun = (): Call => {
    const call = calls.getStore();
    if (call === undefined) throw new Error('The library of sign-in is called outside of a watched call.');
    return call;
  };

  /** Reads, and once more where it has found persons of whom it was not known before which generation counts. */
  async function reading<Found>(model: string, read: () => Promise<Found>): Promise<Found> {
    const { generations } = begun();
    const found = await read();
    const rows = (Array.isArray(found) ? found : [found]) as (Row | null)[];
    const unknown = new Set(rows.map((row) => personOf(model, row)).filter((id) => id !== null && !generations.has(id)));
    for (const personId of unknown) {
      const [person] = await credentialsGeneration(stores.postgres, { personId: personId as string });
      // Of one who is gone nothing is stored.
      generations.set(personId as string, person?.generation ?? -1);
    }
    return unknown.size === 0 ? found : reading(model, read);
  }

  const open: OpenAdapter = (options) => {
    const adapter = openOn(stores.prisma)(options);
    type Adapter = typeof adapter;

    /** Stores what belongs to a person, while its credentials are held as they are. */
    const storing = <Stored>(personId: string, store: (adapter: Adapter) => Promise<Stored>): Promise<Stored> =>
      stores.prisma.$transaction(async (transaction) => {
        const call = begun();
        const [held] = await heldGeneration(statementsOf(transaction), { personId });
        if (held === undefined || held.generation !== call.generations.get(personId)) {
          call.isOvertaken = true;
          throw refusal();
        }
        return store(openOn(transaction as unknown as Client)(options));
      });

    const guarding = <Inner extends Omit<Adapter, 'transaction'>>(inner: Inner): Inner =>
      ({
        ...inner,
        findOne: (asked: { model: string }) => reading(asked.model, () => inner.findOne(asked as never)),
        findMany: (asked: { model: string }) => reading(asked.model, () => inner.findMany(asked as never)),
        create: async (asked: { model: string; data: Row }) => {
          if (asked.model === 'user') {
            const made = await inner.create(asked as never);
            begun().generations.set(String((made as Row)['id']), 0);
            return made;
          }
          const personId = personOf(asked.model, asked.data);
          return personId === null ? inner.create(asked as never) : storing(personId, (held) => held.create(asked as never));
        },
        update: async (asked: { model: string; where: { field: string; value: unknown }[] }) => {
          const [only] = asked.where;
          return asked.model === 'user' && asked.where.length === 1 && only?.field === 'id'
            ? storing(String(only.value), (held) => held.update(asked as never))
            : inner.update(asked as never);
        },
      }) as Inner;
    // What the library calls a transaction is none here: each row is stored by itself.
    const transaction: Adapter['transaction'] = (work) => adapter.transaction((inner) => work(guarding(inner)));
    return { ...guarding(adapter), transaction } as Adapter;
  };

  return {
    open,
    async watch(work) {
      const call: Call = { generations: new Map(), isOvertaken: false };
      const value = await calls.run(call, work);
      return { value, isOvertaken: call.isOvertaken };
    },
  };
}

/** Where a model of the library names its person. */
const personFields: Readonly<Record<string, string>> = {
  user: 'id',
  session: 'userId',
  account: 'userId',
  twoFactor: 'userId',
  passkey: 'userId',
  // Of a sign-in that waits for its code, and of a browser that needs none.
  verification: 'value',
};
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function personOf(model: string, row: Row | null | undefined): string | null {
  const value = row?.[personFields[model] ?? ''];
  return typeof value === 'string' && uuid.test(value) ? value : null;
}
