import { basename } from 'node:path';
import { Job, serverOf } from './client/client.ts';
import { transportTo } from './client/transport.ts';
import { readSettings, SCHEDULE, type Settings } from './run/settings.ts';
import { Training } from './run/training.ts';
import { rowsOfFile, rowsOfVersion, type Row } from './text/rows.ts';

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
  const { name, project, text, data, output_dir: _folder, resume: _resume, init_from: origin, ...hyperparameters } = settings;
  const file = basename(data === '' ? text : data);
  const content = settings.dataset_version !== '' ? 'a dataset version' : file === '' ? 'sums in words' : file;
  const job = new Job({
    name: name === '' ? `A small language model of ${content}` : name,
    ...(project === '' ? {} : { project }),
    trainingType: origin === '' ? 'FROM_SCRATCH' : 'FINE_TUNING',
    baseModel: `gpt-${settings.layers}x${settings.width}`,
    // Who starts a job on a dataset version names the dataset.
    ...(settings.dataset_version === '' && { datasetName: content }),
    hyperparameters: { ...hyperparameters, ...SCHEDULE },
  });
  try {
    const training = new Training(settings, job, await rowsOf(settings));
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

async function rowsOf({ data, dataset_version: versionId }: Settings): Promise<Row[]> {
  if (data === '' && versionId === '') return [];
  const { url, key } = serverOf({}, process.env);
  const rows = data === '' ? await rowsOfVersion(transportTo(url, key), versionId) : rowsOfFile(data);
  if (rows.length === 0) throw new Error(`${data === '' ? 'the dataset version' : data} has no row with a prompt and an answer`);
  return rows;
}

process.exitCode = await main();
