export interface ServerAddress {
  /** Without a path: http://127.0.0.1:4000 */
  url: string;
  apiKey: string | null;
}

/** The server cannot be reached, refuses the key, or refuses the operation; the message is for the person at the terminal. */
export class ServerProblem extends Error {
  /** Whether it may pass by itself: nobody answers, or not yet. */
  readonly isTemporary: boolean;
  constructor(message: string, isTemporary = false) {
    super(message);
    this.isTemporary = isTemporary;
  }
}

const maxAttempts = 9;
const firstWaitMs = 250;
const longestWaitMs = 8_000;
const answerTimeoutMs = 120_000;
/** What a server says that may be able to answer later. */
const laterStatuses = [429, 500, 502, 503, 504];

/**
 * Sends one operation. A connection that breaks, or a server that is not ready, is tried again: every mutation that the importer
 * sends may be sent twice. Errors: throws `ServerProblem`.
 */
export async function sendOperation<Data>(server: ServerAddress, query: string, variables: unknown, attempts = maxAttempts): Promise<Data> {
  const body = JSON.stringify({ query, variables });
  for (let attempt = 1; ; attempt += 1) {
    const result = await trySending(server, body);
    if ('data' in result) return result.data as Data;
    if (!result.isTemporary || attempt >= attempts) throw new ServerProblem(result.problem, result.isTemporary);
    await new Promise((resolve) => setTimeout(resolve, Math.min(longestWaitMs, firstWaitMs * 2 ** (attempt - 1))));
  }
}

async function trySending({ url, apiKey }: ServerAddress, body: string): Promise<{ data: unknown } | { problem: string; isTemporary: boolean }> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }) },
      body,
      signal: AbortSignal.timeout(answerTimeoutMs),
    });
    text = await response.text();
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause?.code ?? (error as Error).message;
    return { problem: `No server answers at ${url} (${cause}). Start it with "npx -y pnpm@12 start", or set FTL_URL.`, isTemporary: true };
  }
  if (response.status === 401) return { problem: `The server at ${url} does not take the key in FTL_API_KEY.`, isTemporary: false };
  const answer = parsed(text);
  if (answer?.data !== undefined && answer.data !== null && answer.errors === undefined) return { data: answer.data };
  const said = answer?.errors?.[0]?.message ?? text.slice(0, 200);
  return { problem: `The server answered ${response.status}: ${said}`, isTemporary: laterStatuses.includes(response.status) };
}

function parsed(text: string): { data?: unknown; errors?: { message: string }[] } | null {
  try {
    return JSON.parse(text) as { data?: unknown; errors?: { message: string }[] };
  } catch {
    return null;
  }
}
