import { readFile } from 'node:fs/promises';
import type { Example } from './logistic.ts';

export const goEmotionsLabels =
  'admiration amusement anger annoyance approval caring confusion curiosity desire disappointment disapproval disgust embarrassment excitement fear gratitude grief joy love nervousness optimism pride realization relief remorse sadness surprise neutral'.split(
    ' ',
  );

/** A file of GoEmotions: text, numbers of labels with commas between, id of the comment. Errors: throws where a line is no such. */
export async function readGoEmotions(path: string): Promise<(Example & { readonly id: string })[]> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line, place) => {
    const [text = '', labels = '', id = ''] = line.replace(/\r$/, '').split('\t');
    const numbers = labels.split(',').map(Number);
    if (labels === '' || numbers.some((number) => !(number in goEmotionsLabels)))
      throw new Error(
        `Line ${place + 1} of ${path} has the labels "${labels.slice(0, 40)}"; numbers from 0 to 27 with commas between are possible.`,
      );
    return { text, id, has: goEmotionsLabels.map((_label, label) => (numbers.includes(label) ? 1 : 0)) };
  });
}
