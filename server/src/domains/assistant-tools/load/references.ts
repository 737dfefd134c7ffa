import { runInner } from '../../../platform/graphql/inner.ts';
import { declaredReference, UnknownValue, type Found, type FoundItem, type Reference } from '../../../platform/tools/tool.ts';
import { nearest } from '../../../platform/tools/near.ts';
import type { ToolContext } from '../types.ts';

/** Things of a kind whose name contains a text; '': all. Errors: throws `LookupFailed`. */
export async function findItems(context: ToolContext, reference: Reference, search: string): Promise<Found> {
  const answer = await runInner(context, context.schema, { document: reference.document, variables: { search }, kind: 'query' });
  if (!answer.ok) throw new LookupFailed(answer.code, answer.message);
  return reference.found(answer.data as never);
}

/**
 * Things of several kinds, most used first, up to a page of each; those that one query has come by one. Null: the viewer may not see the kind.
 */
export async function findAll(context: ToolContext, references: readonly Reference[]): Promise<(Found | null)[]> {
  const asked = new Map<string, ReturnType<typeof runInner>>();
  const run = (document: string): ReturnType<typeof runInner> => {
    const known = asked.get(document);
    if (known !== undefined) return known;
    const answer = runInner(context, context.schema, { document, variables: { search: '' }, kind: 'query' });
    asked.set(document, answer);
    return answer;
  };
  return Promise.all(
    references.map(async ({ document, found, together }) => {
      const answer = await run(together?.document ?? document);
      return answer.ok ? (together?.found ?? found)(answer.data as never) : null;
    }),
  );
}

/** The query behind a look-up was refused. */
export class LookupFailed extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** What an argument names. `isSpelled`: with the very same letters. */
export interface Named {
  readonly id: string;
  readonly name: string;
  readonly isSpelled: boolean;
}

const isCalled = ({ id, names }: FoundItem, value: string): boolean => id === value || names.includes(value);
const isCalledLike = ({ id, names }: FoundItem, value: string): boolean =>
  [id, ...names].some((name) => name.toLowerCase() === value.trim().toLowerCase());

/**
 * The thing that a value names: by its id, or one of its names, in any case where that is one thing alone.
 *
 * Errors  throws `UnknownValue` with names that are spelled alike, `LookupFailed`.
 */
export async function nameThing(context: ToolContext, kind: string, value: string, argument: string): Promise<Named> {
  const reference = declaredReference(kind);
  if (reference === undefined) throw new Error(`No reference is named ${kind}.`);
  const { items } = await findItems(context, reference, value);
  const exact = items.find((item) => isCalled(item, value));
  if (exact !== undefined) return { id: exact.id, name: exact.names[0] ?? exact.id, isSpelled: true };
  const alike = items.filter((item) => isCalledLike(item, value));
  if (alike.length === 1) return { id: (alike[0] as FoundItem).id, name: (alike[0] as FoundItem).names[0] ?? value, isSpelled: false };
  if (await isNode(context, reference, value)) return { id: value, name: value, isSpelled: true };
  const near = nearNames(value, items, items.length > 0 ? [] : (await findItems(context, reference, '')).items);
  const there = near.length === 0 ? `There are no ${reference.title} that are spelled alike.` : `Spelled alike: ${near.join(', ')}.`;
  throw new UnknownValue(
    argument,
    `${argument} is ${JSON.stringify(value)}, which names none of the ${reference.title} here. ${there}`,
    near,
  );
}

/** Names that contain the value stand before those that are spelled alike. */
function nearNames(value: string, containing: readonly FoundItem[], all: readonly FoundItem[]): string[] {
  const nameOf = ({ names, id }: FoundItem): string => names[0] ?? id;
  const holding = containing.map(nameOf).filter((name) => name !== '');
  return [...new Set([...nearest(value, holding), ...holding, ...nearest(value, all.map(nameOf))])].slice(0, 5);
}

/** Whether a value is the global id of a thing of this kind in the workspace. */
async function isNode(context: ToolContext, { nodeType }: Reference, value: string): Promise<boolean> {
  if (nodeType === undefined || !Buffer.from(value, 'base64').toString('latin1').startsWith(`${nodeType}:`)) return false;
  const document = 'query ($id: ID!) { node(id: $id) { __typename } }';
  const answer = await runInner(context, context.schema, { document, variables: { id: value }, kind: 'query' });
  return answer.ok && (answer.data['node'] as { __typename: string } | null)?.__typename === nodeType;
}
