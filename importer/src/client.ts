export interface ServerAddress {
  /** Without a path: http://127.0.0.1:4000 */
  url: string;
  apiKey: string | null;
  /** The workspace that is meant, by its slug, where a session is shown in place of a key; absent: the one of the key. */
  workspace?: string;
}

/** Why something could not be sent: no server answers, it does not take the key, or it refuses what was sent. */
export type ServerProblemKind = 'UNANSWERED' | 'KEY' | 'REFUSED';

/** The server cannot be reached, refuses the key, or refuses the operation; the message is for the person at the terminal. */
export class ServerProblem extends Error {
  readonly kind: ServerProblemKind;
  /** Whether a retry may succeed: no server answers, or not yet. */
  readonly isTemporary: boolean;
  /** The code of the operation's error, and the arguments at fault; null where the server gave none. */
  readonly failure: Failure | null;
  constructor(message: string, isTemporary = false, failure: Failure | null = null, kind: ServerProblemKind = 'REFUSED') {
    super(message);
    this.kind = kind;
    this.isTemporary = isTemporary;
    this.failure = failure;
  }
}

export interface Failure {
  readonly code: string;
  readonly problems: readonly { readonly field: string; readonly reason: string }[];
}

/** How often something is tried before it is given up; absent: for half a minute. */
export interface Patience {
  readonly attempts?: number;
  /** The same while no server answers at the address; absent: as `attempts`. */
  readonly unansweredAttempts?: number;
}

const maxAttempts = 9;
const firstWaitMs = 250;
const longestWaitMs = 8_000;
const answerTimeoutMs = 120_000;
/** What a server says that may be able to answer later: by its status, or by the code of an error among answers. */
const laterStatuses = [429, 500, 502, 503, 504];
const laterCodes = ['STORE_UNAVAILABLE', 'INGEST_BUSY', 'SERVER_BUSY'];

/** Whole numbers that JSON's numbers cannot hold, which Parquet has, are texts. */
const asJson = (value: unknown): string =>
  JSON.stringify(value, (_name, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner));

/**
 * Sends one operation. A connection that breaks, or a server that is not ready, is tried again: every mutation that the importer
 * sends may be sent twice. Errors: throws `ServerProblem`.
 */
export async function sendOperation<Data>(
  server: ServerAddress,
  query: string,
  variables: unknown,
  patience: Patience = {},
): Promise<Data> {
  return insist(patience, async () => {
    const response = await post(server, '/graphql', asJson({ query, variables }));
    if ('problem' in response) return response;
    const answer = parsed(response.text) as { data?: Data; errors?: { message: string; extensions?: Extensions }[] } | null;
    if (answer?.data !== undefined && answer.data !== null && answer.errors === undefined) return { value: answer.data };
    const isLater = answer?.errors?.some(({ extensions }) => laterCodes.includes(extensions?.code ?? '')) ?? false;
    return { ...refused(response, answer?.errors?.[0]?.message, isLater), failure: failureOf(answer?.errors?.[0]?.extensions) };
  });
}

/**
 * Posts JSON to a path and gives the answer where its status is among `wanted`; tried again like an operation, since what is sent
 * carries its own ids. Errors: throws `ServerProblem`.
 */
export async function sendJson(
  server: ServerAddress,
  path: string,
  body: unknown,
  wanted: readonly number[],
  patience: Patience = {},
): Promise<{ status: number; answer: unknown }> {
  const text = asJson(body);
  return insist(patience, async () => {
    const response = await post(server, path, text);
    if ('problem' in response) return response;
    const answer = parsed(response.text);
    if (wanted.includes(response.status)) return { value: { status: response.status, answer } };
    const reason = (answer as { message?: unknown } | null)?.message;
    return refused(response, typeof reason === 'string' ? reason : undefined);
  });
}

interface Extensions extends Partial<Failure> {
  readonly field?: string;
  readonly reason?: string;
}

const failureOf = ({ code, problems, field, reason }: Extensions = {}): Failure | null =>
  code === undefined ? null : { code, problems: problems ?? (field === undefined ? [] : [{ field, reason: reason ?? '' }]) };

interface Refusal {
  failure?: Failure | null;
  problem: string;
  isTemporary: boolean;
  kind: ServerProblemKind;
}

async function insist<Value>(
  { attempts = maxAttempts, unansweredAttempts = attempts }: Patience,
  attempt: () => Promise<{ value: Value } | Refusal>,
): Promise<Value> {
  for (let count = 1; ; count += 1) {
    const result = await attempt();
    if ('value' in result) return result.value;
    if (!result.isTemporary || count >= (result.kind === 'UNANSWERED' ? unansweredAttempts : attempts))
      throw new ServerProblem(result.problem, result.isTemporary, result.failure ?? null, result.kind);
    await new Promise((resolve) => setTimeout(resolve, Math.min(longestWaitMs, firstWaitMs * 2 ** (count - 1))));
  }
}

async function post(
  { url, apiKey, workspace }: ServerAddress,
  path: string,
  body: string,
): Promise<{ status: number; text: string } | Refusal> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
        ...(workspace === undefined ? {} : { 'x-workspace': workspace }),
      },
      body,
      signal: AbortSignal.timeout(answerTimeoutMs),
    });
    text = await response.text();
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause?.code ?? (error as Error).message;
    return {
      problem: `No server answers at ${url} (${cause}). Start it with "npx -y pnpm@12 start", or set FTL_URL.`,
      isTemporary: true,
      kind: 'UNANSWERED',
    };
  }
  if (response.status === 401)
    return {
      problem: `The server at ${url} ${apiKey === null ? withoutKey : 'does not take the key in FTL_API_KEY.'}`,
      isTemporary: false,
      kind: 'KEY',
    };
  return { status: response.status, text };
}

const withoutKey = 'asks for a key, and FTL_API_KEY is not set. Make a key on its page Keys, and set FTL_API_KEY to it.';

const refused = ({ status, text }: { status: number; text: string }, reason: string | undefined, isLater = false): Refusal => ({
  problem: `The server answered ${status}: ${reason ?? text.slice(0, 200)}`,
  isTemporary: isLater || laterStatuses.includes(status),
  kind: 'REFUSED',
});

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
