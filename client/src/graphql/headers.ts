import { workspaceHere } from './workspace.ts';

/** What every request of the dashboard shows. Without the first two the server takes a browser's request for a forged one. */
export const requestHeaders = { 'x-graphql-yoga-csrf': 'dashboard', 'graphql-require-preflight': '1', 'x-workspace': workspaceHere };
