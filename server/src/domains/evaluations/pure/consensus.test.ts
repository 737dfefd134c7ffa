import { expect, test } from 'vitest';
import { consensusOf, type QueueVerdict } from './consensus.ts';

const verdict = (rating: number | null, success: boolean | null = null, ...failureTags: string[]): QueueVerdict => ({
  rating,
  success,
  failureTags,
});

test.each<[string, QueueVerdict[], QueueVerdict]>([
  ['no judgment says nothing', [], verdict(null)],
  ['one judgment is what it says', [verdict(4, true, 'a', 'b')], verdict(4, true, 'a', 'b')],
  ['of two ratings the lower counts', [verdict(5), verdict(2)], verdict(2)],
  ['of three the middle one', [verdict(5), verdict(1), verdict(4)], verdict(4)],
  ['of four the lower of the middle ones', [verdict(1), verdict(3), verdict(4), verdict(5)], verdict(3)],
  ['a judgment without a rating takes no part in it', [verdict(null), verdict(2), verdict(5)], verdict(2)],
  ['a verdict goes by the majority', [verdict(null, true), verdict(null, false), verdict(null, true)], verdict(null, true)],
  ['as many as against decide nothing', [verdict(null, true), verdict(null, false)], verdict(null, null)],
  ['a tag of one of two is none', [verdict(1, false, 'a'), verdict(1, false, 'b')], verdict(1, false)],
  ['a tag of two of three counts once', [verdict(1, false, 'a', 'a'), verdict(1, false, 'a'), verdict(1, false)], verdict(1, false, 'a')],
])('%s', (_claim, judgments, expected) => expect(consensusOf(judgments)).toEqual(expected));
