import type { Viewer } from '../../platform/graphql/context.ts';
import { fail, Forbidden, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { isPermitted } from '../../platform/permissions.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { Prisma } from '../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { checkInput } from '../../platform/ingest/input.ts';
import { lockWorkspace } from '../../platform/store/prisma/lock-workspace.ts';
import { BadPrompt, PromptInUse } from './errors.ts';
import { promptUses, type UsedPrompt } from './hooks.ts';
import { checkVersion, readComment, readLabels, readTags, type CheckedVersion, type VersionInput } from './ingest.ts';
import { resolveContent } from './load/resolve.ts';
import { latestLabel, maxComments, maxPrompts, maxVersions, protectedLabels, type PromptType } from './types.ts';

export interface Changing {
  readonly stores: Stores;
  readonly live: LiveBus;
  readonly viewer: Viewer;
}

const nameOf = ({ person }: Viewer): string | null => (person === null ? null : person.name === '' ? person.email : person.name);

/** Why these labels may not be set, moved or taken away; null: they may. */
const heldBack = (viewer: Viewer, labels: readonly string[]): Forbidden | null =>
  labels.some((label) => protectedLabels.includes(label)) && !isPermitted(viewer, 'RELEASE_PROMPTS')
    ? new Forbidden(viewer, 'RELEASE_PROMPTS')
    : null;

/**
 * Saves a version, with the next number of its prompt; the first makes the prompt. Gives its id.
 *
 * Errors  BAD_PROMPT; PROMPT_REFERENCE where it refers to what cannot be put in its place; FORBIDDEN for a protected label.
 */
export async function savePromptVersion(changing: Changing, input: VersionInput, now: Date): Promise<Result<string>> {
  const checked = checkVersion(input);
  if (!checked.ok) return checked;
  const { stores, live, viewer } = changing;
  const refusal = heldBack(viewer, checked.value.labels);
  if (refusal !== null) return fail(refusal);
  const resolved = await resolveContent(stores, viewer.workspaceId, {
    ...checked.value,
    willHave: [latestLabel, ...checked.value.labels],
  });
  if (!resolved.ok) return resolved;
  try {
    const id = await stores.prisma.$transaction((transaction) => storeVersion(transaction, viewer, checked.value, now));
    live.publish('prompts.changed', viewer.workspaceId, { name: checked.value.name });
    return succeed(id);
  } catch (error) {
    if (error instanceof BadPrompt) return fail(error);
    throw error;
  }
}

/** One statement takes the next number and locks the prompt. Errors: throws BAD_PROMPT, and with it takes back the transaction. */
async function storeVersion(transaction: Prisma.TransactionClient, viewer: Viewer, saved: CheckedVersion, now: Date): Promise<string> {
  const { workspaceId } = viewer;
  const { name, content, config, labels, tags, comment } = saved;
  const type: PromptType = typeof content === 'string' ? 'TEXT' : 'CHAT';
  const prompt = await transaction.prompt.upsert({
    where: { workspaceId_name: { workspaceId, name } },
    create: { workspaceId, name, type, tags: [...(tags ?? [])], lastVersion: 1, createdAt: now, updatedAt: now },
    update: { lastVersion: { increment: 1 }, updatedAt: now, ...(tags !== null && { tags: [...tags] }) },
  });
  if (prompt.type !== type)
    throw new BadPrompt(
      type === 'TEXT' ? 'text' : 'messages',
      `is of a ${type} prompt; "${name}" is a ${prompt.type} prompt, and stays one`,
    );
  if (prompt.lastVersion === 1 && (await transaction.prompt.count({ where: { workspaceId } })) > maxPrompts)
    throw new BadPrompt('name', `is new, and the workspace has ${maxPrompts} prompts, which is the most it can have`);
  if (prompt.lastVersion > maxVersions)
    throw new BadPrompt('name', `is of a prompt with ${maxVersions} versions, which is the most it can have`);
  const { id } = await transaction.promptVersion.create({
    data: {
      promptId: prompt.id,
      workspaceId,
      version: prompt.lastVersion,
      content: content as unknown as Prisma.InputJsonValue,
      config: config as Prisma.InputJsonValue,
      commitMessage: comment,
      createdBy: nameOf(viewer),
      createdAt: now,
    },
  });
  for (const label of labels) await moveLabel(transaction, { promptId: prompt.id, versionId: id, workspaceId, label });
  return id;
}

const moveLabel = (
  transaction: Prisma.TransactionClient,
  { promptId, versionId, workspaceId, label }: { promptId: string; versionId: string; workspaceId: string; label: string },
) =>
  transaction.promptLabel.upsert({
    where: { promptId_label: { promptId, label } },
    create: { promptId, label, versionId, workspaceId },
    update: { versionId },
  });

/**
 * Gives a version labels, which leave the versions that had them; gives its id. `keeps`: labels of the version that are not named stay.
 */
export async function setPromptLabels(
  { stores, live, viewer }: Changing,
  { id, labels: given, keeps }: { readonly id: string; readonly labels: unknown; readonly keeps: boolean },
  now: Date,
): Promise<Result<string>> {
  const { workspaceId } = viewer;
  const checked = checkInput({ labels: readLabels(given) }, BadPrompt);
  if (!checked.ok) return checked;
  const labels = checked.value.labels;
  return stores.prisma
    .$transaction(async (transaction): Promise<Result<string>> => {
      const found = await transaction.promptVersion.findUnique({ where: { id, workspaceId }, select: { promptId: true } });
      if (found === null) return fail(new NotFound('Prompt version', id, 'input.id'));
      // Locks the prompt, so that its labels are read as they stay.
      const prompt = await transaction.prompt.update({
        where: { id: found.promptId, workspaceId },
        data: { updatedAt: now },
        include: { labels: true },
      });
      const own = prompt.labels.filter(({ versionId }) => versionId === id).map(({ label }) => label);
      const added = labels.filter((label) => !own.includes(label));
      const removed = keeps ? [] : own.filter((label) => !labels.includes(label));
      const refusal = heldBack(viewer, [...added, ...removed]);
      if (refusal !== null) return fail(refusal);
      if (removed.length > 0)
        await transaction.promptLabel.deleteMany({ where: { promptId: prompt.id, workspaceId, label: { in: removed } } });
      for (const label of added) await moveLabel(transaction, { promptId: prompt.id, versionId: id, workspaceId, label });
      return succeed(prompt.name);
    })
    .then((moved) => {
      if (!moved.ok) return moved;
      live.publish('prompts.changed', workspaceId, { name: moved.value });
      return succeed(id);
    });
}

/** Sets the tags of a prompt, in place of those that it had; gives its id. */
export async function setPromptTags(
  { stores, live, viewer: { workspaceId } }: Changing,
  { id, tags }: { readonly id: string; readonly tags: unknown },
  now: Date,
): Promise<Result<string>> {
  const checked = checkInput({ tags: readTags(tags) }, BadPrompt);
  if (!checked.ok) return checked;
  const [prompt] = await stores.prisma.prompt.updateManyAndReturn({
    where: { id, workspaceId },
    data: { tags: [...checked.value.tags], updatedAt: now },
    select: { name: true },
  });
  if (prompt === undefined) return fail(new NotFound('Prompt', id, 'input.id'));
  live.publish('prompts.changed', workspaceId, { name: prompt.name });
  return succeed(id);
}

/** Writes a comment on a prompt, or on one of its versions; gives the id of the comment. */
export async function commentPrompt(
  { stores: { prisma }, live, viewer }: Changing,
  { id, version, text }: { readonly id: string; readonly version: number | null; readonly text: unknown },
  now: Date,
): Promise<Result<string>> {
  const { workspaceId } = viewer;
  const read = readComment(text);
  if (read instanceof Problem) return fail(new BadPrompt(read.field, read.reason));
  const prompt = await prisma.prompt.findUnique({
    where: { id, workspaceId },
    select: { name: true, _count: { select: { comments: true } }, versions: { where: { version: version ?? 0 }, select: { id: true } } },
  });
  if (prompt === null) return fail(new NotFound('Prompt', id, 'input.id'));
  if (version !== null && prompt.versions.length === 0)
    return fail(new BadPrompt('version', `is ${version}; the prompt "${prompt.name}" has no such version`));
  if (prompt._count.comments >= maxComments)
    return fail(new BadPrompt('text', `is one too many: the prompt has ${maxComments} comments, which is the most it can have`));
  const comment = await prisma.promptComment.create({
    data: { promptId: id, workspaceId, version, text: read, author: nameOf(viewer), createdAt: now },
  });
  live.publish('prompts.changed', workspaceId, { name: prompt.name });
  return succeed(comment.id);
}

/** Deletes a comment, and gives its id. */
export async function deletePromptComment(
  { stores: { prisma }, live, viewer: { workspaceId } }: Changing,
  id: string,
): Promise<Result<string>> {
  const comment = await prisma.promptComment.findUnique({ where: { id, workspaceId }, select: { prompt: { select: { name: true } } } });
  const { count } = await prisma.promptComment.deleteMany({ where: { id, workspaceId } });
  if (comment === null || count === 0) return fail(new NotFound('Comment', id));
  live.publish('prompts.changed', workspaceId, { name: comment.prompt.name });
  return succeed(id);
}

/** Deletes a prompt with its versions, labels and comments, and gives its id. */
export async function deletePrompt({ stores: { prisma }, live, viewer }: Changing, id: string): Promise<Result<string>> {
  const { workspaceId } = viewer;
  const prompt = await prisma.prompt.findUnique({ where: { id, workspaceId }, include: { labels: true } });
  if (prompt === null) return fail(new NotFound('Prompt', id));
  const refusal = heldBack(
    viewer,
    prompt.labels.map(({ label }) => label),
  );
  if (refusal !== null) return fail(refusal);
  const deleted = await prisma.$transaction(async (transaction): Promise<Result<string>> => {
    await lockWorkspace(transaction, workspaceId);
    const used = await usesOf(transaction, workspaceId, { name: prompt.name, version: null });
    if (used !== null) return fail(used);
    await transaction.prompt.deleteMany({ where: { id, workspaceId } });
    return succeed(id);
  });
  if (deleted.ok) live.publish('prompts.changed', workspaceId, { name: prompt.name });
  return deleted;
}

/** Deletes one version with its labels, and gives its id. The last one takes the prompt with it. No number is given twice. */
export async function deletePromptVersion({ stores: { prisma }, live, viewer }: Changing, id: string): Promise<Result<string>> {
  const { workspaceId } = viewer;
  const version = await prisma.promptVersion.findUnique({ where: { id, workspaceId }, include: { labels: true, prompt: true } });
  if (version === null) return fail(new NotFound('Prompt version', id));
  const refusal = heldBack(
    viewer,
    version.labels.map(({ label }) => label),
  );
  if (refusal !== null) return fail(refusal);
  const { name } = version.prompt;
  const deleted = await prisma.$transaction(async (transaction): Promise<Result<string>> => {
    await lockWorkspace(transaction, workspaceId);
    const isLast = (await transaction.promptVersion.count({ where: { promptId: version.promptId, workspaceId } })) === 1;
    const used = await usesOf(transaction, workspaceId, { name, version: isLast ? null : version.version });
    if (used !== null) return fail(used);
    await transaction.promptVersion.deleteMany({ where: { id, workspaceId } });
    await transaction.prompt.deleteMany({ where: { id: version.promptId, workspaceId, versions: { none: {} } } });
    return succeed(id);
  });
  if (deleted.ok) live.publish('prompts.changed', workspaceId, { name });
  return deleted;
}

async function usesOf(transaction: Prisma.TransactionClient, workspaceId: string, prompt: UsedPrompt): Promise<PromptInUse | null> {
  const uses: string[] = [];
  for (const reaction of promptUses.reactions) uses.push(...(await reaction(transaction, workspaceId, prompt)));
  return uses.length === 0 ? null : new PromptInUse(prompt, uses);
}
