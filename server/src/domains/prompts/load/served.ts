import { hash } from 'node:crypto';
import { succeed, type NotFound, type Result } from '../../../platform/graphql/errors.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { defineFollowed } from '../../../platform/store/followed.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { PromptReference } from '../errors.ts';
import { promptVersionOf } from '../load.ts';
import { textsOf } from '../pure/template.ts';
import type { PromptContent, PromptVersion, VersionChoice } from '../types.ts';
import { resolveContent, type Resolved } from './resolve.ts';

/** A version as applications get it. */
export interface ServedPrompt {
  readonly version: PromptVersion;
  /** With the texts of other prompts in place of what refers to them, where they were asked for. */
  readonly content: PromptContent;
  readonly dependencies: Resolved['dependencies'];
  /** Changes with anything that is served. */
  readonly etag: string;
}

export interface Asked {
  readonly workspaceId: string;
  readonly name: string;
  readonly choice: VersionChoice;
  /** Whether the texts of other prompts are put in their places. */
  readonly resolves: boolean;
}

type Answer = Result<ServedPrompt, NotFound | PromptReference>;

interface Serving {
  readonly stores: Pick<Stores, 'postgres'>;
  readonly live: LiveBus;
}

/**
 * A version for an application, from memory. What was asked for before is answered without any store, also while PostgreSQL is away; a
 * change is served from the moment of its notice on, on every server (served.test.ts), and after half a minute should the notice be lost.
 * Any change may reach any prompt of the workspace, by a reference.
 *
 * Errors  NOT_FOUND, PROMPT_REFERENCE; both are kept as well.
 */
export const servedPrompt = (serving: Serving, asked: Asked): Answer | Promise<Answer> => prompts(serving, asked.workspaceId, asked);

const prompts = defineFollowed<Serving, Asked, Answer>({
  follow: ({ live }, workspaceId, forget) => live.subscribe('prompts.changed', workspaceId, forget),
  read: ({ stores }, _workspaceId, asked) => read(stores, asked),
  keyOf,
  freshMs: 30_000,
  staleMs: Infinity,
  // In characters; what stands around the texts counts as a thousand.
  most: { count: 5_000, size: 32_000_000 },
  sizeOf: (answer) => (answer.ok ? textsOf(answer.value.content).reduce((sum, text) => sum + text.length, 1_000) : 1_000),
});

function keyOf({ name, choice, resolves }: Asked): string {
  const chosen = 'version' in choice ? `v${choice.version}` : `l${choice.label.length} ${choice.label}`;
  return `${resolves ? 'r' : 'p'}${chosen} ${name}`;
}

async function read(stores: Pick<Stores, 'postgres'>, { workspaceId, name, choice, resolves }: Asked): Promise<Answer> {
  const found = await promptVersionOf(stores, workspaceId, { name, choice });
  if (!found.ok) return found;
  const version = found.value;
  const resolved = resolves
    ? await resolveContent(stores, workspaceId, version)
    : succeed<Resolved>({ content: version.content, dependencies: new Map() });
  if (!resolved.ok) return resolved;
  const shown = JSON.stringify([version, resolved.value.content]);
  return succeed({ version, ...resolved.value, etag: `"${hash('sha256', shown, 'base64url').slice(0, 27)}"` });
}
