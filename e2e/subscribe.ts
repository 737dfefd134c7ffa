/** Values of a subscription over WebSocket (graphql-transport-ws), in the order in which they come. */
export interface Subscription<Value> {
  readonly values: readonly Value[];
  close(): void;
}

/** Resolves once the server has taken the socket; values come from then on. */
export async function subscribe<Value>(address: string, query: string, variables: object = {}): Promise<Subscription<Value>> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const values: Value[] = [];
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('error', () => reject(new Error('The socket failed')));
    socket.addEventListener('close', ({ code, reason }) => reject(new Error(`The socket was closed: ${code} ${reason}`)));
    socket.addEventListener('open', () => socket.send(JSON.stringify({ type: 'connection_init' })));
    socket.addEventListener('message', ({ data }) => {
      const message = JSON.parse(String(data)) as { type: string; payload?: { data?: Value; errors?: unknown } };
      if (message.type === 'ping') socket.send(JSON.stringify({ type: 'pong' }));
      if (message.type === 'connection_ack') {
        socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables } }));
        resolve();
      }
      if (message.type === 'next' && message.payload?.data !== undefined) values.push(message.payload.data);
      if (message.type === 'error') reject(new Error(JSON.stringify(message.payload)));
    });
  });
  return { values, close: () => socket.close() };
}
