import { unstorable } from '../../platform/ingest/text.ts';

type Kind = 'Dataset' | 'DatasetVersion' | 'DatasetExample' | 'Experiment' | 'ExperimentRun' | 'ExperimentEvaluation';

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** As Phoenix's ids are: opaque, of a kind. */
export const globalId = (kind: Kind, key: string | bigint): string => Buffer.from(`${kind}:${key}`).toString('base64');

function keyIn(kind: Kind, id: string): string | null {
  const text = Buffer.from(id, 'base64').toString('utf8');
  return text.startsWith(`${kind}:`) ? text.slice(kind.length + 1) : null;
}

/** The key of a thing; null: the id is none of the kind. */
export function uuidOf(kind: Kind, id: string): string | null {
  const key = keyIn(kind, id);
  return key !== null && uuidForm.test(key) ? key : null;
}

export function numberOf(kind: Kind, id: string): bigint | null {
  const key = keyIn(kind, id);
  return key !== null && /^\d{1,18}$/.test(key) ? BigInt(key) : null;
}

/** The row that an example is: by its global id, else by the id that the sender gave it. */
export function rowIdOf(id: string): string | null {
  const rowId = keyIn('DatasetExample', id) ?? id;
  return unstorable(rowId) === null && rowId !== '' ? rowId : null;
}
