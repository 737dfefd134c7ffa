import { ConfigError, readTarget, targetUsage } from '../../platform/config.ts';
import { ServerProblem } from 'importer/client';
import { runDemo } from './demo.ts';
import { FlagError, flagList, readFlags } from './flags.ts';
import { environments } from './visits.ts';

const usage = `Sends simulated conversations of an invented application to a running server, so that there is something to look at.

  pnpm demo [flags]

${flagList}

Environment: ${targetUsage}.
Exit code: 0 all was taken, 1 something was rejected, 2 nothing could be sent.
Everything it sends is in the environments ${environments.main} and ${environments.staging}, with { "simulated": true } in its metadata.`;

try {
  const flags = readFlags(process.argv.slice(2));
  if (flags === null) console.log(usage);
  else {
    const stopping = new AbortController();
    // The second Ctrl-C ends it at once.
    process.once('SIGINT', () => stopping.abort()).once('SIGTERM', () => stopping.abort());
    const server = readTarget(process.env);
    const screen = {
      isTerminal: process.stdout.isTTY === true,
      columns: process.stdout.columns || 80,
      write: (text: string) => process.stdout.write(text),
    };
    const { rejectedCount } = await runDemo(server, flags, { screen, signal: stopping.signal });
    process.exitCode = rejectedCount > 0 ? 1 : 0;
  }
} catch (error) {
  if (!(error instanceof ServerProblem || error instanceof FlagError || error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
