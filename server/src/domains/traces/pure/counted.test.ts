import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { spanKinds, type SpanKind } from '../types.ts';
import { countedSpans } from './counted.ts';

/** A span of a test: its kind, its tokens, its parent's place, and what else it says. */
type Row = readonly [
  kind: SpanKind,
  tokens: number,
  parent: number,
  more?: { tool?: string; isError?: boolean; response?: number; fromUs?: number; lastsUs?: number },
];

function counted(rows: readonly Row[]) {
  return countedSpans({
    parents: Int32Array.from(rows, ([, , parent]) => parent),
    kinds: Uint8Array.from(rows, ([kind]) => spanKinds.indexOf(kind)),
    tokens: Float64Array.from(rows, ([, tokens]) => tokens),
    isError: Uint8Array.from(rows, ([, , , more]) => (more?.isError === true ? 1 : 0)),
    responses: rows.map(([, , , more]) => more?.response ?? 0),
    startsUs: rows.map(([, , , more]) => more?.fromUs ?? 0),
    endsUs: rows.map(([, , , more]) => (more?.fromUs ?? 0) + (more?.lastsUs ?? 10)),
    toolOf: (place) => rows[place]?.[3]?.tool ?? '',
  });
}
const places = (flags: Uint8Array): number[] => [...flags].flatMap((flag, place) => (flag === 1 ? [place] : []));

