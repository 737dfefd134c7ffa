import { expect, test } from 'vitest';
import { canonicalMetric, isSystemMetric } from './metric-name.ts';

test.each([
  ['loss', 'loss'],
  ['train/loss', 'loss'],
  ['train_loss', 'train_loss'],
  ['train/grad_norm', 'grad_norm'],
  ['train/rewards/chosen', 'rewards/chosen'],
  ['rewards/chosen', 'rewards/chosen'],
  ['eval/loss', 'eval_loss'],
  ['eval_loss', 'eval_loss'],
  ['eval/rewards/margins', 'eval_rewards/margins'],
  ['test/accuracy', 'test_accuracy'],
  ['lr', 'learning_rate'],
  ['train/lr', 'learning_rate'],
  ['train/learning_rate', 'learning_rate'],
  ['lr-AdamW', 'lr-AdamW'],
  ['train/', 'train/'],
  ['TRAIN/loss', 'TRAIN/loss'],
  ['constructor', 'constructor'],
  ['system/gpu.0.memory', 'system/gpu.0.memory'],
])('%s is stored as %s', (sentAs, canonical) => expect(canonicalMetric(sentAs)).toBe(canonical));

test.each([
  ['system/gpu', true],
  ['train/system', false],
  ['system', false],
])('%s is a system metric: %s', (name, isSystem) => expect(isSystemMetric(name)).toBe(isSystem));
