import { expect, test } from 'vitest';
import { openLocalBus } from '../../platform/live/bus.ts';
import { isPermitted, keyScopes, roles, type Permitted } from '../../platform/permissions.ts';
import { declaredTools } from '../../platform/tools/tool.ts';
import { schema } from '../../schema.ts';
import { neededFor } from './load/catalogue.ts';
import { runOperation } from './load/run.ts';
import { toolFor } from './load.ts';
import type { ToolContext } from './types.ts';

/** Stores that fail whatever is asked of them: what is let through runs into one of them. */
const failing = (): object =>
  new Proxy(
    {},
    {
      get: () => {
        throw new Error('reached a store');
      },
    },
  );

const contextOf = (viewer: Permitted): ToolContext => ({
  stores: { postgres: failing(), prisma: failing(), clickhouse: failing() } as never,
  live: openLocalBus(),
  viewer: { workspaceId: '00000000-0000-4000-8000-000000000000', keyId: null, person: null, sessionId: null, ...viewer },
  caller: { address: null, userAgent: null, requestId: 'matrix' },
  schema,
});

const everyone: readonly Permitted[] = [null, ...roles].flatMap((role) => [null, ...keyScopes].map((keyScope) => ({ role, keyScope })));
const operations = declaredTools().flatMap((tool) => Object.keys(tool.operations).map((name) => ({ tool, name })));

test.each(operations)(
  '$tool.name $name is offered to, and let through for, just those who may run its documents',
  async ({ tool, name }) => {
    const wrong: unknown[] = [];
    for (const viewer of everyone) {
      const operation = tool.operations[name] as (typeof tool.operations)[string];
      const isAllowed = neededFor(schema, operation).every((permission) => isPermitted(viewer, permission));
      const offered = toolFor({ schema, viewer: viewer as never }, tool.name);
      const isOffered = offered !== null && (name === '' || (offered.parameters.properties?.['operation']?.enum ?? []).includes(name));
      const ran = await runOperation(contextOf(viewer), tool.name, name === '' ? {} : { operation: name }, new Date()).catch(() => null);
      const isRefused = ran !== null && !ran.ok && ran.error.code === 'FORBIDDEN';
      if (isOffered !== isAllowed || isRefused === isAllowed) wrong.push({ ...viewer, isAllowed, isOffered, isRefused });
    }
    expect(wrong).toEqual([]);
  },
);
