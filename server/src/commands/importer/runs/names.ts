import { basename, dirname, extname, resolve } from 'node:path';

/** Folders that trainers make for any run: they name none. */
const anyRun =
  /^(?:checkpoint-\d+|global_step\d+|outputs?|out|results?|runs?|logs?|logging|files|wandb|tensorboard|tb|tb_logs|models?|lightning_logs|ckpts?|checkpoints|save[sd]?)$/i;
/** Names that only distinguish a run from its neighbours. */
const ofParts = /^(?:version_\d+|run[-_]?\d+|trial[-_]?\d+|\d+|train|training|val|validation|eval|test)$/i;
const anyFile = /^(?:metrics?|log|logs|history|training|train|train_log|training_log|trainer_log|trainer_state|results?|progress)$/i;

/** A run's name from the folder it lies in: the nearest that is not made for any run, with the one above where it only numbers runs. */
export function nameOfFolder(folder: string): string {
  const named: string[] = [];
  for (let path = resolve(folder); path !== dirname(path); path = dirname(path)) {
    const name = basename(path);
    if (anyRun.test(name)) continue;
    named.unshift(name);
    if (!ofParts.test(name)) break;
  }
  return named.length === 0 ? basename(resolve(folder)) || 'run' : named.join('/');
}

/** The name of a run that is a file: the file's, unless any run's file is called that. */
export function nameOfFile(path: string): string {
  const name = basename(path, extname(path));
  return anyFile.test(name) ? nameOfFolder(dirname(resolve(path))) : name;
}
