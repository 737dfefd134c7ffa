import { builder } from '../../../platform/graphql/builder.ts';
import { NotFound } from '../../../platform/graphql/errors.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { diffOf, mostShown, type DatasetDiff, type DiffRow, type RowChange } from '../load/diff.ts';
import { versionOf } from '../load.ts';
import { DatasetRowRef } from './row.ts';
import { readVersion } from './version.ts';

const RowChangeEnum = describedEnum<RowChange>('DatasetRowChange', 'Difference of a row between two versions.', {
  ADDED: 'Only the later version has the row.',
  REMOVED: 'Only the version that is compared with has the row.',
  CHANGED: 'Both versions have the row, with other contents.',
});

const DiffRowRef = builder.objectRef<DiffRow & { readonly ofDatasets: readonly [string, string] }>('DatasetDiffRow').implement({
  description: 'A row in which two versions of a dataset differ.',
  fields: (t) => ({
    rowId: t.exposeString('rowId', { description: 'Id of the row.' }),
    change: t.expose('change', { type: RowChangeEnum, description: 'Difference of the row.' }),
    before: t.field({
      type: DatasetRowRef,
      nullable: true,
      description: 'Row in the version that is compared with; null: not there.',
      resolve: ({ before, ofDatasets }) => before && { ...before, datasetId: ofDatasets[0] },
    }),
    after: t.field({
      type: DatasetRowRef,
      nullable: true,
      description: 'Row in the version; null: not there.',
      resolve: ({ after, ofDatasets }) => after && { ...after, datasetId: ofDatasets[1] },
    }),
  }),
});

const DiffRef = builder.objectRef<DatasetDiff & { readonly ofDatasets: readonly [string, string] }>('DatasetDiff').implement({
  description: 'Rows in which two versions differ: by the ids of rows, of two datasets by their contents.',
  fields: (t) => ({
    added: t.exposeInt('added', { description: 'Number of rows that only the version has.' }),
    removed: t.exposeInt('removed', { description: 'Number of rows that only the version compared with has.' }),
    changed: t.exposeInt('changed', { description: 'Number of rows that both versions have, with other contents.' }),
    sample: t.field({
      type: [DiffRowRef],
      description: `Rows that differ, changed ones first; at most ${mostShown}.`,
      resolve: ({ sample, ofDatasets }) => sample.map((row) => ({ ...row, ofDatasets })),
    }),
  }),
});

builder.prismaObjectField('DatasetVersion', 'diff', (t) =>
  t.field({
    type: DiffRef,
    description: 'Rows in which the version differs from another. Costly: reads all chunks that the two do not share.',
    complexity: 200,
    args: { againstId: t.arg.id({ required: true, description: 'Global id of the version to compare with, the earlier one.' }) },
    resolve: async ({ id }, { againstId }, { stores, viewer }) => {
      const base = await versionOf(stores, {
        workspaceId: viewer.workspaceId,
        versionId: keyOfNode('DatasetVersion', againstId, 'againstId'),
      });
      if (base === null) throw new NotFound('Dataset version', againstId, 'againstId');
      const version = await readVersion(stores, viewer.workspaceId, id);
      return { ...(await diffOf(stores, viewer.workspaceId, base, version)), ofDatasets: [base.datasetId, version.datasetId] as const };
    },
  }),
);
