import { expect, test } from 'vitest';
import { firstParameters, parametersOf } from './parameters.ts';

test('the first parameters are those that say most of a training, then the others in their order', () => {
  const accelerator = Object.fromEntries(Array.from({ length: 20 }, (_, place) => [`part_${place}`, place]));
  const all = parametersOf({ accelerator_config: accelerator, weight_decay: 0.01, optimizer: { lr: 5e-5 }, zeta: 1, seed: 7 });
  expect(firstParameters(all, 6).map(({ name }) => name)).toEqual([
    'optimizer.lr',
    'weight_decay',
    'seed',
    'accelerator_config.part_0',
    'accelerator_config.part_1',
    'accelerator_config.part_2',
  ]);
  expect(firstParameters(all, 100)).toHaveLength(all.length);
  expect(firstParameters([], 6)).toEqual([]);
});
