import type { Route } from './asked.ts';

export const ssoRoutes: readonly Route[] = [];
