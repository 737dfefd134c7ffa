import { createHash } from 'node:crypto';
import {
  Kind,
  parse,
  print,
  stripIgnoredCharacters,
  validate,
  visit,
  type DefinitionNode,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { codedError } from './errors.ts';

const typename = '__typename';

/**
 * One text for all documents that ask the same: without `__typename`, which clients add for their caches, without white space, and in one
 * order of definitions.
 */
export function canonicalText(document: DocumentNode): string {
  const plain = visit(document, {
    SelectionSet: {
      leave: (node) => {
        const selections = node.selections.filter(
          (selection) => selection.kind !== Kind.FIELD || selection.name.value !== typename || selection.alias !== undefined,
        );
        return selections.length === 0 || selections.length === node.selections.length ? undefined : { ...node, selections };
      },
    },
  });
  const definitions = [...plain.definitions].sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  return stripIgnoredCharacters(print({ ...plain, definitions }));
}

const nameOf = (definition: DefinitionNode): string =>
  `${definition.kind === Kind.OPERATION_DEFINITION ? 0 : 1} ${'name' in definition ? (definition.name?.value ?? '') : ''}`;

/** The id of a document: SHA-256 of its canonical text, in hex. */
export const documentIdOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The documents of the product's own clients, by id. */
export class TrustedDocuments {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #known = new WeakMap<DocumentNode, boolean>();
  constructor(texts: Readonly<Record<string, string>>) {
    this.#texts = new Map(Object.entries(texts));
  }

  textOf(id: string): string | null {
    return this.#texts.get(id) ?? null;
  }

  /** Whether a document asks the same as one of these. */
  has(document: DocumentNode): boolean {
    let isKnown = this.#known.get(document);
    if (isKnown === undefined) this.#known.set(document, (isKnown = this.#texts.has(documentIdOf(canonicalText(document)))));
    return isKnown;
  }
}

/** Which documents are answered at all. */
export interface DocumentPolicy {
  /** Nothing else is answered; null: any document that fits the schema is. */
  readonly only: TrustedDocuments | null;
  /** Whether the schema may be asked for. */
  readonly introspection: boolean;
}
export const anyDocument: DocumentPolicy = { only: null, introspection: true };

/** Why a document is not answered, before it is compared with the schema: the answer shows nothing of it. Null: it may be answered. */
export function policyViolation(document: DocumentNode, { only, introspection }: DocumentPolicy) {
  if (only !== null && !only.has(document))
    return refusal(
      'DOCUMENT_NOT_TRUSTED',
      "This server answers the documents of the product's own dashboard and clients only (TRUSTED_DOCUMENTS=only). Other programs send by OpenTelemetry, Langfuse, MLflow or Trackio.",
    );
  if (!introspection && asksForSchema(document))
    return refusal(
      'INTROSPECTION_OFF',
      'This server does not show its schema (INTROSPECTION=off). It stands in schema.graphql of the product.',
    );
  return null;
}

function asksForSchema(document: DocumentNode): boolean {
  let isAsked = false;
  visit(document, {
    Field: ({ name: { value: name } }) => {
      isAsked ||= name === '__schema' || name === '__type';
    },
  });
  return isAsked;
}

/** Also for clients that accept only application/json, which get 200 for a document that is not valid. */
function refusal(code: string, message: string) {
  const error = codedError(code, message);
  Object.assign(error.extensions, { http: { status: 403, spec: false } });
  return error;
}

/** For the list of trusted documents, which `codegen` writes: id and canonical text of each of the texts that fits the schema. */
export function trustedEntries(schema: GraphQLSchema, texts: readonly string[]): [id: string, text: string][] {
  return texts.flatMap((text): [string, string][] => {
    const document = parsed(text);
    if (document === null || validate(schema, document).length > 0) return [];
    const canonical = canonicalText(document);
    return [[documentIdOf(canonical), canonical]];
  });
}

function parsed(text: string): DocumentNode | null {
  try {
    return parse(text);
  } catch {
    return null;
  }
}
