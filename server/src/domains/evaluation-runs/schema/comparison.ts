import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { builder } from '../../../platform/graphql/builder.ts';
import { badCursor, decodeCursor, encodeCursor, endsOf, type CursorArgument } from '../../../platform/graphql/cursors.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { numberKey, uuidKey } from '../../../platform/graphql/ids.ts';
import { defaultPageSize, maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { searchTextOf } from '../../../platform/ingest/search-text.ts';
import { compareRuns, type RunComparison } from '../load/compare.ts';
import { itemById } from '../loaders.ts';
import { flipsBackwards, flipsForwards } from '../queries/flips.ts';
import type { ComparedNumber } from '../types.ts';
import { EvaluationFlipEnum, EvaluationTestEnum, EvaluationVerdictEnum } from './enums.ts';
import { EvaluationRunItemRef } from './item.ts';
import { EvaluationRunRef } from './run.ts';

const ComparedRef = builder.objectRef<ComparedNumber>('EvaluationComparedNumber').implement({
  description: 'One number of two runs over the rows that both have it of.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the score; "latency" or "cost".' }),
    n: t.exposeInt('n', { description: 'Number of shared rows with a value in both runs.' }),
    a: t.exposeFloat('a', { nullable: true, description: 'Mean of the first run over the shared rows; null: there is none.' }),
    b: t.exposeFloat('b', { nullable: true, description: 'Mean of the second run over the shared rows; null: there is none.' }),
    difference: t.exposeFloat('difference', { nullable: true, description: 'Mean of the second run less the first; null: no shared row.' }),
    low: t.float({
      nullable: true,
      description:
        'Lower end of the 95 % interval of the difference: Bonett and Price’s of verdicts, Student’s of numbers; null: fewer than two rows.',
      resolve: ({ interval }) => interval?.low ?? null,
    }),
    high: t.float({
      nullable: true,
      description: 'Upper end of the 95 % interval of the difference; null: fewer than two rows.',
      resolve: ({ interval }) => interval?.high ?? null,
    }),
    pValue: t.exposeFloat('pValue', { nullable: true, description: 'Two-sided p-value of the test; null: none can be computed.' }),
    adjustedPValue: t.exposeFloat('adjustedPValue', {
      nullable: true,
      description: 'P-value corrected over all scores by Holm, by which the verdict is given; null: none can be computed.',
    }),
    test: t.expose('test', { type: EvaluationTestEnum, description: 'Test of the difference.' }),
    verdict: t.expose('verdict', { type: EvaluationVerdictEnum, description: 'What the comparison shows, at 5 %.' }),
    higherIsBetter: t.exposeBoolean('higherIsBetter', { description: 'Whether a higher value is the better one.' }),
    gained: t.exposeInt('gained', { description: 'Number of shared rows in which the second run is better.' }),
    lost: t.exposeInt('lost', { description: 'Number of shared rows in which the second run is worse.' }),
  }),
});

interface FlippedRow {
  readonly rowKey: string;
  readonly aItem: string;
  readonly bItem: string;
  readonly gained: readonly string[];
  readonly lost: readonly string[];
}

const FlippedRef = builder.objectRef<FlippedRow>('FlippedEvaluationRow').implement({
  description: 'A row that two runs scored differently.',
  fields: (t) => ({
    rowId: t.exposeString('rowKey', { description: 'Id of the row in its dataset; of a message "message:" and its number.' }),
    a: t.field({
      type: EvaluationRunItemRef,
      nullable: true,
      description: 'First answer of the first run; null: deleted a moment ago.',
      resolve: ({ aItem }, _args, context) => itemById(context).load(aItem),
    }),
    b: t.field({
      type: EvaluationRunItemRef,
      nullable: true,
      description: 'First answer of the second run; null: deleted a moment ago.',
      resolve: ({ bItem }, _args, context) => itemById(context).load(bItem),
    }),
    gained: t.exposeStringList('gained', { description: 'Names of the scores that are higher in the second run.' }),
    lost: t.exposeStringList('lost', { description: 'Names of the scores that are lower in the second run.' }),
  }),
});

