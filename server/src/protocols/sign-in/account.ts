import type { Route } from './asked.ts';

export const accountRoutes: readonly Route[] = [];
