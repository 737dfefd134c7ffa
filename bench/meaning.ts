import { goEmotions } from './meaning/goemotions.ts';
import { robustspot } from './meaning/robustspot.ts';
import { satisfaction } from './meaning/satisfaction.ts';
import { sentiment } from './meaning/sentiment.ts';
import { speed } from './meaning/speed.ts';

const usage =
  'bench meaning takes nothing, or one of: --goemotions FILE.tsv · --sentiment TEXTS LABELS · --satisfaction FILE, each with --train DIR · --robustspot DIR';

/**
 * How well texts are read, and how many a second. Without parts: the speed. The others score a file that is given, by a model that is trained
 * here and now from the data beside the repository (`../shared/data/meaning`, or `--train DIR`, laid out as it), less what the file itself
 * holds; where there is no such data, the model that ships is scored. `--robustspot`: causes of incidents, a folder laid out as RobustSpot. The last line is for programs.
 */
export async function run(parts: readonly string[]): Promise<void> {
  const at = parts.indexOf('--train');
  const folder = at < 0 ? undefined : parts[at + 1];
  const [option, first, second] = at < 0 ? parts : parts.toSpliced(at, 2);
  if (option === undefined) return speed();
  if (option === '--goemotions' && first !== undefined) return goEmotions(first, folder);
  if (option === '--sentiment' && first !== undefined && second !== undefined) return sentiment(first, second, folder);
  if (option === '--satisfaction' && first !== undefined) return satisfaction(first, folder);
  if (option === '--robustspot' && first !== undefined) return robustspot([first]);
  throw new Error(`${usage}; it was given ${parts.join(' ')}`);
}
