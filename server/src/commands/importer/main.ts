import { ConfigError, readTarget, targetUsage } from '../../platform/config.ts';
import { ServerProblem } from './client.ts';
import { listOfFormats, UnknownFormat } from './formats.ts';
import { importFiles } from './import.ts';

const usage = `Imports files into a running server, and the training runs of folders.

  pnpm ingest <file or folder…>

Environment: ${targetUsage}.
Exit code: 0 all was taken, 1 some records were rejected, 2 nothing could be imported.
Known formats:
${listOfFormats()}`;

const paths = process.argv.slice(2).filter((argument) => argument !== '--');
if (paths.length === 0 || paths.some((path) => path === '--help' || path === '-h')) {
  console.log(usage);
  process.exit(paths.length === 0 ? 2 : 0);
}

try {
  const server = readTarget(process.env);
  const screen = {
    isTerminal: process.stdout.isTTY === true,
    columns: process.stdout.columns || 80,
    write: (text: string) => process.stdout.write(text),
  };
  const { rejectedCount } = await importFiles(paths, server, screen);
  process.exitCode = rejectedCount > 0 ? 1 : 0;
} catch (error) {
  if (!(error instanceof ServerProblem || error instanceof UnknownFormat || error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
