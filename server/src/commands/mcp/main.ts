import { parseArgs } from 'node:util';
import { ConfigError, readTarget, targetUsage } from '../../platform/config.ts';
import { bridge } from './bridge.ts';

const usage = `Serves the Model Context Protocol over standard input and output, for the running server.

  pnpm mcp

A client starts it as a command. What it may read is what the key may read; it changes nothing.
Environment: ${targetUsage}.`;

try {
  const { values } = parseArgs({ options: { help: { type: 'boolean' } } });
  if (values.help === true) console.log(usage);
  else {
    const target = readTarget(process.env);
    // Standard output is the protocol's.
    console.error(`MCP for the server at ${target.url}`);
    await bridge(target, { input: process.stdin, output: process.stdout });
  }
} catch (error) {
  if (!(error instanceof ConfigError) && (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') !== true) throw error;
  console.error((error as Error).message);
  process.exitCode = 2;
}
