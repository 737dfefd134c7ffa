import type { Route } from './asked.ts';

export const passkeyRoutes: readonly Route[] = [];
