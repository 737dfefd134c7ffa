import { gql } from 'urql';
import type { AnyVariables, TypedDocumentNode } from 'urql';
import type { TypedDocumentString } from './generated/graphql.ts';

const read = new WeakMap<object, TypedDocumentNode<never, never>>();

/** A generated document as urql takes it: its text read once, its types kept. */
export function asDocument<Data, Variables extends AnyVariables>(
  document: TypedDocumentString<Data, Variables>,
): TypedDocumentNode<Data, Variables> {
  let node = read.get(document);
  if (node === undefined) {
    node = gql(document.toString()) as TypedDocumentNode<never, never>;
    read.set(document, node);
  }
  return node as unknown as TypedDocumentNode<Data, Variables>;
}
