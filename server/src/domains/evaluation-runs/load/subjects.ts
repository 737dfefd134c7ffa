import type { Stores } from '../../../platform/store/stores.ts';
import { rowsOfVersion } from '../../datasets/load.ts';
import { messageKey } from '../pure/message-subject.ts';
import { subjectOfRow } from '../pure/subject.ts';
import type { Subject } from '../types.ts';
import { subjectsOfMessages } from './messages.ts';

/** What of a run says where its rows are. */
export interface SubjectsOf {
  readonly datasetVersionId: string | null;
  /** Null: messages keep their own answers. */
  readonly model: string | null;
}

export interface KeyedItem {
  readonly rowKey: string;
  readonly messageId: string | null;
}

/** Rows and messages of items of one run, by their keys; those that are gone are left out. */
export async function subjectsOfItems(
  stores: Pick<Stores, 'postgres' | 'prisma'>,
  workspaceId: string,
  { datasetVersionId, model }: SubjectsOf,
  items: readonly KeyedItem[],
): Promise<ReadonlyMap<string, Subject>> {
  const messageIds = [...new Set(items.flatMap(({ messageId }) => messageId ?? []))];
  const rowIds = [...new Set(items.flatMap(({ rowKey, messageId }) => (messageId === null ? [rowKey] : [])))];
  const [messages, rows] = await Promise.all([
    subjectsOfMessages(stores, workspaceId, messageIds, model !== null),
    datasetVersionId === null || rowIds.length === 0
      ? new Map<string, never>()
      : rowsOfVersion(stores, { workspaceId, versionId: datasetVersionId, rowIds }),
  ]);
  return new Map([
    ...[...messages].map(([id, subject]) => [messageKey(id), subject] as const),
    ...[...rows].map(([id, row]) => [id, subjectOfRow(row)] as const),
  ]);
}
