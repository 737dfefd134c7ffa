import type { Stores } from '../../../platform/store/stores.ts';
import { homeAt } from '../pure/home.ts';

/** What addresses of the pages of a workspace begin with, at an origin without a path. */
export async function homeOf({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string, origin: string): Promise<string> {
  const { slug } = await prisma.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { slug: true } });
  return homeAt(origin, slug);
}
