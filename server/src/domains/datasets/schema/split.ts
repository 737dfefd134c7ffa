import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { BadInput, unwrap } from '../../../platform/graphql/errors.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { splitRows, type SplitBasis } from '../commands/split.ts';
import { makerOf } from '../commands.ts';
import { checkComment, checkSplit, maxCommentLength } from '../ingest.ts';
import { maxSplitLength } from '../ingest/row.ts';
import { maxSplits } from '../types.ts';
import { DatasetVersionRef } from './version.ts';

const BasisEnum = describedEnum<SplitBasis>(
  'DatasetSplitBasis',
  'What rows have in common that stay in one split. Rows that ask the same always do.',
  {
    CONVERSATION: 'The conversation that rows come from, as their metadata names it.',
    USER: 'The user whose texts rows have, as their origin or their metadata names it.',
    NEAR_DUPLICATE: 'What rows ask, nearly: three words in a row with a Jaccard similarity of 0.8 or more.',
    RANDOM: 'Nothing beyond what rows ask.',
  },
);

const ShareInput = builder.inputType('DatasetSplitShareInput', {
  description: 'A split and its share of the rows.',
  fields: (t) => ({
    name: t.string({ required: true, description: `Name of the split, such as train, 1 to ${maxSplitLength} characters.` }),
    share: t.float({ required: true, description: 'Share of the rows, above 0 and at most 1; all shares are 1 together.' }),
  }),
});

const SplitDatasetInput = builder.inputType('SplitDatasetInput', {
  description: 'A dataset to split.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the dataset.' }),
    splits: t.field({ type: [ShareInput], required: true, description: `Splits with their shares, 1 to ${maxSplits}.` }),
    by: t.field({ type: BasisEnum, description: 'What rows have in common that stay in one split; absent: CONVERSATION.' }),
    seed: t.int({ description: 'Seed of the draw, 0 to 2147483647: the same seed gives the same splits; absent: 0.' }),
    comment: t.string({ description: `Comment on the version, at most ${maxCommentLength} characters.` }),
  }),
});

builder.mutationField('splitDataset', (t) =>
  t.prismaField({
    type: DatasetVersionRef,
    authScopes: { may: 'EDIT_DATASETS' },
    description:
      'Gives every row of the latest version of a dataset a split, as its next version, without leakage: conversations or users stay whole, and rows that ask the same stay together. At most 5,000,000 rows.',
    args: { input: t.arg({ type: SplitDatasetInput, required: true, description: 'The dataset and its splits.' }) },
    resolve: async (query, _root, { input: { id, splits, by, seed, comment } }, { stores, live, viewer }) => {
      const place = { workspaceId: viewer.workspaceId, datasetId: keyOfNode('Dataset', id, 'input.id') };
      const words = { ...unwrap(checkComment(comment), 'input'), createdBy: makerOf(viewer) };
      const wanted = {
        splits: splits.map(({ name, share }, at) => ({ name: named(name, at), share })),
        by: by ?? 'CONVERSATION',
        seed: seed ?? 0,
      };
      const version = unwrap(await splitRows({ stores, live }, place, wanted, words), 'input');
      return stores.prisma.datasetVersion.findUniqueOrThrow({ ...query, where: { id: version.id, workspaceId: viewer.workspaceId } });
    },
  }),
);

function named(name: string, at: number): string {
  const checked = checkSplit(name);
  if (checked.ok) return checked.value.split ?? '';
  throw new BadInput(`input.splits[${at}].name`, checked.failure.problems[0].reason);
}
