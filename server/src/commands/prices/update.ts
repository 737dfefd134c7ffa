import { readFile } from 'node:fs/promises';
import { REMOTE_DATA_JSON_URL } from '@pydantic/genai-prices';
import { sendOperation, type ServerAddress } from 'importer/client';

/** The table cannot be had, or is no JSON; the message is for the person at the terminal. */
export class BadTable extends Error {}

const downloadTimeoutMs = 30_000;

interface Taken {
  readonly importPrices: {
    readonly added: number;
    readonly changed: number;
    readonly unchanged: number;
    readonly skipped: readonly object[];
  };
}

/**
 * Sends a table of prices to the server, and says what came of it. `place`: a file or an http address; null: the newest data of
 * genai-prices. Errors: throws `BadTable`, `ServerProblem`.
 */
export async function updatePrices(server: ServerAddress, place: string | null): Promise<string> {
  const from = place ?? REMOTE_DATA_JSON_URL;
  const table = parsed(/^https?:/.test(from) ? await download(from) : await textOf(from), from);
  const { importPrices } = await sendOperation<Taken>(
    server,
    'mutation UpdatePrices($table: JSON!) { importPrices(input: { table: $table }) { added changed unchanged skipped { model } } }',
    { table },
  );
  const { added, changed, unchanged, skipped } = importPrices;
  return `${from}: ${added} new, ${changed} changed, ${unchanged} as before, ${skipped.length} without a price per token.`;
}

async function download(url: string): Promise<string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(downloadTimeoutMs) });
    if (response.ok) return await response.text();
    throw new BadTable(`${url} answers ${response.status}: the prices stay as they are.`);
  } catch (error) {
    if (error instanceof BadTable) throw error;
    throw new BadTable(`${url} cannot be reached: the prices stay as they are. Give a file that holds them instead.`);
  }
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new BadTable(`${path} cannot be read: ${(error as Error).message}`);
  }
}

function parsed(text: string, from: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadTable(`${from} holds no JSON: the prices stay as they are.`);
  }
}
