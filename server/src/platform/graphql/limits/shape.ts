import { Kind, type DocumentNode, type FragmentDefinitionNode, type GraphQLError, type SelectionSetNode } from 'graphql';
import { codedError, DomainError } from '../errors.ts';
import { maxAliasCount, maxDepth, maxDirectiveCount, maxRootFieldCount } from './limits.ts';

/** The rejection by a limit: always 400, also for clients that accept only application/json. `field`: the argument at fault. */
export function refusal(code: string, message: string, field?: string): GraphQLError {
  const error = codedError(code, message, field === undefined ? {} : { field });
  Object.assign(error.extensions, { http: { status: 400, spec: false } });
  return error;
}

/**
 * The rejection by a limit that is found while a document is parsed. It is no GraphQLError: Yoga answers each of those that a parser throws
 * with 200 where the client accepts application/json, which is right for a syntax error and not for a limit
 * (server/tests/errors.table.test.ts).
 */
export class ParseRefused extends DomainError {
  readonly code: 'TOO_MANY_TOKENS' | 'QUERY_TOO_DEEP';
  override readonly httpStatus = 400;
  constructor(code: ParseRefused['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * The first limit on its shape that a document exceeds, or null: directives, aliases, root fields, depth.
 * Needs no schema and is safe on documents that are not valid, fragment cycles included.
 */
export function shapeViolation(document: DocumentNode): GraphQLError | null {
  const fragments = fragmentsOf(document);
  const { aliasCount, directiveCount } = countUses(document);
  if (directiveCount > maxDirectiveCount)
    return refusal('TOO_MANY_DIRECTIVES', `A document may use ${maxDirectiveCount} directives; this one uses ${directiveCount}.`);
  if (aliasCount > maxAliasCount)
    return refusal('TOO_MANY_ALIASES', `A document may use ${maxAliasCount} aliases; this one uses ${aliasCount}.`);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const rootFieldCount = countFields(definition.selectionSet, fragments, new Map());
    if (rootFieldCount > maxRootFieldCount) {
      return refusal('TOO_MANY_ROOT_FIELDS', `An operation may have ${maxRootFieldCount} root fields; this one has ${rootFieldCount}.`);
    }
    const depth = depthOf(definition.selectionSet, fragments, new Map());
    if (depth > maxDepth) return refusal('QUERY_TOO_DEEP', `An operation may be ${maxDepth} fields deep; this one is ${depth}.`);
  }
  return null;
}

export function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  return fragments;
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;
/** A fragment that is being measured counts as nothing inside itself: a cycle, which validation refuses. */
type Measured = Map<string, number>;

function ofFragment(name: string, fragments: Fragments, measured: Measured, measure: (selectionSet: SelectionSetNode) => number): number {
  const known = measured.get(name);
  if (known !== undefined) return known;
  const fragment = fragments.get(name);
  if (fragment === undefined) return 0;
  measured.set(name, 0);
  const value = measure(fragment.selectionSet);
  measured.set(name, value);
  return value;
}

/** `__typename` is free: clients add it to each fragment. */
function countFields(selectionSet: SelectionSetNode, fragments: Fragments, measured: Measured): number {
  let count = 0;
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) count += selection.name.value === '__typename' ? 0 : 1;
    else if (selection.kind === Kind.INLINE_FRAGMENT) count += countFields(selection.selectionSet, fragments, measured);
    else count += ofFragment(selection.name.value, fragments, measured, (inner) => countFields(inner, fragments, measured));
  }
  return count;
}

function depthOf(selectionSet: SelectionSetNode, fragments: Fragments, measured: Measured): number {
  let deepest = 0;
  for (const selection of selectionSet.selections) {
    let depth: number;
    if (selection.kind === Kind.FIELD) {
      const isIntrospection = selection.name.value.startsWith('__');
      depth = 1 + (selection.selectionSet === undefined || isIntrospection ? 0 : depthOf(selection.selectionSet, fragments, measured));
    } else if (selection.kind === Kind.INLINE_FRAGMENT) depth = depthOf(selection.selectionSet, fragments, measured);
    else depth = ofFragment(selection.name.value, fragments, measured, (inner) => depthOf(inner, fragments, measured));
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function countUses(document: DocumentNode): { aliasCount: number; directiveCount: number } {
  let aliasCount = 0;
  let directiveCount = 0;
  const visitSelections = (selectionSet: SelectionSetNode): void => {
    for (const selection of selectionSet.selections) {
      directiveCount += selection.directives?.length ?? 0;
      if (selection.kind === Kind.FIELD && selection.alias !== undefined) aliasCount += 1;
      if (selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet !== undefined) visitSelections(selection.selectionSet);
    }
  };
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    directiveCount += definition.directives?.length ?? 0;
    for (const variable of definition.variableDefinitions ?? []) directiveCount += variable.directives?.length ?? 0;
    visitSelections(definition.selectionSet);
  }
  return { aliasCount, directiveCount };
}