describe('tokens count once', () => {
  test.each<[claim: string, rows: readonly Row[], expected: readonly number[]]>([
    [
      'a call seen by two instrumentations',
      [
        ['LLM', 1_100, -1],
        ['LLM', 1_100, 0],
      ],
      [1],
    ],
    [
      'twin embeddings',
      [
        ['EMBEDDING', 50, -1],
        ['EMBEDDING', 50, 0],
      ],
      [1],
    ],
    [
      'a wrapper of two calls',
      [
        ['LLM', 30, -1],
        ['CHAIN', 0, 0],
        ['LLM', 10, 1],
        ['CHAIN', 0, 0],
        ['LLM', 20, 3],
      ],
      [2, 4],
    ],
    [
      'a wrapper that estimates more than its call',
      [
        ['LLM', 30, -1],
        ['LLM', 10, 0],
      ],
      [1],
    ],
    [
      'a wrapper alone that knows the tokens of a stream',
      [
        ['LLM', 30, -1],
        ['LLM', 0, 0],
      ],
      [0],
    ],
    [
      'an inner call alone that knows them',
      [
        ['LLM', 0, -1],
        ['LLM', 30, 0],
      ],
      [1],
    ],
    [
      'an agent over its calls',
      [
        ['AGENT', 60, -1],
        ['LLM', 20, 0],
        ['TOOL', 0, 0],
        ['LLM', 40, 2],
      ],
      [1, 3],
    ],
    [
      'an agent alone',
      [
        ['AGENT', 1_700, -1],
        ['TOOL', 0, 0],
      ],
      [0],
    ],
    [
      'an agent over agents that are alone',
      [
        ['AGENT', 100, -1],
        ['AGENT', 30, 0],
        ['TOOL', 0, 0],
        ['AGENT', 70, 2],
      ],
      [1, 3],
    ],
    [
      'an agent that knows of more than those under it',
      [
        ['AGENT', 100, -1],
        ['AGENT', 30, 0],
      ],
      [0],
    ],
    [
      'a step that repeats its call',
      [
        ['LLM', 34, -1],
        ['CHAIN', 34, 0],
      ],
      [0],
    ],
    [
      'a step of a call that says nothing',
      [
        ['LLM', 0, -1],
        ['CHAIN', 34, 0],
      ],
      [1],
    ],
    [
      'a call that a tool of a call makes is another',
      [
        ['LLM', 100, -1],
        ['TOOL', 0, 0],
        ['LLM', 20, 1],
      ],
      [0, 2],
    ],
    [
      'an embedding within a call is another',
      [
        ['LLM', 100, -1],
        ['EMBEDDING', 20, 0],
      ],
      [0, 1],
    ],
    [
      'calls beside each other are two',
      [
        ['CHAIN', 0, -1],
        ['LLM', 5, 0],
        ['LLM', 5, 0],
      ],
      [1, 2],
    ],
    [
      'calls beside each other that got one response are one',
      [
        ['CHAIN', 0, -1],
        ['LLM', 5, 0, { response: 7 }],
        ['LLM', 5, 0, { response: 7, fromUs: 2 }],
      ],
      [1],
    ],
    [
      'of two that report different tokens the shorter counts, which is nearer to the provider',
      [
        ['CHAIN', 0, -1],
        ['LLM', 8, 0, { response: 7, lastsUs: 30 }],
        ['LLM', 5, 0, { response: 7, fromUs: 2, lastsUs: 20 }],
      ],
      [2],
    ],
    [
      'one after the other with one id they are two, as of a cache',
      [
        ['CHAIN', 0, -1],
        ['LLM', 5, 0, { response: 7 }],
        ['LLM', 5, 0, { response: 7, fromUs: 20 }],
      ],
      [1, 2],
    ],
    [
      'of one response that which reports tokens, and its wrapper does not',
      [
        ['CHAIN', 0, -1],
        ['LLM', 0, 0, { response: 7 }],
        ['LLM', 6, 0],
        ['LLM', 5, 2, { response: 7 }],
      ],
      [3],
    ],
    [
      'a wrapper that reports the response of its call',
      [
        ['LLM', 6, -1, { response: 7 }],
        ['LLM', 5, 0, { response: 7 }],
      ],
      [1],
    ],
  ])('%s', (_claim, rows, expected) => {
    expect(places(counted(rows).usage)).toEqual(expected);
  });

  test('of one path at most one span of a kind counts, and nothing that reports tokens is lost', () => {
    const row = fc.tuple(fc.constantFrom<SpanKind>('LLM', 'CHAIN', 'AGENT'), fc.nat(5), fc.nat());
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (made) => {
        const rows = made.map(([kind, tokens, parent], place): Row => [kind, tokens, place === 0 ? -1 : (parent % (place + 1)) - 1]);
        const { usage } = counted(rows);
        rows.forEach(([kind, tokens], place) => {
          if (usage[place] === 1) expect(tokens).toBeGreaterThan(0);
          const above: number[] = [];
          for (let at = rows[place]?.[2] ?? -1; at >= 0; at = rows[at]?.[2] ?? -1) above.push(at);
          if (usage[place] === 1 && kind === 'LLM') expect(above.filter((at) => usage[at] === 1)).toEqual([]);
        });
        if (rows.some(([, tokens]) => tokens > 0)) expect(usage.some((flag) => flag === 1)).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('calls count once', () => {
  test.each<[claim: string, rows: readonly Row[], expected: readonly number[]]>([
    [
      'of a model call within a model call the inner',
      [
        ['LLM', 1, -1],
        ['LLM', 1, 0],
      ],
      [1],
    ],
    [
      'a tool, its MCP client and its server',
      [
        ['TOOL', 0, -1, { tool: 'w' }],
        ['TOOL', 0, 0, { tool: 'w' }],
        ['SPAN', 0, 1],
        ['TOOL', 0, 2, { tool: 'w' }],
      ],
      [0, 2],
    ],
    [
      'under the name of its server, too',
      [
        ['TOOL', 0, -1, { tool: 'mcp__home__w' }],
        ['TOOL', 0, 0, { tool: 'w' }],
      ],
      [0],
    ],
    [
      'a tool that calls another tool',
      [
        ['TOOL', 0, -1, { tool: 'plan' }],
        ['TOOL', 0, 0, { tool: 'w' }],
      ],
      [0, 1],
    ],
    [
      'the same tool of an agent that the tool runs',
      [
        ['TOOL', 0, -1, { tool: 'ask' }],
        ['AGENT', 0, 0],
        ['TOOL', 0, 1, { tool: 'ask' }],
      ],
      [0, 1, 2],
    ],
    [
      'of one response once, also where the inner reports nothing',
      [
        ['LLM', 5, -1, { response: 7 }],
        ['LLM', 0, 0, { response: 7 }],
        ['LLM', 5, -1, { response: 7, fromUs: 3 }],
      ],
      [2],
    ],
  ])('%s', (_claim, rows, expected) => {
    expect(places(counted(rows).call)).toEqual(expected);
  });
});

test('an error counts unless the call was made again and succeeded', () => {
  const failed = { isError: true };
  expect(
    places(
      counted([
        ['CHAIN', 0, -1],
        ['LLM', 0, 0, failed],
        ['LLM', 9, 0],
      ]).error,
    ),
  ).toEqual([]);
  expect(
    places(
      counted([
        ['CHAIN', 0, -1],
        ['LLM', 9, 0],
        ['LLM', 0, 0, failed],
      ]).error,
    ),
  ).toEqual([2]);
  expect(
    places(
      counted([
        ['CHAIN', 0, -1, failed],
        ['LLM', 0, 0, failed],
        ['LLM', 9, 0],
      ]).error,
    ),
  ).toEqual([0, 1]);
  expect(
    places(
      counted([
        ['CHAIN', 0, -1],
        ['TOOL', 0, 0, failed],
        ['TOOL', 0, 0],
      ]).error,
    ),
  ).toEqual([1]);
});
