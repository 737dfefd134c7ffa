import { deletePrompt, deletePromptVersion, savePromptVersion, setPromptLabels } from '../../domains/prompts/commands.ts';
import { BadPrompt } from '../../domains/prompts/errors.ts';
import { choiceOf, promptVersionOf } from '../../domains/prompts/load.ts';
import type { Dependency } from '../../domains/prompts/load/resolve.ts';
import { servedPrompt, type ServedPrompt } from '../../domains/prompts/load/served.ts';
import { defaultLabel, latestLabel, type PromptContent, type PromptMessage, type PromptVersion } from '../../domains/prompts/types.ts';
import { NotFound, unwrap } from '../../platform/graphql/errors.ts';
import { parseInstant } from '../../platform/graphql/scalars.ts';
import { unstorable } from '../../platform/ingest/text.ts';
import type { Prisma } from '../../platform/store/prisma/generated/client.ts';
import type { Answered, Asked } from './asked.ts';
import { InvalidRequest } from './errors.ts';
import { isFields } from './fields.ts';

const mostOnPage = 100;
const usualOnPage = 50;

/** What Langfuse's API names otherwise. */
const sentNames: Readonly<Record<string, string>> = { text: 'prompt', messages: 'prompt', comment: 'commitMessage' };

/** Problems in the form of Langfuse's validation. */
export const issuesOf = ({ problems }: BadPrompt): object[] =>
  problems.map(({ field, reason }) => {
    const [first = '', ...rest] = field.split(/[.[\]]+/).filter((part) => part !== '');
    const path = [sentNames[first] ?? first, ...rest.map((part) => (/^\d+$/.test(part) ? Number(part) : part))];
    return { code: 'custom', path, message: `${path.join('.')} ${reason}` };
  });

/** One version: by its number or label, else that with the label `production`. */
export async function onePrompt({ stores, live, workspaceId, name, params }: Asked): Promise<Answered> {
  const choice = choiceOf(numberIn(params, 'version'), params.get('label'));
  const resolves = params.get('resolve') !== 'false';
  return {
    status: 200,
    body: toPrompt(unwrap(await servedPrompt({ stores, live }, { workspaceId, name, choice, resolves })), workspaceId),
  };
}

/** A new version, and with the first one a prompt. */
export async function createPrompt({ stores, live, viewer, workspaceId, body }: Asked): Promise<Answered> {
  if (!isFields(body)) throw new InvalidRequest('The body is a prompt, a JSON object.');
  const { name, type, prompt, config, labels, tags, commitMessage } = body;
  if (type !== undefined && type !== null && type !== 'text' && type !== 'chat')
    throw new InvalidRequest('type is "text" or "chat"; absent: "text".');
  const isChat = type === 'chat';
  const input = {
    name,
    ...(isChat ? { messages: Array.isArray(prompt) ? prompt.map(messageIn) : (prompt ?? []) } : { text: prompt }),
    config,
    labels,
    tags,
    comment: commitMessage,
  };
  const id = unwrap(await savePromptVersion({ stores, live, viewer }, input, new Date()));
  return { status: 201, body: await storedPrompt({ stores, live, workspaceId }, id) };
}

/** Labels that a version is to have beside its own; they leave the versions that had them. */
export async function labelPrompt({ stores, live, viewer, workspaceId, name: path, body }: Asked): Promise<Answered> {
  const [, name = '', version = ''] = /^(.+)\/versions\/(\d{1,10})$/s.exec(path) ?? [];
  if (name === '') throw new InvalidRequest('Labels are set at /api/public/v2/prompts/{name}/versions/{version}.');
  const labels = isFields(body) ? body['newLabels'] : undefined;
  const found = unwrap(await promptVersionOf(stores, workspaceId, { name, choice: { version: Number(version) } }));
  unwrap(await setPromptLabels({ stores, live, viewer }, { id: found.id, labels, keeps: true }, new Date()));
  return { status: 200, body: await storedPrompt({ stores, live, workspaceId }, found.id) };
}

/** One version by its number, that of a label, or the whole prompt. */
export async function removePrompts({ stores, live, viewer, workspaceId, name, params }: Asked): Promise<Answered> {
  const [version, label] = [numberIn(params, 'version'), params.get('label')];
  if (version !== null || label !== null) {
    const found = unwrap(await promptVersionOf(stores, workspaceId, { name, choice: choiceOf(version, label) }));
    if (label !== null && !found.labels.includes(label)) throw new NotFound('Prompt', name, 'label', `Prompt not found: '${name}'`);
    unwrap(await deletePromptVersion({ stores, live, viewer }, found.id));
  } else {
    const found = unwrap(await promptVersionOf(stores, workspaceId, { name, choice: { label: latestLabel } }));
    unwrap(await deletePrompt({ stores, live, viewer }, found.promptId));
  }
  return { status: 204, body: null };
}

