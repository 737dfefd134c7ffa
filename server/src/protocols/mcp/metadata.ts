import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerJson } from '../../platform/http/answer.ts';

/** Where the Model Context Protocol is served. */
export const mcpPath = '/mcp';
const wellKnown = '/.well-known/oauth-protected-resource';
/** The least scope of a key that is served. */
const leastScope = 'READ';

/** Whether a path is that of the metadata of the protected resource: with the path of the resource behind it, or without (RFC 9728, 3.1). */
export const isMcpMetadata = (pathname: string): boolean => pathname === wellKnown || pathname === `${wellKnown}${mcpPath}`;

/**
 * `GET /.well-known/oauth-protected-resource/mcp` (RFC 9728): what a client has to show. There is no authorization server, so the document
 * names none: keys are made by people, on the page that `resource_documentation` leads to. It holds nothing that is secret, and is for everyone.
 */
export function answerMcpMetadata(request: IncomingMessage, response: ServerResponse, origin: string): void {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    return answerJson(response, 405, { error: 'The metadata is read with GET.' });
  }
  answerJson(response, 200, {
    resource: `${origin}${mcpPath}`,
    resource_name: 'Fine Tune Lab',
    bearer_methods_supported: ['header'],
    scopes_supported: [leastScope, 'FULL'],
    resource_documentation: `${origin}/keys`,
  });
}

/**
 * The header `WWW-Authenticate` of a refusal (RFC 6750, 3; RFC 9728, 5.1); null: the status asks for no credentials. `hasKey`: the request
 * showed one.
 */
export function challengeFor(status: number, origin: string, hasKey: boolean): string | null {
  const metadata = `resource_metadata="${origin}${wellKnown}${mcpPath}", scope="${leastScope}"`;
  if (status === 401) return `Bearer realm="fine-tune-lab", ${hasKey ? 'error="invalid_token", ' : ''}${metadata}`;
  return status === 403 ? `Bearer realm="fine-tune-lab", error="insufficient_scope", ${metadata}` : null;
}
