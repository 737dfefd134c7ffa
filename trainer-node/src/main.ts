import { basename } from 'node:path';
import { Job } from './client/client.ts';
import { readSettings, SCHEDULE, type Settings } from './run/settings.ts';
import { Training } from './run/training.ts';

/** Reads the settings, trains, and reports how it ended. The exit status is 0 also after a stop. */
async function main(): Promise<number> {
  let settings: Settings;
  try {
    const read = readSettings(process.argv.slice(2), process.env);
    settings = read.settings;
    for (const name of read.unknown) console.error(`The parameter ${name} is none of this trainer's and has no effect.`);
  } catch (error) {
    console.error(`The settings cannot be used: ${(error as Error).message}`);
    return 2;
  }
  const { name, project, text, output_dir: _folder, resume: _resume, ...hyperparameters } = settings;
  const job = new Job({
    name: name === '' ? `A small language model of ${text === '' ? 'sums in words' : basename(text)}` : name,
    ...(project === '' ? {} : { project }),
    trainingType: 'FROM_SCRATCH',
    baseModel: `gpt-${settings.layers}x${settings.width}`,
    datasetName: text === '' ? 'sums in words' : basename(text),
    hyperparameters: { ...hyperparameters, ...SCHEDULE },
  });
  try {
    const training = new Training(settings, job);
    const outcome = await training.run();
    training.dispose();
    await job.finish(outcome === 'STOPPED' ? 'CANCELLED' : 'FINISHED', outcome === 'EARLY_STOPPED' ? { endReason: outcome } : {});
    return 0;
  } catch (error) {
    console.error(error);
    await job.finish('FAILED', { errorDetails: String((error as Error).stack ?? error) });
    return 1;
  }
}

process.exitCode = await main();
