import type { Shaped } from './shape.ts';

/** What the assistant, slash commands and MCP clients can do: declared by the domain that it is about, listed in its `domain.ts`. */
export interface Tool {
  /** In snake_case, of all tools. */
  readonly name: string;
  readonly title: string;
  /** What it answers, in one or two sentences: all that a model knows of it. */
  readonly description: string;
  /** Heading under which tools are listed. */
  readonly group: ToolGroup;
  /** Other words for it, by which it is found. */
  readonly words: readonly string[];
  /** Whether its results hold text that applications or people wrote. Absent: no. */
  readonly readsPayload?: boolean;
  /** By name: the argument `operation` takes one of them. Of a tool with one operation the name is "" and there is no such argument. */
  readonly operations: Readonly<Record<string, Operation>>;
}

export type ToolGroup = 'production' | 'quality' | 'training' | 'experiments' | 'prompts' | 'saved' | 'operations' | 'general';

export type Operation = ReadOperation | ComputedOperation | LookupOperation | ActingOperation | MissingOperation;

export type Arguments = Readonly<Record<string, unknown>>;

/** What an operation may know beside its arguments. */
export interface ToolRun {
  readonly now: Date;
  /** Zone of the workspace's days. */
  readonly timeZone: string;
}

interface Described {
  /** What it answers, in a few words. */
  readonly about: string;
  /** Other words for it, by which a text is matched. */
  readonly words?: readonly string[];
  /**
   * Arguments beside those that the variables of the document give, or in their place. Those that no variable is named like are for
   * `variables` and `shape`.
   */
  readonly arguments?: Readonly<Record<string, ArgumentDeclaration>>;
  /** Arguments that name a stored thing, by the kind of the thing: the id or name that is given is looked up before the operation runs. */
  readonly references?: Readonly<Record<string, string>>;
}

/** Runs a GraphQL query as the viewer, and shapes its answer. */
export interface ReadOperation extends Described {
  readonly document: string;
  /** Whether the argument `query` is the document that runs. Absent: `document` is. */
  readonly isDocumentGiven?: true;
  /** Whether the document asks for the schema itself, which a server may not show. Absent: no. */
  readonly introspects?: true;
  /** Variables that are no arguments: `variables` computes them. */
  readonly computed?: readonly string[];
  /** Variables beside the arguments, or in place of them; undefined: left out. Absent: the arguments are the variables. */
  variables?(args: Arguments, run: ToolRun): Record<string, unknown>;
  // A method: declarations state the type of the answer to their own document.
  shape(answer: never, args: Arguments, run: ToolRun): Shaped;
}

/** Computes from its arguments alone. Errors: throws `BadToolArgument`. */
export interface ComputedOperation extends Described {
  compute(args: Arguments, run: ToolRun): Shaped;
}

/** Looks things up by a part of their name, as arguments are looked up. Errors: throws `BadToolArgument`. */
export interface LookupOperation extends Described {
  lookUp(find: (kind: string, search: string) => Promise<Found>, args: Arguments): Promise<Shaped>;
}

/** Reads the state before, and says what the mutation would change. The mutation runs after a confirmation, and never here. */
export interface ActingOperation extends Described {
  readonly document: string;
  readonly computed?: readonly string[];
  variables?(args: Arguments, run: ToolRun): Record<string, unknown>;
  /** One mutation; the permission that it needs is that of its field. */
  readonly mutation: string;
  propose(before: never, args: Arguments, run: ToolRun): Proposed;
}

export interface Proposed {
  readonly title: string;
  readonly variables: Record<string, unknown>;
  readonly changes: readonly { readonly path: string; readonly before: unknown; readonly after: unknown }[];
  readonly touches: readonly { readonly what: string; readonly count: number }[];
  /** Null: the change can't be taken back. */
  readonly undo: { readonly document: string; readonly variables: Record<string, unknown> } | null;
  readonly notes?: readonly string[];
}

/** A part of the product that isn't there yet: asked for, it answers with the reason. */
export interface MissingOperation extends Described {
  readonly missing: string;
}

export interface ArgumentDeclaration {
  /** `time`: an instant in ISO 8601; what is given as words for a time comes as one. */
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'strings' | 'numbers' | 'object' | 'time';
  readonly description: string;
  readonly values?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly isRequired?: boolean;
}

/** A kind of stored things that arguments name: how they are found by a part of a name. */
export interface Reference {
  /** Such as "model": what `references` of an operation name. */
  readonly kind: string;
  /** Of several of them, for people. */
  readonly title: string;
  /** GraphQL type whose global ids are taken beside names. Absent: names alone are. */
  readonly nodeType?: string;
  /** One query with `$search: String!`, empty for all: finds things by a part of their name, most used first, or newest. */
  readonly document: string;
  found(answer: never): Found;
  /** One query that has the most used ones of several kinds, where they are asked for together. Absent: `document` has all. */
  readonly together?: { readonly document: string; found(answer: never): Found };
}

export interface Found {
  readonly items: readonly FoundItem[];
  /** Things that match, whether or not they stand here; null: not counted. */
  readonly total: number | null;
}
export interface FoundItem {
  /** What the operation takes. */
  readonly id: string;
  /** Names by which it is called, the best one first. */
  readonly names: readonly string[];
  /** How often it is used; null: not counted. */
  readonly count: number | null;
}

/** An argument that the operation cannot take. */
export class BadToolArgument extends Error {
  readonly argument: string;
  readonly near: readonly string[];
  constructor(argument: string, message: string, near: readonly string[] = []) {
    super(message);
    this.argument = argument;
    this.near = near;
  }
}

/** An argument that names nothing that there is. */
export class UnknownValue extends BadToolArgument {}

/** What the answer does not hold though the arguments were right: a thing without data. */
export class NoData extends Error {}

export const defineTool = (tool: Tool): Tool => tool;
export const defineReference = (reference: Reference): Reference => reference;

/** A tool that has one operation. */
export const single = (operation: Operation): Tool['operations'] => ({ '': operation });

const tools = new Map<string, Tool>();
const references = new Map<string, Reference>();

/** To be called once, at the root. Errors: throws where two have one name. */
export function declareTools(declared: readonly Tool[], kinds: readonly Reference[]): void {
  for (const tool of declared) {
    if (tools.has(tool.name)) throw new Error(`Two tools are named ${tool.name}.`);
    tools.set(tool.name, tool);
  }
  for (const reference of kinds) {
    if (references.has(reference.kind)) throw new Error(`Two references are named ${reference.kind}.`);
    references.set(reference.kind, reference);
  }
}

export const declaredTools = (): readonly Tool[] => [...tools.values()];
export const declaredTool = (name: string): Tool | undefined => tools.get(name);
export const declaredReferences = (): readonly Reference[] => [...references.values()];
export const declaredReference = (kind: string): Reference | undefined => references.get(kind);
