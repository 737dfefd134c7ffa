import { builder } from '../../../platform/graphql/builder.ts';
import { usdFromNano } from '../../prices/pure/rates.ts';
import type { RunScore } from '../loaders.ts';
import { mayRemove } from '../load/own-score.ts';
import type { ScoreNumbers } from '../types.ts';
import { EvaluationScoreKindEnum } from './enums.ts';

const LabelCountRef = builder.objectRef<{ readonly label: string; readonly count: number }>('EvaluationLabelCount').implement({
  description: 'Number of scores of a run with a label.',
  fields: (t) => ({
    label: t.exposeString('label', { description: 'Label of the scores.' }),
    count: t.exposeInt('count', { description: 'Number of scores with the label.' }),
  }),
});

export const EvaluationScoreNumbersRef = builder.objectRef<ScoreNumbers>('EvaluationScoreNumbers').implement({
  description:
    'Numbers of one score of a run over its rows. A row with several answers, or several scores of the name, counts once, with their mean.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description: 'Name of the score: that of the check or the judge, or as a person or the application gave it.',
    }),
    kinds: t.expose('kinds', { type: [EvaluationScoreKindEnum], description: 'Sources of the scores, at most 4.' }),
    n: t.exposeInt('n', { description: 'Number of rows with a value.' }),
    mean: t.exposeFloat('mean', { nullable: true, description: 'Mean over the rows; null: the scores have labels alone.' }),
    low: t.float({
      nullable: true,
      description: 'Lower end of the 95 % interval of the mean: Wilson’s of verdicts, Student’s of numbers; null: fewer than two rows.',
      resolve: ({ interval }) => interval?.low ?? null,
    }),
    high: t.float({
      nullable: true,
      description: 'Upper end of the 95 % interval of the mean; null: fewer than two rows.',
      resolve: ({ interval }) => interval?.high ?? null,
    }),
    passShare: t.exposeFloat('passShare', {
      nullable: true,
      description: 'Share of rows that passed, 0 to 1; null: the score neither passes nor fails.',
    }),
    labels: t.field({
      type: [LabelCountRef],
      description: 'Labels with their counts, most first, at most 20.',
      resolve: ({ labels }) => labels,
    }),
    errorCount: t.exposeInt('errorCount', { description: 'Number of scores without a value, each with the reason.' }),
  }),
});

export const EvaluationRunScoreRef = builder.objectRef<RunScore>('EvaluationRunScore').implement({
  description: 'A score of a whole run, as the application gave it.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the score.' }),
    kind: t.expose('kind', { type: EvaluationScoreKindEnum, description: 'Source of the score.' }),
    value: t.exposeFloat('value', { nullable: true, description: 'Value of the score; null: it has a label, or passes or fails.' }),
    label: t.exposeString('label', { nullable: true, description: 'Label of the score; null: none.' }),
    passed: t.exposeBoolean('passed', { nullable: true, description: 'Whether the run passed; null: the score is no verdict.' }),
    comment: t.exposeString('comment', { nullable: true, description: 'Comment on the score; null: none.' }),
  }),
});

export const EvaluationScoreRef = builder.prismaObject('EvaluationScore', {
  description: 'Score of an item of a run, by a check, a judge, a person or the application.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the score.' }),
    kind: t.expose('kind', { type: EvaluationScoreKindEnum, description: 'Source of the score.' }),
    value: t.exposeFloat('value', {
      nullable: true,
      description: 'Value of the score; 1 and 0 of a verdict; null: a label alone, or an error.',
    }),
    label: t.exposeString('label', { nullable: true, description: 'Label of the score, such as "pass"; null: none.' }),
    passed: t.exposeBoolean('passed', { nullable: true, description: 'Whether the answer passed; null: the score is no verdict.' }),
    comment: t.exposeString('comment', { nullable: true, description: 'Reason or comment; null: none.' }),
    error: t.exposeString('error', { nullable: true, description: 'Reason why there is no value; null: there is one.' }),
    author: t.exposeString('author', { nullable: true, description: 'Name of the person; null: no person, or one without an account.' }),
    costUsd: t.float({
      description: 'Cost of the calls of a judge, in US dollars by the price book; 0: no model was asked, or no price is known.',
      select: { nanoUsd: true },
      resolve: ({ nanoUsd }) => usdFromNano(nanoUsd),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the score was given.' }),
    isOwn: t.boolean({
      description: 'Whether the viewer gave the score, and can take it back.',
      select: { scorer: true },
      resolve: ({ scorer }, _args, { viewer }) => mayRemove(viewer, scorer),
    }),
  }),
});
