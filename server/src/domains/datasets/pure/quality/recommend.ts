import type { Gap } from './balance.ts';
import type { Bias, QualityParts } from './score.ts';

interface Advised {
  readonly rowCount: number;
  readonly parts: QualityParts;
  readonly issues: readonly { readonly kind: string; readonly rowCount: number }[];
  readonly gaps: readonly Gap[];
  readonly highRiskBiases: readonly Bias['kind'][];
}

const ofIssues: Readonly<Record<string, (count: number) => string>> = {
  EMPTY_PROMPT: (count) => `Fill or take out ${count} rows that ask nothing.`,
  EMPTY_ANSWER: (count) => `Fill or take out ${count} rows without an answer.`,
  PLACEHOLDER: (count) => `Replace ${count} placeholders (such as N/A) by answers, or take the rows out.`,
  WRONG_ROLES: (count) => `Put the turns of ${count} chats into order: a system turn first, then user and assistant in turn.`,
  TEMPLATE_LEAK: (count) => `Take the marks of a chat template out of ${count} rows: the trainer adds its own.`,
  BROKEN_TEXT: (count) => `Repair the encoding of ${count} rows, or take them out.`,
  MARKUP: (count) => `Take HTML out of ${count} answers, unless the model is to write it.`,
  REPETITION: (count) => `Take out ${count} answers that repeat a word or a sign over and over.`,
  TRUNCATED_ANSWER: (count) => `Complete ${count} answers that end in the middle of a sentence.`,
  REFUSAL: (count) => `Look at ${count} answers that refuse: a model learns to refuse from them.`,
  EQUAL_PREFERENCE: (count) => `Take out ${count} preferences whose two answers are the same.`,
  ECHO: (count) => `Take out ${count} answers that repeat what was asked.`,
  EXACT_DUPLICATE: (count) => `Take out ${count} rows that repeat another.`,
  NEAR_DUPLICATE: (count) => `Look at ${count} rows that nearly repeat another, and keep them in one split.`,
  LABEL_ERROR: (count) => `Check ${count} labels that a model which has not seen the rows doubts.`,
};

const ofBiases: Readonly<Record<Bias['kind'], string>> = {
  DEMOGRAPHIC: 'Texts are mostly about one gender: add rows about the other, or write them without.',
  TEMPORAL: 'Most rows are of a short time: add rows of the others, or the model knows that time alone.',
  LINGUISTIC: 'Most rows are of one language: add rows of the others, or take those out that are too few to learn from.',
  LABEL: 'Classes go together with length or language: a model may learn these instead. Add rows that break it.',
};

/** Few rows for a fine-tune. */
const fewRows = 50;
const lowDiversity = 0.5;
const lowBalance = 0.6;

/** What makes the dataset better, what concerns most rows first. */
export function advice({ rowCount, parts, issues, gaps, highRiskBiases }: Advised): string[] {
  return [
    ...(rowCount < fewRows ? [`Add rows: ${rowCount} are few to learn from.`] : []),
    ...issues.flatMap(({ kind, rowCount: count }) => ofIssues[kind]?.(count) ?? []),
    ...(parts.diversity !== null && parts.diversity < lowDiversity
      ? ['Add rows that ask other things in other words: many are alike.']
      : []),
    ...(parts.balance !== null && parts.balance < lowBalance ? ['Add rows of rare classes, or take some of the common ones out.'] : []),
    ...(gaps.length > 0
      ? [
          `Add rows of ${gaps
            .slice(0, 5)
            .map(({ name }) => JSON.stringify(name))
            .join(', ')}: ${gaps.length === 1 ? 'the class has' : 'the classes have'} less than a fifth of an equal share.`,
        ]
      : []),
    ...highRiskBiases.map((kind) => ofBiases[kind]),
  ];
}
