import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Proxy {
  readonly address: string;
  /** How each request was answered. */
  readonly answered: number[];
  close(): Promise<void>;
}

/** Stands before the server and refuses the first requests, as a server (or what stands before it) does that is behind. */
export async function startProxy(
  server: string,
  refuse: { readonly statuses: readonly number[]; readonly retryAfterS: number },
): Promise<Proxy> {
  const answered: number[] = [];
  const listener = createServer((request, response) => {
    void (async () => {
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece as Buffer);
      const refusal = refuse.statuses[answered.length];
      if (refusal !== undefined) {
        answered.push(refusal);
        response.writeHead(refusal, { 'retry-after': String(refuse.retryAfterS) }).end();
        return;
      }
      const headers = Object.fromEntries(
        ['content-type', 'content-encoding', 'authorization'].flatMap((name) =>
          request.headers[name] === undefined ? [] : [[name, String(request.headers[name])]],
        ),
      );
      const answer = await fetch(`${server}${request.url}`, { method: 'POST', headers, body: Buffer.concat(pieces) });
      answered.push(answer.status);
      response
        .writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' })
        .end(Buffer.from(await answer.arrayBuffer()));
    })();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    answered,
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        listener.closeAllConnections();
      }),
  };
}
