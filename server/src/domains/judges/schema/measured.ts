import { builder } from '../../../platform/graphql/builder.ts';
import type { Measured, RunMean } from '../load/measured.ts';
import type { Estimate, JudgeAgreement } from '../pure/agreement.ts';
import type { PairBias } from '../pure/ranking.ts';

export const JudgeEstimateRef = builder.objectRef<Estimate>('JudgeEstimate').implement({
  description: 'A measure of a judge with its interval.',
  fields: (t) => ({
    value: t.exposeFloat('value', { description: 'Value of the measure.' }),
    low: t.exposeFloat('low', { description: 'Lower end of the interval, 95 %.' }),
    high: t.exposeFloat('high', { description: 'Upper end of the interval, 95 %.' }),
  }),
});

const measure = (description: string) => ({ type: JudgeEstimateRef, nullable: true, description }) as const;

export const JudgeAgreementRef = builder.objectRef<JudgeAgreement>('JudgeAgreement').implement({
  description: 'Agreement of a judge, as its present version, with people on the same messages.',
  fields: (t) => ({
    n: t.exposeInt('n', { description: 'Number of messages that both have judged, at most 100,000.' }),
    sameShare: t.exposeFloat('sameShare', {
      nullable: true,
      description: 'Share of messages with the same verdict of both; null: none was judged by both.',
    }),
    kappa: t.expose('kappa', measure('Cohen’s kappa; null: the scale is one of numbers, or it can’t be computed of what was judged.')),
    weightedKappa: t.expose(
      'weightedKappa',
      measure('Cohen’s kappa with quadratic weights; null: the scale is not ONE_TO_FIVE, or it can’t be computed.'),
    ),
    alpha: t.expose(
      'alpha',
      measure(
        'Krippendorff’s alpha: nominal of verdicts and categories, ordinal of 1 to 5, interval of 0 to 1; null: it can’t be computed.',
      ),
    ),
    spearman: t.expose('spearman', measure('Spearman’s correlation; null: the scale is CATEGORY, or it can’t be computed.')),
  }),
});

const PairBiasRef = builder.objectRef<PairBias>('JudgePairBias').implement({
  description: 'What moves a judge of pairs beside the answers themselves: their order, and their length.',
  fields: (t) => ({
    pairCount: t.exposeInt('pairCount', { description: 'Number of pairs that were judged in both orders.' }),
    consistentShare: t.exposeFloat('consistentShare', {
      nullable: true,
      description: 'Share of the pairs with the same winner, or a tie, in both orders; null: no pair was.',
    }),
    firstShare: t.expose(
      'firstShare',
      measure('Share of decided verdicts for the answer that stood first, 0.5 without bias; null: none was decided.'),
    ),
    longerShare: t.expose(
      'longerShare',
      measure('Share of decided verdicts for the longer answer; null: none was decided between answers of different length.'),
    ),
  }),
});

export const JudgeBiasRef = builder.objectRef<Measured>('JudgeBias').implement({
  description: 'Measured biases of a judge.',
  fields: (t) => ({
    length: t.expose(
      'lengthBias',
      measure(
        'Spearman’s correlation of the length of answers with how much better than people the judge finds them, 0 without bias; null: not known.',
      ),
    ),
    position: t.expose('pairs', { type: PairBiasRef, description: 'Biases in comparisons of pairs.' }),
  }),
});

export const JudgeMeanRef = builder.objectRef<RunMean>('JudgeMean').implement({
  description: 'Mean of the verdicts of a run; of PASS_FAIL the share that passes.',
  fields: (t) => ({
    mean: t.exposeFloat('mean', { description: 'Mean on the scale of the rubric.' }),
    low: t.exposeFloat('low', { description: 'Lower end of the interval, 95 %.' }),
    high: t.exposeFloat('high', { description: 'Upper end of the interval, 95 %.' }),
    n: t.exposeInt('n', { description: 'Number of messages.' }),
  }),
});

export const CorrectedMeanRef = builder.objectRef<RunMean & { readonly humanCount: number }>('CorrectedJudgeMean').implement({
  description:
    'Mean that people would have given to all messages of a run, from verdicts of the judge on all and judgments of people of some: prediction-powered inference.',
  fields: (t) => ({
    mean: t.exposeFloat('mean', { description: 'Corrected mean on the scale of the rubric.' }),
    low: t.exposeFloat('low', { description: 'Lower end of the interval, 95 %.' }),
    high: t.exposeFloat('high', { description: 'Upper end of the interval, 95 %.' }),
    n: t.exposeInt('n', { description: 'Number of messages.' }),
    humanCount: t.exposeInt('humanCount', { description: 'Number of messages that people have judged, too.' }),
    method: t.string({ description: 'Method of the correction: "PPI".', resolve: () => 'PPI' }),
  }),
});
