import { digits, thousands } from '../../../platform/statistics/words.ts';
import type { Json } from '../types.ts';
import type { LayerPart } from './layer-room.ts';

type Condition = { readonly [name: string]: Json };

/** What is left of a layer. */
export interface PlannedLayer {
  readonly key: string;
  /** The widest part that no experiment has; null: nothing is left. */
  readonly room: LayerPart | null;
  /** Keys of the experiments that have parts of it. */
  readonly takenBy: readonly string[];
}

/** How many units of the past meet a condition. */
export interface PlannedCondition {
  /** Of the units that were looked at; null: the past does not have all attributes of the condition, and nothing is left out. */
  readonly share: number | null;
  readonly unitCount: number;
  /** Attributes of the condition that no unit of the past has. */
  readonly unknown: readonly string[];
}

/** Which part of the units of the past an experiment would have. */
export interface PlannedTargeting {
  readonly allocation: number;
  readonly layer: PlannedLayer | null;
  readonly condition: PlannedCondition | null;
}

const groups = new Set(['$and', '$or', '$nor']);

/** Names of the attributes that a condition looks at; of dotted paths their first part. */
export function attributesIn(condition: Condition): string[] {
  const found = Object.entries(condition).flatMap(([name, wanted]) =>
    groups.has(name)
      ? (wanted as readonly Condition[]).flatMap(attributesIn)
      : name === '$not'
        ? attributesIn(wanted as Condition)
        : [name.split('.')[0] as string],
  );
  return [...new Set(found)];
}

const widthOf = ({ room }: PlannedLayer): number => (room === null ? 0 : room.end - room.start);

/** Of all units, those that are in: by the allocation, the room in the layer, and the condition. */
export const shareOf = ({ allocation, layer, condition }: PlannedTargeting): number =>
  allocation * (layer === null ? 1 : widthOf(layer)) * (condition?.share ?? 1);

/** In words, what a layer and a condition leave; null: there is neither. */
export function targetingSentence(targeting: PlannedTargeting): string | null {
  const { allocation, layer, condition } = targeting;
  if (layer === null && condition === null) return null;
  const parts = [
    ...(layer === null ? [] : [layerSentence(layer)]),
    ...(condition === null ? [] : [conditionSentence(condition)]),
    `${allocation < 1 ? `With ${percent(allocation)} of these` : 'So'}, ${percent(shareOf(targeting))} of all units are in the experiment.`,
  ];
  return parts.join(' ');
}

function layerSentence({ key, room, takenBy }: PlannedLayer): string {
  const others = ` (${takenBy.slice(0, 5).join(', ')}${takenBy.length > 5 ? ' and others' : ''} have the rest)`;
  if (takenBy.length === 0) return `No other experiment has a part of the layer ${key}.`;
  return room === null
    ? `Nothing is left of the layer ${key}${others}.`
    : `Of the layer ${key}, ${percent(room.end - room.start)} is the widest part that is left, from ${digits(room.start, 4)} to ${digits(room.end, 4)}${others}.`;
}

function conditionSentence({ share, unitCount, unknown }: PlannedCondition): string {
  if (share === null)
    return unitCount === 0
      ? 'How many units meet the condition is not known: none of the past was looked at.'
      : `How many units meet the condition is not known, since none of the past has ${unknown.join(', ')}: it leaves none out here. Give the share that meets it as allocation.`;
  return `Of ${thousands(unitCount)} units of the past that were looked at, ${percent(share)} meet the condition.`;
}

const percent = (share: number): string => `${digits(share * 100, 3)} %`;
