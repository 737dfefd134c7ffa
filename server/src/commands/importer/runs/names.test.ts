import { expect, test } from 'vitest';
import { nameOfFile, nameOfFolder } from './names.ts';

test.each([
  ['/home/me/alpaca-lora/output', 'alpaca-lora'],
  ['/home/me/alpaca-lora/output/checkpoint-4000', 'alpaca-lora'],
  ['/home/me/alpaca/runs/Nov20_12-00-00_host', 'Nov20_12-00-00_host'],
  ['/home/me/mnist/lightning_logs/version_3', 'mnist/version_3'],
  ['/home/me/keras/logs/train', 'keras/train'],
  ['/', 'run'],
])('a run in %s is called %s', (folder, name) => expect(nameOfFolder(folder)).toBe(name));

test.each([
  ['/home/me/llama/lr-1e-4.csv', 'lr-1e-4'],
  ['/home/me/mnist/lightning_logs/version_3/metrics.csv', 'mnist/version_3'],
  ['/home/me/llama/output/trainer_log.jsonl', 'llama'],
])('the run of the file %s is called %s', (path, name) => expect(nameOfFile(path)).toBe(name));
