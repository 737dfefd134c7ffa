import { ConfigError, readTarget, targetUsage } from '../../platform/config.ts';
import { ServerProblem } from 'importer/client';
import { BadTable, updatePrices } from './update.ts';

const usage = `Gives the workspace of a running server newer prices than those that came with the product.

  pnpm update-prices           from the newest data of genai-prices, over the network
  pnpm update-prices <file>    from a file: data.json of genai-prices, or LiteLLM's model_prices_and_context_window.json

Prices that people set or imported stay, and go before these.
Environment: ${targetUsage}.
Exit code: 0 the prices were taken, 2 they were not.`;

const [place, ...more] = process.argv.slice(2).filter((argument) => argument !== '--');
if (more.length > 0 || place === '--help' || place === '-h') {
  console.log(usage);
  process.exit(more.length > 0 ? 2 : 0);
}

try {
  console.log(await updatePrices(readTarget(process.env), place ?? null));
} catch (error) {
  if (!(error instanceof ServerProblem || error instanceof ConfigError || error instanceof BadTable)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