/** Prompts by name, a page of them. */
export async function listPrompts({ stores, workspaceId, params }: Asked): Promise<Answered> {
  const [page, limit] = [numberIn(params, 'page') ?? 1, numberIn(params, 'limit') ?? usualOnPage];
  if (page < 1 || limit < 1 || limit > mostOnPage) throw new InvalidRequest(`page is 1 or more, limit 1 to ${mostOnPage}.`);
  const [name, label, tag] = [textIn(params, 'name'), textIn(params, 'label'), textIn(params, 'tag')];
  const [from, to] = [timeIn(params, 'fromUpdatedAt'), timeIn(params, 'toUpdatedAt')];
  const isLabelled = label !== null && label !== latestLabel;
  const where: Prisma.PromptWhereInput = {
    workspaceId,
    ...(name !== null && { name: name }),
    ...(tag !== null && { tags: { has: tag } }),
    ...(isLabelled && { labels: { some: { label: label } } }),
    updatedAt: { ...(from !== null && { gte: from }), ...(to !== null && { lt: to }) },
  };
  const [totalItems, prompts] = await Promise.all([
    stores.prisma.prompt.count({ where }),
    stores.prisma.prompt.findMany({
      where,
      orderBy: { name: 'asc' },
      skip: (page - 1) * limit,
      take: limit,
      include: { labels: true, versions: { select: { version: true, config: true }, orderBy: { version: 'asc' } } },
    }),
  ]);
  const data = prompts.map(({ name: own, type, tags, labels, versions, updatedAt }) => ({
    name: own,
    type: type.toLowerCase(),
    versions: versions.map(({ version }) => version),
    labels: [...labels.map((one) => one.label), latestLabel].toSorted(),
    tags,
    lastUpdatedAt: updatedAt,
    lastConfig: versions.at(-1)?.config ?? {},
  }));
  return { status: 200, body: { data, meta: { page, limit, totalItems, totalPages: Math.ceil(totalItems / limit) } } };
}

async function storedPrompt({ stores, live, workspaceId }: Pick<Asked, 'stores' | 'live' | 'workspaceId'>, id: string): Promise<object> {
  const stored = await stores.prisma.promptVersion.findUnique({
    where: { id, workspaceId },
    include: { prompt: { select: { name: true } } },
  });
  if (stored === null) throw new NotFound('Prompt version', id);
  const asked = { workspaceId, name: stored.prompt.name, choice: { version: stored.version }, resolves: false };
  return toPrompt(unwrap(await servedPrompt({ stores, live }, asked)), workspaceId);
}

const messageIn = (message: unknown): unknown =>
  isFields(message) && message['type'] === 'placeholder' ? { placeholder: message['name'] ?? '' } : message;

const messageOut = (message: PromptMessage): object =>
  'placeholder' in message ? { type: 'placeholder', name: message.placeholder } : { type: 'chatmessage', ...message };

const contentOut = (content: PromptContent): unknown => (typeof content === 'string' ? content : content.map(messageOut));

function toPrompt({ version, content, dependencies }: ServedPrompt, projectId: string): object {
  const { id, name, type, labels, tags, config, commitMessage, createdBy, createdAt } = version;
  return {
    id,
    createdAt,
    updatedAt: createdAt,
    projectId,
    createdBy: createdBy ?? 'API',
    name,
    version: version.version,
    type: type.toLowerCase(),
    isActive: labels.includes(defaultLabel),
    prompt: contentOut(content),
    config,
    labels,
    tags,
    commitMessage,
    resolutionGraph: dependencies.size === 0 ? null : graphOf(version, dependencies),
  };
}

function graphOf({ id, name, version }: PromptVersion, dependencies: ReadonlyMap<string, readonly Dependency[]>): object {
  return {
    root: { id, name, version },
    dependencies: Object.fromEntries([...dependencies].map(([of, others]) => [of === '' ? id : of, others])),
  };
}

function numberIn(params: URLSearchParams, field: string): number | null {
  const value = params.get(field);
  if (value === null || value === '') return null;
  if (!/^\d{1,10}$/.test(value)) throw new InvalidRequest(`${field} is a whole number.`);
  return Number(value);
}

function textIn(params: URLSearchParams, field: string): string | null {
  const value = params.get(field);
  if (value === null || value === '') return null;
  const problem = unstorable(value);
  if (problem !== null) throw new InvalidRequest(`${field} ${problem}.`);
  return value;
}

function timeIn(params: URLSearchParams, field: string): Date | null {
  const value = params.get(field);
  if (value === null || value === '') return null;
  try {
    return parseInstant(value);
  } catch (error) {
    throw new InvalidRequest(`${field} is no date: ${(error as Error).message}`);
  }
}
