import type { CombinedError } from 'urql';

/** What went wrong, in words for the reader: what failed, and what is possible now. */
export function failureWords(error: CombinedError): string {
  const refused = error.graphQLErrors[0];
  if (refused !== undefined) return sentence(refused.message);
  if (navigator.onLine === false) return 'This device is offline. It will be asked for again when the network is back.';
  const response = error.response as { status?: number } | undefined;
  if (response?.status !== undefined && response.status >= 400) return `The server answered with an error (${response.status}).`;
  return 'The server can’t be reached. Is it still running?';
}

/** The text with a mark at its end. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
