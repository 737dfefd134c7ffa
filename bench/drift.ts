import { falseAlarms } from './drift/false-alarms.ts';
import { power } from './drift/power.ts';

/** How often drift is reported where there is none, and whether published drifts are found. `--power DIR`: files of LLMDrift. */
export async function run(parts: readonly string[]): Promise<void> {
  const [option, folder] = parts;
  if (option === undefined) return falseAlarms();
  if (option === '--power' && folder !== undefined) return power(folder);
  throw new Error(`bench drift takes nothing, or --power DIR (a folder with the files of LLMDrift); it was given ${parts.join(' ')}`);
}
