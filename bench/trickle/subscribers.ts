const query =
  'subscription ($filter: AnalyticsFilter!) { analyticsChanged(filter: $filter) { overview { messageCount costUsd successShare } series { startedAt messageCount } byModel { model messageCount } } }';

/** Equal subscriptions, each on a socket of its own, as of so many people who look at one page. */
export async function watchLive(url: string, count: number): Promise<{ receivedCount(): number; close(): void }> {
  const now = Date.now();
  const filter = { from: new Date(now - 86_400_000).toISOString(), to: new Date(now + 86_400_000).toISOString() };
  let received = 0;
  const open = (): Promise<WebSocket> =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      socket.addEventListener('error', () => reject(new Error('A socket failed.')));
      socket.addEventListener('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
      socket.addEventListener('message', ({ data }) => {
        const { type } = JSON.parse(String(data)) as { type: string };
        if (type === 'connection_ack') {
          socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables: { filter } } }));
          resolve(socket);
        } else if (type === 'next') received += 1;
        else if (type === 'error') reject(new Error(String(data)));
      });
    });
  const sockets = await Promise.all(Array.from({ length: count }, open));
  return { receivedCount: () => received, close: () => sockets.forEach((socket) => socket.close()) };
}
