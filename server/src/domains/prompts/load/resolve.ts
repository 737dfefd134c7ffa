import { fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { maxTextBytes } from '../../../platform/ingest/text.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { PromptReference } from '../errors.ts';
import { promptVersionOf } from '../load.ts';
import { partsOf, wordsOf } from '../pure/template.ts';
import { maxDepth, type PromptContent, type PromptVersion, type VersionChoice } from '../types.ts';

/** A version whose text stands in that of another. */
export interface Dependency {
  readonly id: string;
  readonly name: string;
  readonly version: number;
}

export interface Resolved {
  /** The content with the texts of other prompts in place of what refers to them. */
  readonly content: PromptContent;
  /** What each version refers to, by its id; what is resolved itself stands under ''. Empty: it refers to nothing. */
  readonly dependencies: ReadonlyMap<string, readonly Dependency[]>;
}

/** What is resolved: a version that is stored, or one that is yet to be, with the labels that it will have. */
type Root = Pick<PromptVersion, 'name' | 'content'> & ({ readonly id: string } | { readonly willHave: readonly string[] });

/** Other versions that one may draw on, directly or by way of others. */
const mostVersions = 200;

/**
 * Puts the texts of text prompts in place of what refers to them, at most `maxDepth` steps from one to the next.
 *
 * Errors  PROMPT_REFERENCE for a prompt that is not found, is no text prompt, leads back to itself or too far, and for a text that
 *         becomes longer than any prompt may be.
 */
export async function resolveContent(
  stores: Pick<Stores, 'postgres'>,
  workspaceId: string,
  root: Root,
): Promise<Result<Resolved, PromptReference>> {
  const work = new Resolution(stores, workspaceId, 'willHave' in root ? root : null);
  try {
    const path = 'id' in root ? [root.id] : [];
    const texts: string[] = [];
    const { content } = root;
    for (const text of typeof content === 'string' ? [content] : content.flatMap((one) => ('content' in one ? [one.content] : [])))
      texts.push(await work.textOf(text, { of: '', name: root.name, path, depth: 0 }));
    let at = 0;
    const resolved =
      typeof content === 'string'
        ? (texts[0] as string)
        : content.map((one) => ('content' in one ? { ...one, content: texts[at++] as string } : one));
    return succeed({ content: resolved, dependencies: work.dependencies });
  } catch (error) {
    if (error instanceof PromptReference) return fail(error);
    throw error;
  }
}

interface Place {
  /** Id of the version that the text is of; '': the root. */
  readonly of: string;
  readonly name: string;
  /** Ids of versions from the root to here. */
  readonly path: readonly string[];
  readonly depth: number;
}

/** Each version is read and put together once, however often it is referred to. */
class Resolution {
  readonly dependencies = new Map<string, Dependency[]>();
  readonly #stores: Pick<Stores, 'postgres'>;
  readonly #workspaceId: string;
  readonly #versions = new Map<string, PromptVersion>();
  /** Texts of versions as they stand in others, with the number of steps that they take. */
  readonly #texts = new Map<string, { readonly text: string; readonly height: number }>();
  /** Of the text that was put together last. */
  #height = 0;
  readonly #coming: { readonly name: string; readonly willHave: readonly string[] } | null;

  constructor(
    stores: Pick<Stores, 'postgres'>,
    workspaceId: string,
    coming: { readonly name: string; readonly willHave: readonly string[] } | null,
  ) {
    this.#coming = coming;
    this.#stores = stores;
    this.#workspaceId = workspaceId;
  }

  async textOf(text: string, place: Place): Promise<string> {
    const done: string[] = [];
    let length = 0;
    let height = 0;
    for (const part of partsOf(text)) {
      const put = 'text' in part ? part.text : await this.#other(part.name, part.choice, place);
      if (!('text' in part)) height = Math.max(height, this.#height + 1);
      length += put.length;
      if (length > maxTextBytes)
        throw new PromptReference(
          `The text of '${place.name}' becomes longer than ${maxTextBytes} characters with the prompts it refers to.`,
        );
      done.push(put);
    }
    this.#height = height;
    return done.join('');
  }

  async #other(name: string, choice: VersionChoice, place: Place): Promise<string> {
    const isComing = 'label' in choice && this.#coming?.name === name && this.#coming.willHave.includes(choice.label);
    if (isComing) throw circular(place.name, name, choice);
    const version = await this.#versionOf(name, choice, place);
    const { id } = version;
    if (place.path.includes(id)) throw circular(place.name, name, choice);
    const known = this.#texts.get(id);
    if (place.depth + 1 + (known?.height ?? 0) > maxDepth)
      throw new PromptReference(`The references from '${place.name}' lead further than ${maxDepth} prompts, which is the most.`);
    this.#note(place.of, { id, name, version: version.version });
    if (known !== undefined) {
      this.#height = known.height;
      return known.text;
    }
    const text = await this.textOf(version.content as string, { of: id, name, path: [...place.path, id], depth: place.depth + 1 });
    this.#texts.set(id, { text, height: this.#height });
    return text;
  }

  async #versionOf(name: string, choice: VersionChoice, place: Place): Promise<PromptVersion> {
    const key = `${name}|${wordsOf(choice)}`;
    let version = this.#versions.get(key);
    if (version === undefined) {
      if (this.#versions.size === mostVersions)
        throw new PromptReference(`'${place.name}' draws on more than ${mostVersions} other prompts, which is the most.`);
      const found = await promptVersionOf(this.#stores, this.#workspaceId, { name, choice });
      if (!found.ok) throw new PromptReference(`'${place.name}' refers to a prompt that is not found: '${name}' with ${wordsOf(choice)}.`);
      if (found.value.type !== 'TEXT')
        throw new PromptReference(`'${place.name}' refers to '${name}', which is a chat prompt; only text prompts can be put into others.`);
      this.#versions.set(key, (version = found.value));
    }
    return version;
  }

  #note(of: string, dependency: Dependency): void {
    const known = this.dependencies.get(of) ?? [];
    if (!known.some(({ id }) => id === dependency.id)) known.push(dependency);
    this.dependencies.set(of, known);
  }
}

const circular = (from: string, name: string, choice: VersionChoice): PromptReference =>
  new PromptReference(`Circular dependency: '${from}' leads back to '${name}' with ${wordsOf(choice)}.`);
