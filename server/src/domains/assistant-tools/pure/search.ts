import type { Tool } from '../../../platform/tools/tool.ts';
import { wordsOf } from './words.ts';

interface Entry<Item> {
  readonly item: Item;
  readonly tool: Tool | undefined;
}

/** Words of a tool, each with how much it says about it. */
function weightsOf({ name, title, description, words, operations }: Tool): Map<string, number> {
  const weights = new Map<string, number>();
  const add = (text: string, weight: number): void => {
    for (const word of wordsOf(text.replaceAll('_', ' '))) weights.set(word, Math.max(weights.get(word) ?? 0, weight));
  };
  add(description, 1);
  for (const [operation, { about, words: others = [] }] of Object.entries(operations)) {
    add(`${operation} ${others.join(' ')}`, 2);
    add(about, 1.5);
  }
  add(words.join(' '), 3);
  add(`${name} ${title}`, 4);
  return weights;
}

/**
 * Items by how well their tools fit a text, best first: the words that they share, rare ones counting more (the logarithm of how many tools
 * there are for each that has the word). Those that fit nothing are left out, unless none fits: then all are there, in the order of the list.
 */
export function mostFitting<Item>(text: string, entries: readonly Entry<Item>[]): Item[] {
  const asked = [...new Set(wordsOf(text))];
  const weights = entries.map(({ tool }) => (tool === undefined ? new Map<string, number>() : weightsOf(tool)));
  const rarity = new Map(asked.map((word) => [word, Math.log(1 + entries.length / (1 + weights.filter((one) => one.has(word)).length))]));
  const scored = entries
    .map(({ item }, index) => ({
      item,
      index,
      score: asked.reduce((sum, word) => sum + (weights[index]?.get(word) ?? 0) * (rarity.get(word) as number), 0),
    }))
    .sort((one, other) => other.score - one.score || one.index - other.index);
  const fitting = scored.filter(({ score }) => score > 0);
  return (fitting.length > 0 ? fitting : scored).map(({ item }) => item);
}
