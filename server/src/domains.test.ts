import { expect, test } from 'vitest';
import { readdir } from 'node:fs/promises';
import { domains } from './domains.ts';
import { jobsOf } from './platform/domain.ts';
import type { BackgroundTask } from './platform/store/prisma/generated/client.ts';
import type { Stores } from './platform/store/stores.ts';

const twice = (names: readonly string[]): string[] => names.filter((name, index) => names.indexOf(name) !== index);

test('every folder of a domain is listed under its name', async () => {
  const folders = await readdir(new URL('./domains/', import.meta.url));
  expect(domains.map(({ name }) => name).toSorted(), 'list each folder in server/src/domains.ts').toEqual(folders.toSorted());
});

test('no two domains bring the same topic, job, schedule, sweep or loop', () => {
  expect(twice(domains.flatMap(({ topics = [] }) => topics))).toEqual([]);
  expect(twice(domains.flatMap(({ jobs = [] }) => jobs).map(({ kind }) => kind))).toEqual([]);
  expect(
    twice(domains.flatMap(({ schedules = [], sweeps = [], loops = [] }) => [...schedules, ...sweeps, ...loops]).map(({ name }) => name)),
  ).toEqual([]);
});

test('a step is added to a job that there is', () => {
  const kinds = domains.flatMap(({ jobs = [] }) => jobs).map(({ kind }) => kind);
  for (const { kind } of domains.flatMap(({ steps = [] }) => steps)) expect(kinds).toContain(kind);
});

test('a job runs its own work and then the steps that others have added, unless it is stopped between', async () => {
  const order: string[] = [];
  const stopping = new AbortController();
  const [job] = jobsOf([
    { name: 'one', jobs: [{ kind: 'work', limit: 1, run: async () => void order.push('own') }] },
    {
      name: 'other',
      steps: [
        { kind: 'work', run: async () => (order.push('step'), stopping.abort()) },
        { kind: 'another', run: async () => void order.push('wrong') },
      ],
    },
    { name: 'third', steps: [{ kind: 'work', run: async () => void order.push('after the stop') }] },
  ]);
  await job?.run({} as Stores, {} as BackgroundTask, async () => {}, stopping.signal, { publish: () => {} });
  expect(order).toEqual(['own', 'step']);
});
