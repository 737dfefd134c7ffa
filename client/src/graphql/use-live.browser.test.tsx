import { useState } from 'react';
import { useMutation } from 'urql';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { Refused, render } from '../testing/render.tsx';
import { asDocument } from './document.ts';
import {
  AnnotationQueuePageDocument,
  DataPolicyDocument,
  FilterChoicesDocument,
  MessageArrivedDocument,
  SetDataPolicyDocument,
  ShellDocument,
  UnpricedDocument,
} from './generated/graphql.ts';
import { loadOf, useLiveQuery } from './use-live.ts';

function Asking() {
  const [model, setModel] = useState('first');
  const answer = useLiveQuery({ query: UnpricedDocument, variables: { filter: { models: [model] } } });
  const load = loadOf(answer, (data) => data.analytics.byModel);
  return (
    <>
      <output>{load.state === 'ready' ? `${load.refreshing ? 'dimmed' : 'whole'} ${load.value[0]?.model ?? ''}` : load.state}</output>
      <p>{answer.failure ?? 'all is well'}</p>
      <button type="button" onClick={() => setModel('second')}>
        second
      </button>
      <button type="button" onClick={() => setModel('broken')}>
        broken
      </button>
      <button type="button" onClick={answer.reload}>
        again
      </button>
    </>
  );
}

const shown = () => page.getByRole('status').element().textContent;

/** Answers about each model when its gate is opened. */
function gated() {
  const gates = new Map<string, () => void>();
  const asked: string[] = [];
  const answers = {
    Unpriced: (variables: Record<string, unknown>) => {
      const [model = ''] = (variables as { filter: { models: string[] } }).filter.models;
      asked.push(model);
      return new Promise((resolve, reject) =>
        gates.set(model, () =>
          model === 'broken'
            ? reject(new Error('no'))
            : resolve({ analytics: { byModel: [{ model, provider: null, messageCount: 1, pricedCount: 0 }] } }),
        ),
      );
    },
  };
  const open = async (model: string) => {
    await expect.poll(() => gates.has(model)).toBe(true);
    gates.get(model)?.();
    gates.delete(model);
  };
  return { answers, asked, open };
}

test('the last answer stays, dimmed, until the new query is answered; the same query again does not dim it', async () => {
  const { answers, asked, open } = gated();
  await render(<Asking />, { answers });
  await expect.poll(shown).toBe('loading');
  await open('first');
  await expect.poll(shown).toBe('whole first');
  await page.getByRole('button', { name: 'second' }).click();
  await expect.poll(shown).toBe('dimmed first');
  await open('second');
  await expect.poll(shown).toBe('whole second');
  await page.getByRole('button', { name: 'again' }).click();
  await expect.poll(() => asked.length).toBe(3);
  expect(shown()).toBe('whole second');
});

test('when the new query fails, the last answer stays dimmed and the failure is shown', async () => {
  const { answers, open } = gated();
  await render(<Asking />, { answers });
  await open('first');
  await expect.poll(shown).toBe('whole first');
  await page.getByRole('button', { name: 'broken' }).click();
  await open('broken');
  await expect.element(page.getByText(/The server can’t be reached/)).toBeVisible();
  expect(shown()).toBe('dimmed first');
});

function Queue() {
  const answer = useLiveQuery({ query: AnnotationQueuePageDocument, variables: { id: 'q' } });
  return (
    <>
      <output>{loadOf(answer, ({ annotationQueue }) => annotationQueue).state}</output>
      <p>{answer.failure ?? 'all is well'}</p>
      <button type="button" onClick={answer.reload}>
        again
      </button>
    </>
  );
}

test('a thing that is null beside an error is not missing: the failure is shown, and what was known stays', async () => {
  const failed = new Refused('The store took too long.', undefined, 'STORE_TIMEOUT', { annotationQueue: null });
  const known = { annotationQueue: { __typename: 'AnnotationQueue', id: 'q', name: 'n' } };
  const answers = [failed, known, failed, { annotationQueue: null }];
  await render(<Queue />, { answers: { AnnotationQueuePage: () => answers.shift() } });
  const again = page.getByRole('button', { name: 'again' });
  const failure = page.getByText(/took too long/);
  await expect.poll(shown).toBe('failed');
  await again.click();
  await expect.poll(shown).toBe('ready');
  await expect.element(failure).not.toBeInTheDocument();
  await again.click();
  await expect.element(failure).toBeVisible();
  expect(shown()).toBe('ready');
  await again.click();
  await expect.poll(shown).toBe('empty');
});

function Choices() {
  const load = loadOf(useLiveQuery({ query: FilterChoicesDocument, variables: {} }), ({ filterOptions }) =>
    filterOptions.models.length === 0 ? null : filterOptions.models,
  );
  return <output>{load.state}</output>;
}

test('an answer with nothing in it is empty, not loading', async () => {
  await render(<Choices />, {
    answers: {
      FilterChoices: () => ({
        filterOptions: { models: [], providers: [], trainingMethods: [], sessions: [], experiments: [], variants: [], environments: [] },
      }),
    },
  });
  await expect.poll(shown).toBe('empty');
});

const policy = (days: number) => ({
  __typename: 'DataPolicy',
  maskingMode: 'OFF',
  maskingKinds: [],
  traceRetentionDays: days,
  messageRetentionDays: null,
  traceSampleShare: 1,
  updatedAt: null,
});

function Policy() {
  const { data } = useLiveQuery({ query: DataPolicyDocument, variables: {} });
  const [, save] = useMutation(asDocument(SetDataPolicyDocument));
  return (
    <>
      <output>{data === null ? 'loading' : data.dataPolicy.traceRetentionDays}</output>
      <button type="button" onClick={() => void save({ maskingMode: 'OFF', maskingKinds: [], traceSampleShare: 1 })}>
        save
      </button>
    </>
  );
}

test('an answer is asked for again when a change is sent that touches what is in it', async () => {
  let days = 30;
  await render(<Policy />, {
    answers: {
      DataPolicy: () => ({ dataPolicy: policy(days) }),
      SetDataPolicy: () => {
        days = 7;
        return { setDataPolicy: policy(days) };
      },
    },
  });
  await expect.poll(shown).toBe('30');
  await page.getByRole('button', { name: 'save' }).click();
  await expect.poll(shown).toBe('7');
});

function Counted() {
  const [isPaused, setPaused] = useState(true);
  const { data } = useLiveQuery({
    query: ShellDocument,
    variables: {},
    isPaused,
    changes: { subscription: MessageArrivedDocument, askAfterMs: 100 },
  });
  return (
    <>
      <output>{data === null ? 'loading' : data.workspace.messageCount}</output>
      <button type="button" onClick={() => setPaused(false)}>
        follow
      </button>
    </>
  );
}

test('arrivals send the query again, once for many at a time; not while paused', async () => {
  let asked = 0;
  let send: ((data: unknown) => void) | undefined;
  await render(<Counted />, {
    answers: {
      Shell: () => ({ workspace: { id: 'w', name: 'default', slug: 'default', messageCount: (asked += 1), firstMessageAt: null } }),
    },
    arrivals: {
      MessageArrived: (to) => {
        send = to;
      },
    },
  });
  await expect.poll(shown).toBe('1');
  expect(send).toBeUndefined();
  await page.getByRole('button', { name: 'follow' }).click();
  await expect.poll(() => send).toBeDefined();
  for (let count = 0; count < 5; count += 1) send?.({ messageIngested: { id: String(count) } });
  await expect.poll(shown).toBe('2');
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(asked).toBe(2);
});
