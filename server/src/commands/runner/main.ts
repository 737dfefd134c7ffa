import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, readTarget, targetUsage } from '../../platform/config.ts';
import { StartError } from '../../platform/store/start-error.ts';
import { ServerProblem } from 'importer/client';
import { ConfigurationError } from './configuration.ts';
import { runRunner } from './runner.ts';

const usage = `Takes training jobs from the queue of a server and runs them on this machine.

  pnpm runner [flags]

  --name NAME    name of the runner; default: the name of this machine
  --once         end after one job
  --finish       Ctrl-C waits for the job that runs; else it is given back, and waits in the queue again
  --folder DIR   where runner.json and the folders of the jobs are; default: runner in DATA_DIR (.data)

runner.json names the commands that this machine runs. The server sends only a name.
Environment: ${targetUsage}.
Exit code: 0 asked to end, 2 the runner cannot work.`;

try {
  const { values } = parseArgs({
    options: {
      name: { type: 'string' },
      once: { type: 'boolean' },
      finish: { type: 'boolean' },
      folder: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) console.log(usage);
  else {
    const [stopping, giveBack] = [new AbortController(), new AbortController()];
    const stop = (): void => {
      if (values.finish !== true || stopping.signal.aborted) giveBack.abort();
      stopping.abort();
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
    await runRunner(readTarget(process.env), {
      name: values.name ?? hostname(),
      folder: resolve(values.folder ?? join(process.env['DATA_DIR'] || '.data', 'runner')),
      isOnce: values.once === true,
      stopping: stopping.signal,
      giveBack: giveBack.signal,
      say: (text) => console.log(text),
    });
  }
} catch (error) {
  const isExpected =
    error instanceof ServerProblem || error instanceof ConfigurationError || error instanceof ConfigError || error instanceof StartError;
  if (!isExpected && (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
  console.error((error as Error).message);
  process.exitCode = 2;
}
