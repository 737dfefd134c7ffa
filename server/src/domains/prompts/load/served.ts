import { hash } from 'node:crypto';
import { succeed, type NotFound, type Result } from '../../../platform/graphql/errors.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
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

interface Kept {
  readonly answer: Promise<Answer>;
  /** When it was read last, and when it is to be read again should no notice have come. */
  readAgainAt: number;
  /** In characters; 0: it is not known yet. */
  size: number;
}

interface Serving {
  readonly stores: Pick<Stores, 'postgres'>;
  readonly live: LiveBus;
}

/** Should a notice of a change be lost on its way from another server, the change is served after this. */
const readAgainMs = 30_000;
const retryMs = 2_000;
const mostKept = 5_000;
const mostCharacters = 32_000_000;

/** What one server keeps of the prompts that applications fetch, by live bus: in tests a process has several. */
const memories = new WeakMap<LiveBus, Memory>();

/**
 * A version for an application, from memory. What was asked for before is answered without any store; a change is served from the moment
 * of its notice on, on every server (served.test.ts).
 *
 * Errors  NOT_FOUND, PROMPT_REFERENCE; both are kept as well.
 */
export function servedPrompt(serving: Serving, asked: Asked): Promise<Answer> {
  let memory = memories.get(serving.live);
  if (memory === undefined) memories.set(serving.live, (memory = new Memory(serving.live)));
  return memory.get(serving, asked, performance.now());
}

class Memory {
  readonly #live: LiveBus;
  /** The one that was asked for least recently first. */
  readonly #kept = new Map<string, Kept>();
  readonly #followed = new Set<string>();
  #characters = 0;

  constructor(live: LiveBus) {
    this.#live = live;
  }

  get({ stores }: Serving, asked: Asked, now: number): Promise<Answer> {
    this.#follow(asked.workspaceId);
    const key = keyOf(asked);
    const known = this.#kept.get(key);
    if (known === undefined) return this.#keep(key, read(stores, asked), now).answer;
    this.#kept.delete(key);
    this.#kept.set(key, known);
    if (now >= known.readAgainAt) {
      known.readAgainAt = now + retryMs;
      read(stores, asked).then(
        (answer) => {
          // A notice may have come meanwhile.
          if (this.#kept.get(key) === known) this.#keep(key, Promise.resolve(answer), now);
        },
        () => {}, // a store is away: what is kept is served
      );
    }
    return known.answer;
  }

  #keep(key: string, answer: Promise<Answer>, now: number): Kept {
    this.#drop(key);
    const kept: Kept = { answer, readAgainAt: now + readAgainMs, size: 0 };
    this.#kept.set(key, kept);
    answer.then(
      (result) => {
        if (this.#kept.get(key) !== kept) return;
        kept.size = result.ok ? textsOf(result.value.content).reduce((sum, text) => sum + text.length, 1_000) : 1_000;
        this.#characters += kept.size;
        this.#makeRoom();
      },
      () => {
        if (this.#kept.get(key) === kept) this.#drop(key);
      },
    );
    this.#makeRoom();
    return kept;
  }

  #drop(key: string): void {
    this.#characters -= this.#kept.get(key)?.size ?? 0;
    this.#kept.delete(key);
  }

  #makeRoom(): void {
    while (this.#kept.size > mostKept || (this.#characters > mostCharacters && this.#kept.size > 1))
      this.#drop(this.#kept.keys().next().value as string);
  }

  /** Any change may reach any prompt of the workspace: by a reference. */
  #follow(workspaceId: string): void {
    if (this.#followed.has(workspaceId)) return;
    this.#followed.add(workspaceId);
    this.#live.subscribe('prompts.changed', workspaceId, () => {
      for (const key of this.#kept.keys()) if (key.startsWith(workspaceId)) this.#drop(key);
    });
  }
}

const keyOf = ({ workspaceId, name, choice, resolves }: Asked): string => `${workspaceId} ${JSON.stringify([resolves, name, choice])}`;

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
