import type { Client } from 'urql';
import { asDocument } from '../../../graphql/document.ts';
import { TracePageDocument } from '../../../graphql/generated/graphql.ts';

const ask = (client: Client, id: string) => client.query(asDocument(TracePageDocument), { id }, { requestPolicy: 'network-only' }).toPromise();

let early: { readonly id: string; readonly answer: ReturnType<typeof ask> } | null = null;

/** Asks for the trace of the address while the code of its page is still on its way: a large trace takes about as long. */
export function askEarly(client: Client, pathname: string): void {
  const id = /^\/traces\/([0-9a-f]{32})$/.exec(pathname)?.[1];
  if (id !== undefined) early = { id, answer: ask(client, id) };
}

/** The answer that was asked for early, once; else one that is asked for now. */
export function askTrace(client: Client, id: string): ReturnType<typeof ask> {
  const answer = early?.id === id ? early.answer : ask(client, id);
  early = null;
  return answer;
}
