import type { Prisma } from '../../../platform/store/prisma/generated/client.ts';

export interface RunPlace {
  readonly createdAt: Date;
  readonly id: string;
}

export interface RunsAsked {
  readonly workspaceId: string;
  readonly datasetName: string | null;
  readonly search: string | null;
  readonly after: RunPlace | null;
  readonly before: RunPlace | null;
}

const beyond = ({ createdAt, id }: RunPlace, side: 'lt' | 'gt') => ({
  OR: [{ createdAt: { [side]: createdAt } }, { createdAt, id: { [side]: id } }],
});

/** Which runs a page has, newest first. */
export const runsWhere = ({ workspaceId, datasetName, search, after, before }: RunsAsked): Prisma.EvaluationRunWhereInput => ({
  AND: [
    { workspaceId },
    ...(datasetName === null ? [] : [{ dataset: { name: datasetName } }]),
    ...(search === null ? [] : [{ name: { contains: search.replaceAll(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const } }]),
    ...(after === null ? [] : [beyond(after, 'lt')]),
    ...(before === null ? [] : [beyond(before, 'gt')]),
  ],
});
