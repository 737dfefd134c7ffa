import type { Route } from './asked.ts';

export const secondFactorRoutes: readonly Route[] = [];
