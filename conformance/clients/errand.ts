import type { CallName, ChatRequest } from '../recorded.ts';

/** What a client is sent to do: make these calls at the provider, and let its instrumentation tell the server of them. */
export interface Errand {
  /** Of the server, such as http://127.0.0.1:4000. */
  readonly server: string;
  readonly key: string;
  /** The provider's base address: the player's. */
  readonly provider: string;
  readonly calls: readonly { readonly name: CallName; readonly request: ChatRequest }[];
  readonly session: string;
  readonly user: string;
  readonly environment: string;
}

/** What a client gives back: where each call is to be found, and whatever its exporter complained of. */
export interface Done {
  readonly traceIds: Partial<Record<CallName, string>>;
  readonly complaints: readonly string[];
}

export const errand = JSON.parse(process.env['ERRAND'] ?? '{}') as Errand;

/** The public part of a key: in Langfuse's words the public key, the whole being the secret one. */
export const publicKey = (errand.key ?? '').slice(0, 10);

/** The last line that a client prints. */
export function done(traceIds: Done['traceIds'], complaints: readonly string[] = []): void {
  console.log(JSON.stringify({ traceIds, complaints } satisfies Done));
}
