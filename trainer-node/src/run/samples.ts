import type { Prediction } from '../client/client.ts';
import type { Gpt, Weights } from '../model/gpt.ts';
import { decode, encode, type Tokenizer } from '../text/tokenizer.ts';

/** The beginning of a text, and how it goes on. */
export interface Sample {
  readonly prompt: string;
  /** What the model is given. */
  readonly asked: string;
  readonly reference: string;
  readonly sampleIndex: number;
}

/** Where a line is cut: before the last number for lines that have one, else in the middle of its words. */
const CUT_AT_NUMBER = /^.*\D(?=\s\d+[^\d]*$)/;

/** Samples from the lines of a text, spread over it. */
export function samplesOf(text: string, count: number): Sample[] {
  const lines = text.split('\n').filter((line) => line.trim().length >= 8);
  const every = Math.max(1, Math.floor(lines.length / Math.max(1, count)));
  return lines
    .filter((_, index) => index % every === 0)
    .slice(0, count)
    .map((line, sampleIndex) => {
      const prompt = CUT_AT_NUMBER.exec(line)?.[0] ?? line.slice(0, line.indexOf(' ', line.length / 2) + 1 || Math.ceil(line.length / 2));
      return { prompt, asked: prompt, reference: line.slice(prompt.length), sampleIndex };
    });
}

/** What the model makes of samples: as many tokens as the longest reference has, up to `end`. */
export async function predict(
  gpt: Gpt,
  weights: Weights,
  tokenizer: Tokenizer,
  { samples, end }: { readonly samples: readonly Sample[]; readonly end: string },
): Promise<Prediction[]> {
  const texts = samples.map(({ asked }) => [...encode(tokenizer, asked)]);
  const most = samples.reduce((longest, { reference }) => Math.max(longest, encode(tokenizer, reference).length), 0) + 1;
  const made: number[][] = [];
  for (let first = 0; first < texts.length; first += gpt.rows) {
    made.push(...(await gpt.continueTexts(weights, texts.slice(first, first + gpt.rows), most)));
  }
  return samples.map(({ prompt, reference, sampleIndex }, at) => {
    const prediction = decode(tokenizer, made[at] as number[]).split(end)[0] as string;
    return { sampleIndex, prompt, reference, prediction, scores: { exact_match: prediction.trim() === reference.trim() ? 1 : 0 } };
  });
}