const FlippedConnection = builder.connectionObject(
  { type: FlippedRef, name: 'FlippedEvaluationRowConnection', description: 'A page of rows that two runs scored differently.' },
  { name: 'FlippedEvaluationRowEdge', description: 'A flipped row together with its place in the list.' },
);

const format = 'evaluationFlips';
const flipCursor = ({ aItem }: { readonly aItem: string }): string => encodeCursor(format, aItem);
function flipOfCursor(cursor: string, argument: CursorArgument): string {
  const id = numberKey(decodeCursor(format, 1, cursor, argument)[0]);
  if (id < 0n || flipCursor({ aItem: id.toString() }) !== cursor) throw badCursor(argument);
  return id.toString();
}

const ComparisonRef = builder.objectRef<RunComparison>('EvaluationComparison').implement({
  description: 'Two evaluation runs of one dataset, or over messages, row by row.',
  fields: (t) => ({
    a: t.field({ type: EvaluationRunRef, description: 'First run of the two, the base.', resolve: ({ a }) => a }),
    b: t.field({ type: EvaluationRunRef, description: 'Second run of the two, compared with the base.', resolve: ({ b }) => b }),
    sharedCount: t.exposeInt('sharedCount', { description: 'Number of rows that both runs have.' }),
    changedCount: t.exposeInt('changedCount', {
      description:
        'Number of shared rows whose input or expected output is another in the second run, since the dataset was edited in between.',
    }),
    scores: t.field({
      type: [ComparedRef],
      description: 'Scores that both runs have, by name; at most 200.',
      resolve: ({ scores }) => scores.slice(0, 200),
    }),
    latencyMs: t.field({
      type: ComparedRef,
      description: 'Latency in milliseconds; answers of the cache are left out.',
      resolve: ({ latencyMs }) => latencyMs,
    }),
    costUsd: t.field({
      type: ComparedRef,
      description: 'Cost of answers in US dollars; answers of the cache are left out.',
      resolve: ({ costUsd }) => costUsd,
    }),
    flipped: t.connection(
      {
        type: FlippedRef,
        description: 'Rows that the runs scored differently, in the order of the first run. At most 200 a page.',
        args: {
          score: t.arg.string({ description: 'Only rows that differ in the score of this name; absent: in any.' }),
          flip: t.arg({ type: EvaluationFlipEnum, description: 'Only rows that changed in this direction; absent: in any.' }),
        },
        resolve: ({ a, b }, { score, flip, ...args }, { stores, viewer }) => {
          const asked = { a: a.id, b: b.id, score: searchTextOf(score, 'score'), flip: flip ?? null };
          return resolveCursorConnection(
            { args, toCursor: flipCursor, defaultSize: defaultPageSize, maxSize: maxPageSize },
            ({ after, before, limit, inverted }: ResolveCursorConnectionArgs) =>
              (inverted ? flipsBackwards : flipsForwards)(stores.postgres, {
                workspaceId: viewer.workspaceId,
                ...asked,
                ...endsOf({ after, before }, flipOfCursor),
                limit,
              }),
          ) as never;
        },
      },
      FlippedConnection,
    ),
  }),
});

builder.queryField('compareEvaluationRuns', (t) =>
  t.field({
    type: ComparisonRef,
    authScopes: { may: 'READ' },
    description: 'Comparison of two runs of one dataset, or over messages, over the rows that both scored. NOT_FOUND; BAD_EVALUATION_RUN.',
    args: {
      a: t.arg.id({ required: true, description: 'Global id of the run that is the base.' }),
      b: t.arg.id({ required: true, description: 'Global id of the run that is compared with the base.' }),
    },
    resolve: async (_root, args, { stores, viewer }) => {
      const [a, b] = [uuidKey(keyOfNode('EvaluationRun', args.a, 'a')), uuidKey(keyOfNode('EvaluationRun', args.b, 'b'))];
      return unwrap(await compareRuns(stores, viewer.workspaceId, a, b));
    },
  }),
);
