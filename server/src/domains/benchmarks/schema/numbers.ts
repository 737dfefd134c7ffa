import { builder } from '../../../platform/graphql/builder.ts';
import type { BenchmarkNumbers, ComparisonNumbers } from '../types.ts';
import { ComparisonVerdictEnum } from './enums.ts';

const low = (of: string) => `Lower end of the 95 % interval of the ${of}`;
const high = (of: string) => `Upper end of the 95 % interval of the ${of}`;
const noInterval = 'null: too few items are decided';

export const BenchmarkNumbersRef = builder.objectRef<BenchmarkNumbers>('BenchmarkNumbers').implement({
  description:
    'Numbers of a benchmark run, or of one category. An item that was answered several times counts once, with the share of its answers that are correct. Formulas: docs/metrics.md.',
  fields: (t) => ({
    category: t.exposeString('category', { nullable: true, description: 'Category of the items; null: all items of the run.' }),
    itemCount: t.exposeInt('itemCount', { description: 'Number of items with a result.' }),
    resultCount: t.exposeInt('resultCount', { description: 'Number of results; an item has one for each of its answers.' }),
    errorCount: t.exposeInt('errorCount', { description: 'Number of results with an error.' }),
    decidedCount: t.exposeInt('decidedCount', { description: 'Number of items with an answer that is correct or wrong.' }),
    accuracy: t.exposeFloat('accuracy', {
      nullable: true,
      description: 'Mean share of correct answers over the decided items, 0 to 1; null: no item is decided.',
    }),
    accuracyLow: t.float({
      nullable: true,
      description: `${low('accuracy')} (Wilson's score where each item has one answer, else Student's t over items); ${noInterval}.`,
      resolve: ({ interval }) => interval?.low ?? null,
    }),
    accuracyHigh: t.float({
      nullable: true,
      description: `${high('accuracy')}; ${noInterval}.`,
      resolve: ({ interval }) => interval?.high ?? null,
    }),
    meanScore: t.exposeFloat('meanScore', { nullable: true, description: 'Mean over items of their mean score; null: no item is scored.' }),
  }),
});

export const ComparisonNumbersRef = builder.objectRef<ComparisonNumbers>('BenchmarkComparisonNumbers').implement({
  description: 'Items that two runs of a benchmark decided, by how each of the runs answered. Formulas: docs/metrics.md.',
  fields: (t) => ({
    category: t.exposeString('category', { nullable: true, description: 'Category of the items; null: all shared items.' }),
    itemCount: t.exposeInt('itemCount', { description: 'Number of items that both runs decided.' }),
    bothCorrect: t.exposeInt('bothCorrect', { description: 'Number of items that both runs answered correctly.' }),
    onlyBase: t.exposeInt('onlyBase', { description: 'Number of items that the base answered better.' }),
    onlyOther: t.exposeInt('onlyOther', { description: 'Number of items that the other run answered better.' }),
    neither: t.exposeInt('neither', { description: 'Number of items that both runs answered equally, and not correctly.' }),
    baseAccuracy: t.exposeFloat('baseAccuracy', {
      nullable: true,
      description: 'Accuracy of the base over the shared items, 0 to 1; null: no item is shared.',
    }),
    otherAccuracy: t.exposeFloat('otherAccuracy', {
      nullable: true,
      description: 'Accuracy of the other run over the shared items, 0 to 1; null: no item is shared.',
    }),
    difference: t.exposeFloat('difference', {
      nullable: true,
      description: 'Accuracy of the other run less that of the base, -1 to 1; null: no item is shared.',
    }),
    differenceLow: t.float({
      nullable: true,
      description: `${low('difference')} (Bonett and Price for one answer to each item, else Student's t over items); null: too few items are shared.`,
      resolve: ({ interval }) => interval?.low ?? null,
    }),
    differenceHigh: t.float({
      nullable: true,
      description: `${high('difference')}; null: too few items are shared.`,
      resolve: ({ interval }) => interval?.high ?? null,
    }),
    pValue: t.exposeFloat('pValue', {
      nullable: true,
      description:
        "P value of McNemar's exact test, two-sided, of this category alone; null: no item is shared, or items were answered several times.",
    }),
    verdict: t.expose('verdict', {
      type: ComparisonVerdictEnum,
      description: 'Whether the runs differ; verdicts of several categories hold together (Holm).',
    }),
  }),
});
