import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { evalCondition } from '@growthbook/growthbook';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { meets } from '../flags-client/src/condition.ts';
import { meetsCondition } from '../server/src/domains/experiments/pure/condition.ts';
import { conditionsOf, type Asked } from './conditions.ts';
import { missingPython, PYTHON } from './trainer-python.ts';

/** Conditions mean for the server and for both of our clients what they mean for GrowthBook's SDK, which is not modified. */
const asked = conditionsOf(7, 6_000);
let wanted: boolean[];
beforeAll(() => {
  // It says of a pattern that it cannot read it.
  const silent = vi.spyOn(console, 'error').mockImplementation(() => {});
  wanted = asked.map(([condition, attributes]) => evalCondition(attributes, condition as never));
  silent.mockRestore();
});

const differing = (found: readonly unknown[]): Asked[] => asked.filter((_one, at) => found[at] !== wanted[at]);

describe(`${asked.length} conditions of every operator`, () => {
  test('are met by some attributes, and not by others', () => {
    const share = wanted.filter(Boolean).length / wanted.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.8);
  });

  test('are found met by the server as by the SDK', () => {
    expect(differing(asked.map(([condition, attributes]) => meetsCondition(attributes as never, condition as never)))).toEqual([]);
  });

  test('and by our client in TypeScript', () => {
    expect(differing(asked.map(([condition, attributes]) => meets(attributes, condition)))).toEqual([]);
  });

  test.skipIf(missingPython !== null)('and by our client in Python', async () => {
    const program = spawn(PYTHON, [new URL('clients/own_conditions.py', import.meta.url).pathname], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, PYTHONPATH: new URL('../trainer', import.meta.url).pathname, PYTHONDONTWRITEBYTECODE: '1' },
    });
    program.stdin.end(`${JSON.stringify(asked)}\n`);
    expect(differing(JSON.parse(await text(program.stdout)) as unknown[])).toEqual([]);
  });
});
