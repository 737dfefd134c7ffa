import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sirv from 'sirv';
import { answerText } from '../answer.ts';
import { pagePolicy } from '../security-headers.ts';
import { examples } from './examples.ts';

/** GraphiQL for browsers at /graphql, from files that were installed with the server: it works without a network. */
export interface Explorer {
  answerPage(request: IncomingMessage, response: ServerResponse): void;
  isAsset(pathname: string): boolean;
  answerAsset(request: IncomingMessage, response: ServerResponse): void;
}

const { resolve } = createRequire(import.meta.url);
const packageFile = resolve('@graphql-yoga/graphiql/package.json');
const { version } = createRequire(import.meta.url)(packageFile) as { version: string };
const base = `/explorer/${version}/`; // files under it never change

export function createExplorer(): Explorer {
  const packaged = sirv(join(dirname(packageFile), 'dist'), { etag: true });
  const own = sirv(join(import.meta.dirname, 'page'), { etag: true });

  return {
    answerPage(_request, response) {
      response.setHeader('content-security-policy', pagePolicy({ worker: true }));
      response.setHeader('cache-control', 'no-cache');
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(page(new Date()));
    },
    isAsset: (pathname) => pathname.startsWith('/explorer/'),
    answerAsset(request, response) {
      const url = request.url ?? '';
      if (!url.startsWith(base)) return answerText(response, 404, 'Not found.\n');
      request.url = url.slice(base.length - 1);
      const isOwn = request.url.startsWith('/start.js');
      response.setHeader('cache-control', isOwn ? 'no-cache' : 'public, max-age=31536000, immutable');
      // The editor's workers are scripts of their own and take the policy they are sent with.
      response.setHeader('content-security-policy', pagePolicy({ worker: true }));
      (isOwn ? own : packaged)(request, response, () => answerText(response, 404, 'Not found.\n'));
    },
  };
}

/** "<" is written so that no example can end the element it stands in. */
const page = (now: Date): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Fine Tune Lab — API explorer</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${base}graphiql.css">
    <style>body { margin: 0; height: 100vh; overflow: hidden } #root { height: 100% }</style>
  </head>
  <body>
    <noscript>The explorer needs JavaScript.</noscript>
    <div id="root">Loading …</div>
    <script type="application/json" id="examples">${JSON.stringify(examples(now)).replaceAll('<', '\\u003c')}</script>
    <script src="${base}yoga-graphiql.umd.js"></script>
    <script src="${base}start.js"></script>
  </body>
</html>
`;
