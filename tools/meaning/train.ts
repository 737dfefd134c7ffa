import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { encodeModel, probabilitiesOf, type LinearModel } from '../../server/src/domains/meaning/pure/linear-model.ts';
import { featuresOf, weighed } from '../../server/src/domains/meaning/pure/features.ts';
import { emotionsOf, labelsOfEmotion } from '../../server/src/domains/meaning/pure/emotions.ts';
import { emotions, type Emotion } from '../../server/src/domains/meaning/types.ts';
import { ROOT } from '../run.ts';
import { goEmotionsLabels, readGoEmotions } from './goemotions.ts';
import { bestThreshold, f1Of, modelOf, type Example, type HeldOut } from './logistic.ts';

/*
 * Trains the model of emotions that the server ships, from GoEmotions alone (Apache-2.0): node tools/meaning/train.ts DIR, where DIR holds
 * goemotions/train.tsv and goemotions/dev.tsv. A minute on one core. Prints a line of the model card (docs/meaning.md) for each label:
 * precision, recall and F1 on dev.tsv of the model after it was trained without it and packed as it ships.
 */

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Which folder? It holds goemotions/train.tsv and goemotions/dev.tsv.');
const target = join(ROOT, 'server/src/domains/meaning/model/emotions.br');
/** Steps on each side of zero: what packs to a few megabytes at no loss that shows. */
const steps = 15;
const version = 'emotions-1';

const train = await readGoEmotions(join(folder, 'goemotions/train.tsv'));
const dev = await readGoEmotions(join(folder, 'goemotions/dev.tsv'));

/** Whether a comment has one of the labels that make an emotion. */
const hasEmotion = (emotion: Emotion, { has }: Example): boolean =>
  emotion !== 'URGENCY' && labelsOfEmotion[emotion].some((label) => has[goEmotionsLabels.indexOf(label)] === 1);

const named = (scores: readonly number[]): Record<string, number> =>
  Object.fromEntries(goEmotionsLabels.map((label, place) => [label, scores[place] as number]));

/** The best F1 on the held-out tenth; urgency has no label, and its rule says itself from when on. */
const emotionThresholdsOf = (held: readonly HeldOut[]): Record<string, number> =>
  Object.fromEntries(
    emotions.map((emotion, place) => [
      emotion,
      emotion === 'URGENCY'
        ? 0.5
        : bestThreshold(
            held.map(({ example, scores }) => emotionsOf(named(scores), example.text)[place] as number),
            held.map(({ example }) => hasEmotion(emotion, example)),
          ),
    ]),
  );

interface Packed {
  readonly emotionThresholds: Readonly<Record<string, number>>;
  readonly model: LinearModel;
  readonly bytes: Buffer;
}

/** The model with its numbers in few steps, as it is scored from then on. */
function packed(model: LinearModel & { readonly held: readonly HeldOut[] }): Packed {
  const count = model.labels.length;
  const scales = model.labels.map((_label, label) => {
    const sizes = Float32Array.from({ length: model.weights.length / count }, (_one, place) =>
      Math.abs(model.weights[place * count + label] as number),
    );
    sizes.sort();
    // The largest hundredth of a percent is cut: else a few weights would take all the steps.
    return (sizes[Math.floor(sizes.length * 0.9999)] as number) / steps;
  });
  const weights = Int8Array.from(model.weights, (weight, at) =>
    Math.max(-127, Math.min(127, Math.round(weight / (scales[at % count] as number)))),
  );
  const rarityScale = (model.rarity as Float32Array).reduce((most, rarity) => Math.max(most, rarity), 0) / 255;
  const rarityBytes = Uint8Array.from(model.rarity as Float32Array, (rarity) => Math.round(rarity / rarityScale));
  const rounded = (numbers: readonly number[]): number[] => numbers.map((number) => Number(number.toPrecision(6)));
  const header = {
    version,
    labels: model.labels,
    scales: rounded(scales),
    biases: rounded(model.biases),
    thresholds: model.thresholds,
    emotionThresholds: emotionThresholdsOf(model.held),
    rarityScale,
  };
  return {
    emotionThresholds: header.emotionThresholds,
    model: { ...model, ...header, rarity: Float32Array.from(rarityBytes, (byte) => byte * rarityScale), weights },
    bytes: encodeModel(header, rarityBytes, weights),
  };
}

/** A line of the card: how many have it, and how well it is found. */
function line(name: string, scores: readonly number[], has: readonly boolean[], threshold: number): number {
  const f1 = f1Of(scores, has, threshold);
  const found = scores.filter((score) => score >= threshold).length;
  const right = scores.filter((score, index) => score >= threshold && has[index]).length;
  const all = has.filter(Boolean).length;
  const share = (part: number, of: number): string => (of === 0 ? '–' : (part / of).toFixed(2));
  console.log(`| ${name} | ${all} | ${threshold} | ${share(right, found)} | ${share(right, all)} | ${f1.toFixed(2)} |`);
  return f1;
}

function report({ model, emotionThresholds }: Packed, examples: readonly Example[]): void {
  const scores = examples.map(({ text }) => probabilitiesOf(model, weighed(featuresOf(text), model.rarity)));
  const f1s = model.labels.map((name, label) =>
    line(
      name,
      scores.map((score) => score[label] as number),
      examples.map((example) => example.has[label] === 1),
      model.thresholds[label] as number,
    ),
  );
  console.log(`macro-F1 on dev.tsv: ${(f1s.reduce((sum, f1) => sum + f1, 0) / f1s.length).toFixed(3)}`);
  emotions.forEach((emotion, place) => {
    if (emotion === 'URGENCY') return;
    line(
      emotion,
      scores.map((score, index) => emotionsOf(named(score), (examples[index] as Example).text)[place] as number),
      examples.map((example) => hasEmotion(emotion, example)),
      emotionThresholds[emotion] as number,
    );
  });
}

report(packed(modelOf(goEmotionsLabels, train)), dev);
const shipped = packed(modelOf(goEmotionsLabels, [...train, ...dev], { refit: true }));
const file = brotliCompressSync(shipped.bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_LGWIN]: 24 } });
await writeFile(target, file);
console.log(`${target.slice(ROOT.length)}: ${(file.length / 1e6).toFixed(2)} MB`);
