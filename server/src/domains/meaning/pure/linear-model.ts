import { placeCount, weighed, type Features, type SparseVector } from './features.ts';

/** A logistic regression for each label over the features of a text (features.ts). */
export interface LinearModel {
  readonly labels: readonly string[];
  /** How rare each place is, as it is weighed with. */
  readonly rarity: ArrayLike<number>;
  /** Of each place the weights of all labels, one place after the other; in units of `scales`. */
  readonly weights: Int8Array | Float32Array;
  readonly scales: readonly number[];
  readonly biases: readonly number[];
  /** From which probability on a text has a label. */
  readonly thresholds: readonly number[];
}

const logistic = (z: number): number => 1 / (1 + Math.exp(-z));

/** Probabilities of the labels of a vector, in their order. */
export function probabilitiesOf({ labels, weights, scales, biases }: LinearModel, { places, values }: SparseVector): number[] {
  const count = labels.length;
  const sums = new Float64Array(count);
  for (let at = 0; at < places.length; at += 1) {
    const first = (places[at] as number) * count;
    const value = values[at] as number;
    for (let label = 0; label < count; label += 1) sums[label] = (sums[label] as number) + (weights[first + label] as number) * value;
  }
  return Array.from(sums, (sum, label) => logistic(sum * (scales[label] as number) + (biases[label] as number)));
}

/** Probabilities of the labels of a text; null: it has no features. */
export function labelsOf(model: LinearModel, features: Features): number[] | null {
  const vector = weighed(features, model.rarity);
  return vector.places.length === 0 ? null : probabilitiesOf(model, vector);
}

/** What stands before the numbers of a file. */
export interface ModelHeader {
  /** Changes with the numbers. */
  readonly version: string;
  readonly labels: readonly string[];
  readonly scales: readonly number[];
  readonly biases: readonly number[];
  readonly thresholds: readonly number[];
  /** From which probability on a message has an emotion that labels make up, by its name (emotions.ts). */
  readonly emotionThresholds: Readonly<Record<string, number>>;
  /** A rarity is its byte times this. */
  readonly rarityScale: number;
}

/**
 * A model as bytes: the length of the header as four bytes, the header as JSON, a byte for the rarity of each place, and the weights as signed
 * bytes, those of a label one after the other, which packs best.
 */
export function encodeModel(header: ModelHeader, rarity: Uint8Array, weights: Int8Array): Buffer {
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const count = header.labels.length;
  const byLabel = new Int8Array(weights.length);
  for (let place = 0; place < placeCount; place += 1)
    for (let label = 0; label < count; label += 1) byLabel[label * placeCount + place] = weights[place * count + label] as number;
  return Buffer.concat([length, text, rarity, Buffer.from(byLabel.buffer)]);
}

/** Errors: throws when the bytes are no model of this form. */
export function decodeModel(bytes: Buffer): LinearModel & Pick<ModelHeader, 'version' | 'emotionThresholds'> {
  const start = 4 + bytes.readUInt32LE(0);
  const header = JSON.parse(bytes.toString('utf8', 4, start)) as ModelHeader;
  const count = header.labels.length;
  if (bytes.length !== start + placeCount * (1 + count))
    throw new Error(`The model of emotions has ${bytes.length} bytes, which is not its size.`);
  const rarity = Float32Array.from(bytes.subarray(start, start + placeCount), (byte) => byte * header.rarityScale);
  const byLabel = new Int8Array(bytes.buffer, bytes.byteOffset + start + placeCount, placeCount * count);
  const weights = new Int8Array(placeCount * count);
  for (let label = 0; label < count; label += 1)
    for (let place = 0; place < placeCount; place += 1) weights[place * count + label] = byLabel[label * placeCount + place] as number;
  return { ...header, rarity, weights };
}
