import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { featuresOf, weighed } from '../../server/src/domains/meaning/pure/features.ts';
import { probabilitiesOf } from '../../server/src/domains/meaning/pure/linear-model.ts';
import { goEmotionsLabels, readGoEmotions } from '../../tools/meaning/goemotions.ts';
import { f1Of, modelOf } from '../../tools/meaning/logistic.ts';
import { emotionModel, trainingData } from './data.ts';

/** Macro-F1 over the 28 labels of GoEmotions, on a file of its layout. */
export async function goEmotions(path: string, given: string | undefined): Promise<void> {
  const tested = await readGoEmotions(path);
  const folder = await trainingData(given);
  const model = folder === null ? emotionModel : await trainedWithout(folder, tested);
  console.log(
    folder === null ? 'The model that ships; it was trained on train.tsv and dev.tsv.' : `Trained from ${folder}, without what is tested.`,
  );
  const scores = tested.map(({ text }) => probabilitiesOf(model, weighed(featuresOf(text), model.rarity)));
  const f1s = goEmotionsLabels.map((label, place) => {
    const f1 = f1Of(
      scores.map((score) => score[place] as number),
      tested.map(({ has }) => has[place] === 1),
      model.thresholds[place] as number,
    );
    console.log(`  ${label.padEnd(16)} ${f1.toFixed(3)}`);
    return f1;
  });
  console.log(`macroF1 ${(f1s.reduce((sum, f1) => sum + f1, 0) / f1s.length).toFixed(4)}`);
}

async function trainedWithout(folder: string, tested: readonly { readonly id: string; readonly text: string }[]) {
  const isTested = new Set(tested.flatMap(({ id, text }) => [id, text]));
  const examples = [];
  for (const name of ['train.tsv', 'dev.tsv']) {
    const path = join(folder, 'goemotions', name);
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      examples.push(...(await readGoEmotions(path)).filter(({ id, text }) => !isTested.has(id) && !isTested.has(text)));
  }
  return modelOf(goEmotionsLabels, examples);
}
