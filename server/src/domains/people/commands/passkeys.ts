import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import type { Stores } from '../../../platform/store/stores.ts';

type PrismaStore = Pick<Stores, 'prisma'>;

/** A passkey as its person sees it. */
export interface ShownPasskey {
  readonly id: string;
  readonly name: string | null;
  readonly createdAt: Date | null;
}

const shownFields = { id: true, name: true, createdAt: true } as const;
const notFound = (id: string) =>
  fail(new NotFound('The passkey', id, 'id', `You have no passkey with the id ${JSON.stringify(id.slice(0, 100))}.`));

export const passkeysOf = ({ prisma }: PrismaStore, personId: string): Promise<ShownPasskey[]> =>
  prisma.passkey.findMany({ where: { personId }, select: shownFields, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });

export async function renamePasskey(
  { prisma }: PrismaStore,
  personId: string,
  id: string,
  name: string,
): Promise<Result<ShownPasskey, NotFound>> {
  const where = { id: uuidKey(id), personId };
  const { count } = await prisma.passkey.updateMany({ where, data: { name } });
  const found = count === 0 ? null : await prisma.passkey.findFirst({ where, select: shownFields });
  return found === null ? notFound(id) : succeed(found);
}

/** The id of the passkey that is gone. */
export async function deletePasskey({ prisma }: PrismaStore, personId: string, id: string): Promise<Result<string, NotFound>> {
  const { count } = await prisma.passkey.deleteMany({ where: { id: uuidKey(id), personId } });
  return count === 0 ? notFound(id) : succeed(id);
}

/** Whose passkey this is, by the id that its authenticator gives it; null: it is unknown. */
export async function ownerOfPasskey({ prisma }: PrismaStore, credentialID: unknown): Promise<{ id: string } | null> {
  if (typeof credentialID !== 'string' || credentialID.includes('\0')) return null;
  const found = await prisma.passkey.findUnique({ where: { credentialID }, select: { personId: true } });
  return found === null ? null : { id: found.personId };
}
