import { corpusOf, publishedScores, type NabFile } from './nab/corpus.ts';
import { scoresOf } from './nab/detect.ts';
import { halfOf, openingsOf } from './nab/feedback.ts';
import { episodesOf, nabScore, profiles, type Episodes, type ScoredFile } from './nab/score.ts';

/** Settings were chosen on the others: every second file, in the order of names. */
const isHeldOut = (_: unknown, place: number): boolean => place % 2 === 1;

/** NAB of `folder`: our detector beside those whose scores are there, by the same scorer on the same files. */
export function nab(folder: string): void {
  const corpus = corpusOf(folder);
  if (corpus.length === 0) throw new Error(`${folder}/data has none of the files of labels/combined_windows.json`);
  console.log(`\nNAB: ${corpus.length} files, ${corpus.reduce((sum, { windows }) => sum + windows.length, 0)} windows`);
  console.log('  one threshold for the corpus, as NAB chooses it: the one with the highest score of the profile');
  const header = ['standard', 'lowFP', 'lowFN', 'false episodes', 'windows', 'held-out'];
  console.log(`  ${''.padEnd(28)} ${header.map((name) => name.padStart(14)).join('')}`);
  for (const [name, scores] of publishedScores(folder)) row(`${name} (published)`, corpus, (file) => scores.get(file.name) ?? []);
  const ours = new Map(corpus.map((file) => [file.name, scoresOf(file)]));
  const scores = row('ours', corpus, (file) => ours.get(file.name) as number[]);
  const openings = (isJudged: boolean): Openings => new Map(corpus.map((file) => [file.name, openingsOf(file, isJudged)]));
  const [opened, judged] = [openings(false), openings(true)];
  row('ours, findings as opened', corpus, (file) => opened.get(file.name) as number[]);
  console.log('\n  the second half of each file, findings as the product opens them (rows at most 1 % of a file apart are one episode):');
  const isTuned = (file: NabFile, place: number): boolean => !isHeldOut(file, place);
  secondHalf('no verdicts', corpus, opened);
  const after = secondHalf('verdicts on the first half', corpus, judged);
  secondHalf('  settings were chosen on', corpus.filter(isTuned), judged);
  secondHalf('  held out', corpus.filter(isHeldOut), judged);
  console.log('\n  the last line: false episodes and windows of the second half, after verdicts on the first');
  console.log(`${scores} falseEpisodes ${shareOf(after).toFixed(1)}% windows ${after.windowsFound}/${after.windowCount}`);
}

/** By the name of a file: 1 at the rows where a finding opens. */
type Openings = ReadonlyMap<string, number[]>;

const shareOf = ({ count, falseCount }: Episodes): number => (count === 0 ? 0 : (100 * falseCount) / count);

function secondHalf(name: string, corpus: readonly NabFile[], openings: Openings): Episodes {
  const files = corpus.map((file) => ({ scores: openings.get(file.name) as number[], windows: file.windows, half: halfOf(file) }));
  const episodes = episodesOf(files, 1, ({ half }) => half);
  const { count, falseCount, windowsFound, windowCount } = episodes;
  console.log(
    `  ${name.padEnd(28)} false episodes ${falseCount}/${count}, ${shareOf(episodes).toFixed(0)} %   windows ${windowsFound}/${windowCount}`,
  );
  return episodes;
}

function row(name: string, corpus: readonly NabFile[], scoresOfFile: (file: NabFile) => ArrayLike<number>): string {
  const files = corpus.map((file): ScoredFile => ({ scores: scoresOfFile(file), windows: file.windows }));
  const missing = files.findIndex(({ scores }, place) => scores.length !== corpus[place]?.values.length);
  if (missing >= 0) throw new Error(`${name} has no score for each row of ${corpus[missing]?.name}`);
  const standard = nabScore(files, profiles.standard);
  const [lowFP, lowFN] = [nabScore(files, profiles.lowFP).score, nabScore(files, profiles.lowFN).score];
  const { count, falseCount, windowsFound, windowCount } = episodesOf(files, standard.threshold);
  // At the threshold that is best for the others.
  const chosen = nabScore(
    files.filter((file, place) => !isHeldOut(file, place)),
    profiles.standard,
  );
  const heldOut = nabScore(files.filter(isHeldOut), profiles.standard, chosen.threshold).score;
  const falseShare = shareOf({ count, falseCount, windowsFound, windowCount });
  const cells = [
    standard.score.toFixed(1),
    lowFP.toFixed(1),
    lowFN.toFixed(1),
    `${falseCount}/${count} ${falseShare.toFixed(0)} %`,
    `${windowsFound}/${windowCount}`,
    heldOut.toFixed(1),
  ];
  console.log(`  ${name.padEnd(28)} ${cells.map((cell) => cell.padStart(14)).join('')}`);
  return `nab standard ${standard.score.toFixed(1)} lowFP ${lowFP.toFixed(1)} lowFN ${lowFN.toFixed(1)}`;
}
