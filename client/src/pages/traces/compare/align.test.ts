import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spanRows } from '../trace/span-rows.ts';
import type { SpanRow } from '../trace/span-rows.ts';
import { columnsOf } from '../trace/testing.ts';
import type { MadeSpan } from '../trace/testing.ts';
import { alignedSteps, isDivergent } from './align.ts';

/** `LLM chat`, two spaces a level; a model after `@`, an error after `!`. */
function tree(prefix: string, ...lines: readonly string[]): readonly SpanRow[] {
  const parents: number[] = [];
  const spans = lines.map((line, index): MadeSpan => {
    const depth = (line.length - line.trimStart().length) / 2;
    const [, kind = '', name = '', model, error] = /^(\w+) ([^@!]+?)(?:@([^!]+))?(?:!(.+))?$/.exec(line.trim()) ?? [];
    parents[depth] = index;
    return {
      id: `${prefix}${index}`,
      parent: depth === 0 ? -1 : (parents[depth - 1] as number),
      name,
      kind,
      start: index,
      duration: 1,
      ...(model !== undefined && { model }),
      ...(error !== undefined && { error }),
    };
  });
  return spanRows(columnsOf(spans));
}

const shown = (left: readonly SpanRow[], right: readonly SpanRow[]): string[] =>
  alignedSteps(left, right).map((step) => `${'  '.repeat(step.depth)}${step.left?.id ?? '–'} ${step.right?.id ?? '–'}`);

test.each([
  [
    'the same steps stand together, though other steps stand between them',
    ['AGENT run', '  LLM chat', '  TOOL look', '  LLM chat'],
    ['AGENT run', '  RETRIEVER find', '  LLM chat', '  LLM chat'],
    ['l0 r0', '  – r1', '  l1 r2', '  l2 –', '  l3 r3'],
  ],
  [
    'calls of two models are one step, also where the name holds the model',
    ['AGENT run', '  LLM chat gpt-4o@gpt-4o'],
    ['AGENT run', '  LLM chat mini@mini'],
    ['l0 r0', '  l1 r1'],
  ],
  [
    'tools of two names are two steps',
    ['AGENT run', '  TOOL look', '  TOOL book'],
    ['AGENT run', '  TOOL book', '  TOOL pay'],
    ['l0 r0', '  l1 –', '  l2 r1', '  – r2'],
  ],
  ['the one root of each is the same step, whatever its name', ['SPAN GET /a'], ['CHAIN main', '  LLM chat'], ['l0 r0', '  – r1']],
  ['roots beyond the first are aligned by name', ['SPAN a', 'SPAN b'], ['SPAN b'], ['l0 –', 'l1 r0']],
  [
    'what one trace has under a step stands under it',
    ['AGENT run'],
    ['AGENT run', '  LLM chat', '    TOOL look'],
    ['l0 r0', '  – r1', '    – r2'],
  ],
  ['nothing beside something', [], ['LLM chat'], ['– r0']],
])('%s', (_claim, left, right, expected) => {
  expect(shown(tree('l', ...left), tree('r', ...right))).toEqual(expected);
});

test('a step diverges where only one has it, where models differ, where one failed', () => {
  const steps = alignedSteps(
    tree('l', 'AGENT run', '  LLM a@x', '  LLM b@x', '  TOOL look!timeout', '  TOOL pay'),
    tree('r', 'AGENT run', '  LLM a@y', '  LLM b@x', '  TOOL look'),
  );
  expect(steps.filter(isDivergent).map(({ key }) => key)).toEqual(['l1', 'l3', 'l4']);
});

test('every span of both stands in one step, below its parent', () => {
  const line = fc.constantFrom('LLM chat@a', 'LLM chat@b', 'TOOL look', 'TOOL book', 'SPAN x', 'CHAIN y');
  const made = (prefix: string) =>
    fc.array(fc.tuple(fc.nat(3), line), { maxLength: 14 }).map((items) => {
      let depth = 0;
      return tree(
        prefix,
        ...items.map(([wanted, text], index) => {
          depth = index === 0 ? 0 : Math.min(wanted, depth + 1);
          return '  '.repeat(depth) + text;
        }),
      );
    });
  fc.assert(
    fc.property(made('l'), made('r'), (left, right) => {
      const steps = alignedSteps(left, right);
      const ids = (side: 'left' | 'right') => steps.flatMap((step) => step[side]?.id ?? []);
      expect(ids('left')).toEqual(left.map(({ id }) => id));
      expect(ids('right').toSorted()).toEqual(right.map(({ id }) => id).toSorted());
      const byKey = new Map(steps.map((step, index) => [step.key, { step, index }]));
      expect(byKey.size).toBe(steps.length);
      for (const [index, step] of steps.entries()) {
        const parent = step.parentKey === null ? null : byKey.get(step.parentKey);
        if (parent === null) expect([step.left?.parentId ?? null, step.right?.parentId ?? null]).toEqual([null, null]);
        else {
          expect(parent?.index).toBeLessThan(index);
          if (step.left !== null) expect(parent?.step.left?.id).toBe(step.left.parentId);
          if (step.right !== null) expect(parent?.step.right?.id).toBe(step.right.parentId);
        }
      }
    }),
  );
});
