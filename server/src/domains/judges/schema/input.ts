import { builder } from '../../../platform/graphql/builder.ts';
import { AnalyticsFilterRef } from '../../analytics/schema/filter.ts';
import {
  maxCategories,
  maxCategoryLength,
  maxCriteriaLength,
  maxDescriptionLength,
  maxExampleLength,
  maxExamples,
  maxItems,
  maxKeyLength,
  maxNameLength,
  maxPatternLength,
  maxRuleTextLength,
  maxRuleTexts,
  maxSides,
} from '../types.ts';
import { RubricScaleEnum, RuleKindEnum } from './enums.ts';

const RubricExampleInput = builder.inputType('RubricExampleInput', {
  description: `An answer that shows how a rubric is meant; each text has 1 to ${maxExampleLength} characters.`,
  fields: (t) => ({
    question: t.string({ required: true, description: 'Text that the answer follows.' }),
    answer: t.string({ required: true, description: 'Answer that is judged.' }),
    verdict: t.string({ required: true, description: 'Verdict as the scale has it: "pass", "4", "0.5", or a category.' }),
    reason: t.string({ required: true, description: 'Reason of the verdict.' }),
  }),
});

export const SaveRubricInput = builder.inputType('SaveRubricInput', {
  description: 'The next version of a rubric, or the first of a new one.',
  fields: (t) => ({
    key: t.string({
      required: true,
      description: `Key of the rubric, at most ${maxKeyLength} characters: a to z, 0 to 9, and "-", "_", "." between them.`,
    }),
    name: t.string({ required: true, description: `Name of the rubric for people, 1 to ${maxNameLength} characters.` }),
    description: t.string({ description: `What the rubric is for, at most ${maxDescriptionLength} characters.` }),
    criteria: t.string({ required: true, description: `Criteria, as the model reads them, 1 to ${maxCriteriaLength} characters.` }),
    scale: t.field({ type: RubricScaleEnum, required: true, description: 'What verdicts are; the scale of a rubric stays.' }),
    categories: t.stringList({
      description: `Categories of the scale CATEGORY, 2 to ${maxCategories} of at most ${maxCategoryLength} characters.`,
    }),
    examples: t.field({ type: [RubricExampleInput], description: `Examples, at most ${maxExamples}; absent: none.` }),
    usesReference: t.boolean({ description: 'Whether the model is shown the text that the message should have had; absent: no.' }),
  }),
});

const JudgeRuleInput = builder.inputType('JudgeRuleInput', {
  description: 'A check of a message without a model.',
  fields: (t) => ({
    kind: t.field({ type: RuleKindEnum, required: true, description: 'What the rule looks at.' }),
    pattern: t.string({ description: `Regular expression of REGEX, 1 to ${maxPatternLength} characters.` }),
    texts: t.stringList({ description: `Texts of CONTAINS, 1 to ${maxRuleTexts} of at most ${maxRuleTextLength} characters.` }),
    ignoresCase: t.boolean({ description: 'Whether upper and lower case are the same to REGEX and CONTAINS; absent: no.' }),
    schema: t.field({ type: 'JSON', description: 'JSON Schema of an object, of JSON_SCHEMA; absent: any JSON passes.' }),
    minimum: t.float({ description: 'Least value that passes, of LENGTH, LATENCY and COST.' }),
    maximum: t.float({ description: 'Largest value that passes, of LENGTH, LATENCY and COST.' }),
    isNegated: t.boolean({ description: 'Whether a message passes that the rule does not match; absent: no.' }),
  }),
});

export const SaveJudgeInput = builder.inputType('SaveJudgeInput', {
  description: 'A judge to make or to change: a rubric with a model, or a rule.',
  fields: (t) => ({
    id: t.id({ description: 'Global id of the judge to change; absent: a new one is made.' }),
    name: t.string({ required: true, description: `Name of the judge, unique in the workspace, 1 to ${maxNameLength} characters.` }),
    rubricId: t.id({ description: 'Global id of the rubric; absent: a rule.' }),
    model: t.string({ description: 'Language model "connection/model"; absent: a rule.' }),
    rule: t.field({ type: JudgeRuleInput, description: 'The rule; absent: a rubric with a model.' }),
    minimumAgreement: t.float({
      description: 'Least agreement with people of a judge that is trusted, -1 to 1; absent: 0.4 of a new judge, else as before.',
    }),
    isEnabled: t.boolean({ description: 'Whether the judge can begin runs; absent: yes of a new judge, else as before.' }),
  }),
});

export const JudgeRunInput = builder.inputType('JudgeRunInput', {
  description: 'Messages that a judge is to judge: those named, or answers by a filter.',
  fields: (t) => ({
    judgeId: t.id({ required: true, description: 'Global id of the judge.' }),
    messageExternalIds: t.stringList({ description: 'Your ids of messages, at most 1,000; absent: by the filter.' }),
    filter: t.field({ type: AnalyticsFilterRef, description: 'Filter of the answers; {} for all.' }),
    sampleCount: t.int({ description: `Largest number of answers by the filter, 1 to ${maxItems}; absent: ${maxItems}.` }),
    seed: t.int({
      description: 'Seed of a random sample of the answers, 0 to 2147483647: the same seed gives the same sample; absent: the newest.',
    }),
  }),
});

export const JudgeOnlineInput = builder.inputType('JudgeOnlineInput', {
  description: 'Share of new answers that a judge judges on arrival, and the cap of their cost.',
  fields: (t) => ({
    judgeId: t.id({ required: true, description: 'Global id of the judge.' }),
    sampleShare: t.float({ required: true, description: 'Share of new answers, 0 to 1; 0: none.' }),
    dailyCapUsd: t.float({ description: 'Largest cost of new answers on a day of UTC, in US dollars; a model needs one.' }),
  }),
});

const PairwiseSideInput = builder.inputType('PairwiseSideInput', {
  description: 'Answers of one side of a comparison, such as those of a model or of a version of a prompt.',
  fields: (t) => ({
    name: t.string({ required: true, description: `Name of the side, 1 to ${maxNameLength} characters.` }),
    filter: t.field({ type: AnalyticsFilterRef, required: true, description: 'Filter of the answers.' }),
  }),
});

export const StartPairwiseInput = builder.inputType('StartPairwiseInput', {
  description: 'A comparison of the answers of some sides to the same texts of users.',
  fields: (t) => ({
    judgeId: t.id({ required: true, description: 'Global id of a judge with a model; its rubric has the criteria.' }),
    sides: t.field({ type: [PairwiseSideInput], required: true, description: `Sides, 2 to ${maxSides}.` }),
    maxPairs: t.int({ description: 'Largest number of pairs, 1 to 5000; each takes two calls of the model. Absent: 200.' }),
    seed: t.int({ description: 'Seed of the sample of answers, 0 to 2147483647; absent: the newest.' }),
  }),
});

export const PairwiseRankingInput = builder.inputType('PairwiseRankingInput', {
  description: 'A comparison whose ranking is wanted.',
  fields: (t) => ({ runId: t.id({ required: true, description: 'Global id of a run of the kind PAIRWISE.' }) }),
});
