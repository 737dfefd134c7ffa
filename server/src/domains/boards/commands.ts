import { fail, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import type { Prisma } from '../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { BadBoard, BoardChanged } from './errors.ts';
import { checkContent, type ContentInput } from './ingest.ts';
import { seenBy, type BoardViewer } from './load.ts';
import { maxBoards, maxVersions, type BoardContent } from './types.ts';

type Asker = BoardViewer;
type Saved = Result<string, BadBoard | BoardChanged | NotFound>;

/** The version of a board that a change is based on. */
export interface Base {
  readonly id: string;
  readonly version: number;
}

export interface BoardInput extends ContentInput {
  /** null: a new board. The version of a board that there is must be stated. */
  readonly base: { readonly id: string; readonly version: number | null } | null;
  /** null: as it is; of a new board, its person's own where there is one. */
  readonly isShared: boolean | null;
}

/** Makes a board, or a new version of one, and gives its id. */
export async function saveBoard(stores: Pick<Stores, 'prisma'>, viewer: Asker, input: BoardInput, now: Date): Promise<Saved> {
  const { base } = input;
  // What the input is worth does not matter for a board that the viewer does not see.
  if (base !== null && (await stores.prisma.board.count({ where: { id: base.id, ...seenBy(viewer) } })) === 0)
    return fail(new NotFound('Board', base.id, 'input.id'));
  const checked = checkContent(input);
  if (!checked.ok) return checked;
  if (viewer.person === null && input.isShared === false)
    return fail(new BadBoard('isShared', 'is false; a board without a person is for all, since only a person has boards of their own'));
  return input.base === null
    ? makeBoard(stores, viewer, checked.value, input.isShared ?? viewer.person === null, now)
    : changeBoard(stores, viewer, input.base, { content: checked.value, isShared: input.isShared, restoredFrom: null }, now);
}

async function makeBoard(
  { prisma }: Pick<Stores, 'prisma'>,
  { workspaceId, person }: Asker,
  content: BoardContent,
  isShared: boolean,
  now: Date,
): Promise<Saved> {
  if ((await prisma.board.count({ where: { workspaceId } })) >= maxBoards)
    return fail(new BadBoard('name', `is one too many: the workspace has ${maxBoards} boards, which is the most it can have`));
  const { id } = await prisma.board.create({
    data: {
      workspaceId,
      name: content.name,
      ownerId: person?.id ?? null,
      isShared,
      createdAt: now,
      updatedAt: now,
      versions: { create: { ...versionOf(content, person, now), version: 1, workspaceId } },
    },
  });
  return succeed(id);
}

interface Change {
  readonly content: BoardContent;
  readonly isShared: boolean | null;
  readonly restoredFrom: number | null;
}

/** One statement finds the board as it was and takes the next number: of two that save at once, one is refused. */
async function changeBoard(
  { prisma }: Pick<Stores, 'prisma'>,
  viewer: Asker,
  { id, version }: NonNullable<BoardInput['base']>,
  { content, isShared, restoredFrom }: Change,
  now: Date,
): Promise<Saved> {
  const { workspaceId, person } = viewer;
  return prisma.$transaction(async (transaction): Promise<Saved> => {
    const held = await transaction.board.findUnique({ where: { id, ...seenBy(viewer) } });
    if (held === null) return fail(new NotFound('Board', id, 'input.id'));
    if (version === null) return fail(new BadBoard('version', 'is missing: it states which version the change is based on'));
    if (isShared === false && held.isShared && held.ownerId !== person?.id)
      return fail(new BadBoard('isShared', 'is false; only the person who owns the board takes it back from the others'));
    const { count } = await transaction.board.updateMany({
      where: { id, workspaceId, version },
      data: { name: content.name, version: { increment: 1 }, updatedAt: now, ...(isShared !== null && { isShared }) },
    });
    if (count === 0) return fail(new BoardChanged(await newestOf(transaction, workspaceId, id)));
    const number = version + 1;
    await transaction.boardVersion.create({
      data: { ...versionOf(content, person, now), boardId: id, version: number, workspaceId, restoredFrom },
    });
    await transaction.boardVersion.deleteMany({ where: { boardId: id, workspaceId, version: { lte: number - maxVersions } } });
    return succeed(id);
  });
}

const newestOf = (transaction: Prisma.TransactionClient, workspaceId: string, boardId: string) =>
  transaction.boardVersion.findFirstOrThrow({ where: { boardId, workspaceId }, orderBy: { version: 'desc' } });

const versionOf = ({ name, search, tiles }: BoardContent, person: Asker['person'], now: Date) => ({
  name,
  search,
  tiles: tiles as unknown as Prisma.InputJsonArray,
  savedBy: person === null ? null : person.name === '' ? person.email : person.name,
  savedAt: now,
});

/** Takes the content of an earlier version as a new one. What stood before stays in the history. */
export async function restoreBoard(
  stores: Pick<Stores, 'prisma'>,
  viewer: Asker,
  base: Base,
  restoredFrom: number,
  now: Date,
): Promise<Saved> {
  const { workspaceId } = viewer;
  const found = await stores.prisma.boardVersion.findFirst({
    where: { boardId: base.id, version: restoredFrom, workspaceId, board: seenBy(viewer) },
  });
  if (found === null) {
    const board = await stores.prisma.board.findUnique({ where: { id: base.id, ...seenBy(viewer) } });
    if (board === null) return fail(new NotFound('Board', base.id, 'input.id'));
    const oldest = Math.max(1, board.version - maxVersions + 1);
    return fail(new BadBoard('restore', `is ${restoredFrom}; versions ${oldest} to ${board.version} are kept`));
  }
  const content = { name: found.name, search: found.search, tiles: found.tiles as unknown as BoardContent['tiles'] };
  return changeBoard(stores, viewer, base, { content, isShared: null, restoredFrom }, now);
}

/** Deletes a board with its history, and gives its id. */
export async function deleteBoard({ prisma }: Pick<Stores, 'prisma'>, viewer: Asker, id: string): Promise<Result<string, NotFound>> {
  const { count } = await prisma.board.deleteMany({ where: { id, ...seenBy(viewer) } });
  return count === 0 ? fail(new NotFound('Board', id)) : succeed(id);
}
