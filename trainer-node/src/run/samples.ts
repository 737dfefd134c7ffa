import type { Prediction } from '../client/client.ts';
import type { Gpt, Weights } from '../model/gpt.ts';
import { decode, encode, type Tokenizer } from '../text/tokenizer.ts';

/** The beginning of a line, and how it goes on. */
export interface Sample {
  readonly prompt: string;
  readonly reference: string;
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
    .map((line) => {
      const prompt = CUT_AT_NUMBER.exec(line)?.[0] ?? line.slice(0, line.indexOf(' ', line.length / 2) + 1 || Math.ceil(line.length / 2));
      return { prompt, reference: line.slice(prompt.length) };
    });
}

/** What the model makes of samples: as many tokens as the longest reference has, up to the end of the line. */
export async function predict(gpt: Gpt, weights: Weights, tokenizer: Tokenizer, samples: readonly Sample[]): Promise<Prediction[]> {
  const texts = samples.map(({ prompt }) => [...encode(tokenizer, prompt)]);
  const most = Math.max(...samples.map(({ reference }) => encode(tokenizer, reference).length)) + 1;
  const made: number[][] = [];
  for (let first = 0; first < texts.length; first += gpt.rows) {
    made.push(...(await gpt.continueTexts(weights, texts.slice(first, first + gpt.rows), most)));
  }
  return samples.map(({ prompt, reference }, sampleIndex) => {
    const prediction = decode(tokenizer, made[sampleIndex] as number[]).split('\n')[0] as string;
    return { sampleIndex, prompt, reference, prediction, scores: { exact_match: prediction.trim() === reference.trim() ? 1 : 0 } };
  });
}
