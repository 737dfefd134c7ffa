import { randomFrom } from '../random.ts';

const NAMES = ['Anna', 'Ben', 'Clara', 'David', 'Emma', 'Finn'];
const THINGS = ['apples', 'books', 'coins', 'keys', 'pears', 'shells'];

/**
 * Lines of small sums in words, such as "Anna has 3 apples and gets 4. Now Anna has 7 apples.": a text that a small model learns in steps, first the
 * letters, then the words, then who has what, and at last the sums.
 */
export function generatedText(lineCount: number, seed: number): string {
  const random = randomFrom(seed);
  const pick = <Item>(list: readonly Item[]): Item => list[Math.floor(random() * list.length)] as Item;
  const lines = Array.from({ length: lineCount }, () => {
    const [name, thing, first] = [pick(NAMES), pick(THINGS), Math.floor(random() * 10)];
    const isGift = random() < 0.5;
    const second = Math.floor(random() * (isGift ? first + 1 : 10));
    const left = isGift ? first - second : first + second;
    return `${name} has ${first} ${thing} and ${isGift ? 'gives away' : 'gets'} ${second}. Now ${name} has ${left} ${thing}.`;
  });
  return `${lines.join('\n')}\n`;
}
