import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sirv from 'sirv';
import { answerText } from '../../../platform/http/answer.ts';
import { pagePolicy } from '../../../platform/http/security-headers.ts';
import { examples } from './examples.ts';

/** GraphiQL for browsers at /graphql, from files that were installed with the server: it works without a network. */
export interface Explorer {
  answerPage(request: IncomingMessage, response: ServerResponse): void;
  isAsset(pathname: string): boolean;
  answerAsset(request: IncomingMessage, response: ServerResponse): void;
}

const require = createRequire(import.meta.url);
const packageFile = require.resolve('@graphql-yoga/graphiql/package.json');
const { version } = require(packageFile) as { version: string };
/** Files of the package never change under this address; our own are asked for again each time. */
const base = `/explorer/${version}/`;

const folders = {
  graphiql: join(dirname(packageFile), 'dist'),
  own: join(import.meta.dirname, 'page'),
  graphqlWs: join(dirname(require.resolve('graphql-ws')), '..', 'umd'),
} as const;

const folderOf = (file: string): keyof typeof folders =>
  file === 'start.js' ? 'own' : file === 'graphql-ws.min.js' ? 'graphqlWs' : 'graphiql';

export function createExplorer(): Explorer {
  const serve = {
    graphiql: sirv(folders.graphiql, { etag: true }),
    own: sirv(folders.own, { etag: true }),
    graphqlWs: sirv(folders.graphqlWs, { etag: true }),
  };

  return {
    answerPage(_request, response) {
      response.setHeader('content-security-policy', pagePolicy({ worker: 'blob' }));
      response.setHeader('cache-control', 'no-cache');
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(page(new Date()));
    },
    isAsset: (pathname) => pathname.startsWith('/explorer/'),
    answerAsset(request, response) {
      const url = request.url ?? '';
      if (!url.startsWith(base)) return answerText(response, 404, 'Not found.\n');
      const folder = folderOf(url.slice(base.length));
      request.url = url.slice(base.length - 1);
      response.setHeader('cache-control', folder === 'graphiql' ? 'public, max-age=31536000, immutable' : 'no-cache');
      // The editor's workers are scripts of their own and take the policy they are sent with.
      response.setHeader('content-security-policy', pagePolicy({ worker: 'blob' }));
      serve[folder](request, response, () => answerText(response, 404, 'Not found.\n'));
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
    <style>
      body { margin: 0; height: 100vh; overflow: hidden }
      #root { height: 100% }
      /* The tabs are moved by an animation that a press interrupts, and so slip away from under the pointer. */
      .graphiql-tab { transform: none !important }
    </style>
  </head>
  <body>
    <noscript>The explorer needs JavaScript.</noscript>
    <div id="root">Loading …</div>
    <script type="application/json" id="examples">${JSON.stringify(examples(now)).replaceAll('<', '\\u003c')}</script>
    <script src="${base}graphql-ws.min.js"></script>
    <script src="${base}yoga-graphiql.umd.js"></script>
    <script src="${base}start.js"></script>
  </body>
</html>
`;
