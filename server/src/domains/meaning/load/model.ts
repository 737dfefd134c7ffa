import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import type { Features } from '../pure/features.ts';
import { decodeModel, labelsOf } from '../pure/linear-model.ts';
import { emotionsOf, sentimentOf } from '../pure/emotions.ts';
import { emotions, storedEmotions, type Emotion } from '../types.ts';

/** Languages that the model of emotions was trained on. */
export const supportedLanguages: readonly string[] = ['en'];

/** Trained by tools/meaning/train.ts from GoEmotions (Apache-2.0); docs/meaning.md is its card. */
export const emotionModel = decodeModel(brotliDecompressSync(readFileSync(new URL('../model/emotions.br', import.meta.url))));

const stored = storedEmotions.map((emotion) => emotions.indexOf(emotion));

export interface Feelings {
  readonly sentiment: number;
  readonly emotions: readonly (readonly [Emotion, number])[];
  /** In the order of `storedEmotions`. */
  readonly probabilities: readonly number[];
}

const digits = (probability: number): number => Math.round(probability * 1_000) / 1_000;

/** What the words of a person say of their feelings, in a supported language; null: there is no word. `features`: those of `prose`. */
export function feelingsOf(prose: string, features: Features): Feelings | null {
  const found = labelsOf(emotionModel, features);
  if (found === null) return null;
  const labels = Object.fromEntries(emotionModel.labels.map((label, place) => [label, found[place] as number]));
  const probabilities = emotionsOf(labels, prose);
  return {
    sentiment: digits(sentimentOf(labels, prose)),
    emotions: emotions.flatMap((emotion, place) => {
      const probability = probabilities[place] as number;
      return probability >= (emotionModel.emotionThresholds[emotion] ?? 1) ? [[emotion, digits(probability)] as const] : [];
    }),
    probabilities: stored.map((place) => digits(probabilities[place] as number)),
  };
}
