import type { AttributeValue, SpanEvent } from '../../types.ts';
import { group, row, type SpanAttributes } from './span-attributes.ts';

const system = row('db.system.name', 'db.system');
const operation = row('db.operation.name', 'db.operation');
/** What was asked in the language of the database. */
export const statement = row('db.query.text', 'db.statement');
const ofVectors = group('db.vector.');

/** Databases that hold vectors and nothing else, as instrumentations write `db.system`. */
const stores: ReadonlySet<string> = new Set([
  'chroma',
  'chromadb',
  'faiss',
  'lancedb',
  'marqo',
  'milvus',
  'pgvector',
  'pinecone',
  'qdrant',
  'turbopuffer',
  'vald',
  'vectorize',
  'vespa',
  'weaviate',
  'zilliz',
]);
/** Distances as pgvector writes them in SQL. */
const distance = /<[-#=+~%]>/;
const reads = /query|search|retriev|similar|near|recommend|match|fetch|get|scroll|peek|select|find|lookup/;
const manages = /collection|index|creat|delet|insert|upsert|updat|upload|count|describe|list/;

/**
 * Whether a span of a database client searches vectors: of a database of vectors, or one with an attribute of a vector or a distance in its
 * SQL, what its operation (else the last word of the span's name, "chroma.query") says that it reads.
 */
export function searchesVectors(attributes: SpanAttributes, name: string): boolean {
  const sent = attributes.peek(system);
  if (sent === undefined && !attributes.has(ofVectors)) return false;
  const database = typeof sent === 'string' ? sent.toLowerCase() : '';
  const asked = attributes.peek(statement);
  const hasDistance = database.startsWith('postgres') && typeof asked === 'string' && distance.test(asked);
  if (!hasDistance && !stores.has(database) && !attributes.has(ofVectors)) return false;
  const named = attributes.peek(operation);
  const word = (typeof named === 'string' ? named : name.slice(name.lastIndexOf('.') + 1)).toLowerCase();
  return reads.test(word) && !manages.test(word);
}

const resultEvent = /^(?:vector_)?db\.(?:\w+\.)?query\.result(?:\.\d+)?$/;

/**
 * What a search found, as OpenLLMetry reports it: an event for each, whose attributes begin with the event's name; null: it is no such
 * event.
 */
export function foundIn({ name, attributes }: SpanEvent): Readonly<Record<string, AttributeValue>> | null {
  if (!resultEvent.test(name)) return null;
  const found: Record<string, AttributeValue> = {};
  for (const key in attributes) {
    const end = key.lastIndexOf('.') + 1;
    if (attributes[key] !== null) found[key.slice(end)] = attributes[key] as AttributeValue;
  }
  return Object.keys(found).length === 0 ? null : found;
}
