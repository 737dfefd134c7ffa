import { builder } from '../../../platform/graphql/builder.ts';
import type { PairBias, RankedSide } from '../pure/ranking.ts';
import { maxSides } from '../types.ts';
import { JudgeEstimateRef } from './measured.ts';

const RankedSideRef = builder.objectRef<RankedSide>('PairwiseSide').implement({
  description: 'How a side of a comparison of pairs stands to the others.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the side.' }),
    wins: t.exposeInt('wins', { description: 'Number of pairs that the side has won.' }),
    losses: t.exposeInt('losses', { description: 'Number of pairs that the side has lost.' }),
    ties: t.exposeInt('ties', { description: 'Number of pairs without a winner, those with another winner in each order among them.' }),
    winChance: t.expose('winChance', {
      type: JudgeEstimateRef,
      nullable: true,
      description:
        'Chance of winning against one as strong as the mean of all sides, ties aside, by the model of Bradley, Terry and Davidson; null: the side was compared with none.',
    }),
  }),
});

export interface Ranking {
  readonly sides: readonly RankedSide[];
  readonly bias: PairBias;
}

export const PairwiseRankingRef = builder.objectRef<Ranking>('PairwiseRanking').implement({
  description: 'Ranking of the sides of a comparison, by the pairs that were judged in both orders so far.',
  fields: (t) => ({
    sides: t.field({
      type: [RankedSideRef],
      description: `Sides, the strongest first, at most ${maxSides}.`,
      resolve: ({ sides }) => sides.toSorted((one, other) => (other.winChance?.value ?? -1) - (one.winChance?.value ?? -1)),
    }),
    pairCount: t.int({ description: 'Number of pairs that were judged in both orders.', resolve: ({ bias }) => bias.pairCount }),
    consistentShare: t.float({
      nullable: true,
      description: 'Share of the pairs with the same winner, or a tie, in both orders; null: no pair was.',
      resolve: ({ bias }) => bias.consistentShare,
    }),
    firstShare: t.field({
      type: JudgeEstimateRef,
      nullable: true,
      description: 'Share of decided verdicts for the answer that stood first, 0.5 without bias; null: none was decided.',
      resolve: ({ bias }) => bias.firstShare,
    }),
  }),
});
