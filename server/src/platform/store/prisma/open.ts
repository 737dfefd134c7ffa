import { currentScope, type Scope } from '../scope.ts';
import type { Postgres } from '../postgres/postgres.ts';
import { PrismaClient } from './generated/client.ts';

/** What Prisma gathers the calls of a moment with, to ask for them together: its own class, which it does not export. */
interface Loader {
  request(call: unknown): unknown;
  readonly options: unknown;
}

/**
 * Prisma over the connections of `postgres`.
 *
 * Prisma gathers `findUnique` calls and those of transactions until the next tick, over all callers, and sends them in the scope of the first
 * (its own release 7.10). Two workspaces must not share a statement: each scope has a loader of its own.
 */
export function openPrisma(postgres: Pick<Postgres, 'prismaAdapter'>): PrismaClient {
  const prisma = new PrismaClient({ adapter: postgres.prismaAdapter() });
  const handler = (prisma as unknown as { _requestHandler?: { dataloader?: Loader } })._requestHandler;
  const loader = handler?.dataloader;
  if (handler === undefined || typeof loader?.request !== 'function' || loader.options === undefined)
    throw new Error('This release of Prisma gathers calls in another way: see to it that each workspace has its own (prisma/open.ts).');
  const Class = loader.constructor as new (options: unknown) => Loader;
  const loaders = new WeakMap<Scope, Loader>();
  handler.dataloader = {
    options: loader.options,
    request(call) {
      const scope = currentScope();
      if (scope === undefined) return loader.request(call);
      let own = loaders.get(scope);
      if (own === undefined) loaders.set(scope, (own = new Class(loader.options)));
      return own.request(call);
    },
  };
  return prisma;
}
