import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from '../../testing/render.tsx';
import { useMessageList } from './message-list.ts';

function Listed() {
  const { entries } = useMessageList({ filter: {}, search: null, roles: null }, false);
  return <output>{entries === null ? 'loading' : entries.map(({ node }) => node.id).join(', ')}</output>;
}

test('messages that are deleted with their user leave the list while it is read', async () => {
  const edges = ['c', 'b', 'a'].map((id) => ({ cursor: id, node: { id } }));
  let send: (data: unknown) => void = () => undefined;
  await render(<Listed />, {
    answers: { MessagePage: () => ({ messages: { edges, pageInfo: { hasNextPage: false, endCursor: 'a' } } }) },
    arrivals: {
      MessagesDeleted: (to) => {
        send = to;
      },
    },
  });
  const shown = () => page.getByRole('status').element().textContent;
  await expect.poll(shown).toBe('c, b, a');
  send({ messagesDeleted: ['b', 'elsewhere'] });
  await expect.poll(shown, { timeout: 5_000 }).toBe('c, a');
});
