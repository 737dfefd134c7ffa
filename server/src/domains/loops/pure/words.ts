import { plural, thousands } from '../../../platform/statistics/words.ts';
import type { StepDetails, StepKind } from '../types.ts';
import { verdictOf, type MeasuredShare, type Verdict } from './verdict.ts';

interface Counted {
  readonly kind: StepKind;
  readonly count: number | null;
  readonly outOf: number | null;
  readonly details: StepDetails;
}

/** Whole percent; below 10 % with a decimal. */
const percent = (share: number): string => `${Number((share * 100).toFixed(share < 0.1 ? 1 : 0))} %`;
const bounds = ({ interval }: MeasuredShare): string =>
  interval === null ? '' : ` [${Math.round(interval.low * 100)}, ${Math.round(interval.high * 100)}]`;
const shareWords = (share: MeasuredShare): string => (share.share === null ? 'none' : `${percent(share.share)}${bounds(share)}`);
const some = (count: number | undefined, word: string): string => plural(count ?? 0, word);

/** What a step has led to, as a sentence; null: nothing yet. */
export function stepSentence({ kind, count, outOf, details }: Counted): string | null {
  if (count === null && kind !== 'MODEL') return null;
  if (kind === 'MODEL' && details.model === undefined) return null;
  return sentences[kind](count ?? 0, outOf ?? 0, details);
}

const sentences: Readonly<Record<StepKind, (count: number, outOf: number, details: StepDetails) => string>> = {
  SELECTED: (count, _outOf, { controlCount, withoutPromptCount = 0 }) => {
    const controls = `${some(controlCount, 'answer')} that succeeded ${controlCount === 1 ? 'is' : 'are'} the control sample`;
    const left = `${plural(withoutPromptCount, 'answer')} without a prompt, or too long, cannot be replayed.`;
    return `${plural(count, 'answer')} failed, and ${controls}.${withoutPromptCount === 0 ? '' : ` ${left}`}`;
  },
  UNIQUE: (count, outOf, { duplicateCount, nearDuplicateCount = 0 }) =>
    `${thousands(count)} of ${plural(outOf, 'prompt')} ${count === 1 ? 'is' : 'are'} unique: ${some(duplicateCount, 'duplicate')}${
      nearDuplicateCount === 0 ? '' : ` and ${plural(nearDuplicateCount, 'near duplicate')}`
    } left out.`,
  MASKED: (_count, _outOf, { changedCount }) =>
    `${some(changedCount, 'answer')} or ${changedCount === 1 ? 'its prompt' : 'their prompts'} held something to mask.`,
  CORRECTED: (count, outOf, { existingCount = 0, reviewedCount = 0, proposedCount = 0, waitingProposalCount = 0, leftOutCount = 0 }) => {
    const parts = [
      existingCount > 0 && `${thousands(existingCount)} corrected before`,
      reviewedCount > 0 && `${thousands(reviewedCount)} in the review`,
      proposedCount > 0 && `${thousands(proposedCount)} by accepted proposals`,
    ].filter((part) => part !== false);
    return `${thousands(count)} of ${plural(outOf, 'prompt')} ${count === 1 ? 'has its' : 'have their'} expected answer${
      parts.length === 0 ? '' : `: ${parts.join(', ')}`
    }.${waitingProposalCount === 0 ? '' : ` ${plural(waitingProposalCount, 'proposal')} to be accepted.`}${
      leftOutCount === 0 ? '' : ` ${plural(leftOutCount, 'prompt')} left out.`
    }`;
  },
  DATASET: (count, _outOf, { trainCount, heldOutCount, controlCount }) =>
    `${plural(count, 'row')}: ${some(trainCount, 'row')} to train with, ${some(heldOutCount, 'failed prompt')} held out, ${some(controlCount, 'control prompt')}.`,
  TRAINING: (count, outOf, { jobStatus = '' }) =>
    outOf === 0
      ? `The job is ${jobStatus.toLowerCase()}.`
      : `Step ${thousands(count)} of ${thousands(outOf)}; the job is ${jobStatus.toLowerCase()}.`,
  MODEL: (_count, _outOf, { model = '', version }) =>
    version === null || version === undefined ? `${model} answers.` : `${model}, version ${version}.`,
  REPLAY: (count, outOf, { answeredBy }) =>
    `${thousands(count)} of ${plural(outOf, 'prompt')} answered by the new model${answeredBy === 'JOB' ? ', in its training job' : ''}.`,
  VERDICT: (_count, _outOf, { verdict }) => (verdict === undefined ? '' : verdictSentence(verdictOf(verdict))),
};

/** The verdict in plain words. */
export function verdictSentence({ fixed, fixedHeldOut, broke, pValue, meaning }: Verdict): string {
  const first = `Fixed ${shareWords(fixed)} of the ${plural(fixed.outOf, 'failed prompt')}`;
  const unseen =
    fixedHeldOut.outOf === 0
      ? '; none of them was held out from training'
      : `, and ${shareWords(fixedHeldOut)} of the ${thousands(fixedHeldOut.outOf)} that the model was not trained on`;
  const second =
    broke.outOf === 0 ? ' No control prompt was replayed.' : ` Broke ${shareWords(broke)} of the ${plural(broke.outOf, 'control prompt')}.`;
  const p = pValue < 0.001 ? 'p < 0.001' : `p = ${pValue.toFixed(3)}`;
  const third = {
    BETTER: `Of the prompts that the model had not seen, more became right than wrong (McNemar's exact test, ${p}).`,
    WORSE: `Of the prompts that the model had not seen, more became wrong than right (McNemar's exact test, ${p}).`,
    NOT_DECISIVE: `Of the prompts that the model had not seen, those that became right and those that became wrong do not differ clearly (McNemar's exact test, ${p}).`,
  }[meaning];
  return `${first}${unseen}.${second} ${third}`;
}
