import { writeFile } from 'node:fs/promises';
import { ServerProblem } from 'importer/client';
import { ConfigError, readTarget, targetUsage } from '../../platform/config.ts';
import { evaluate, RunProblem } from './evaluate.ts';
import { readOptions, UsageProblem } from './options.ts';
import { shortcomings, summaryOf } from './summary.ts';

const usage = `Evaluates a prompt and a model over a dataset on a running server, and says in Markdown how they did.

  pnpm evaluate --dataset NAME --model CONNECTION/MODEL [options]

  --prompt NAME[@VERSION]     prompt of the registry, by the number or a label of its version; default: the latest. Without it rows are sent as they are
  --split NAME, --rows N      only rows of a split; only the first N
  --check KIND[:…]            equals, contains (:ignore-case), json, number (:TOLERANCE), against the expected output; may be repeated. Default: equals
  --judge NAME                a judge of the workspace; may be repeated
  --repetitions N             how often each row is answered
  --fresh                     asks the model also where it was sent the same before
  --cap USD                   the run pauses before it could cost more
  --name NAME                 name of the run
  --baseline RUN              id or name of a run of the dataset that is compared with
  --fail-under [SCORE=]X      exit code 1 where the mean of the score (of any score) is below X; may be repeated
  --fail-on-regression        exit code 1 where a score is worse than the baseline's by a test at 5 %, corrected over all scores
  --allow-failed N            how many items may fail under these two; default: 0
  --output FILE               writes the summary to a file; default: standard output

Progress goes to standard error. Environment: ${targetUsage}.
Exit code: 0 good enough, 1 not, 2 the call is wrong or the run came to no end.`;

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) {
    console.log(usage);
    return 0;
  }
  const { run, baseline } = await evaluate(readTarget(process.env), options, (text) => console.error(text));
  const problems = shortcomings(run, baseline, options);
  const summary = summaryOf(run, baseline, problems);
  if (options.output === null) console.log(summary);
  else await writeFile(options.output, summary);
  return problems.length === 0 ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  const isExpected =
    error instanceof ServerProblem || error instanceof UsageProblem || error instanceof RunProblem || error instanceof ConfigError;
  if (!isExpected) throw error;
  console.error(error instanceof UsageProblem ? `${error.message} --help says what is taken.` : (error as Error).message);
  process.exitCode = 2;
}
