import type { IncomingMessage, ServerResponse } from 'node:http';
import { bookOf, type Book, type BookContext } from '../../domains/experiments/load/book.ts';
import { nameOf } from '../../platform/graphql/asker.ts';
import type { Viewer } from '../../platform/graphql/context.ts';
import { codedError } from '../../platform/graphql/errors.ts';
import { maxSocketCount, maxSocketCountOfViewer } from '../../platform/graphql/limits/limits.ts';
import { coalesced } from '../../platform/live/coalesce.ts';
import { outsideWorkspaces } from '../../platform/store/scope.ts';
import { featuresText } from './growthbook.ts';

export interface StreamDeps extends BookContext {
  /** Calls back when the viewer of an open stream ends. Returns what stops the watch. */
  readonly watchViewer: (viewer: Viewer, onEnd: () => void) => () => void;
  /** Time between two signs of life; tests shorten it. */
  readonly lookEveryMs?: number;
}

/** Streams of server-sent events by which GrowthBook's SDKs have changes of flags at once. */
export interface FeatureStreams {
  /** Errors: throws SERVER_BUSY (503) beyond as many streams as sockets are taken. */
  open(viewer: Viewer, request: IncomingMessage, response: ServerResponse): void;
  close(): void;
}

/** Changes of a workspace come together for so long. */
const everyMs = 1_000;
/** Proxies close a connection that is silent; and a change of a server without a common live bus is found by looking. */
const ordinaryLookMs = 15_000;

interface Stream {
  readonly response: ServerResponse;
  /** Fingerprint of what the reader has; null: nothing. */
  sent: string | null;
  /** Whether it had not taken what it was sent when it was looked at last. */
  isStuck: boolean;
}

interface Group {
  readonly streams: Set<Stream>;
  readonly stop: () => void;
}

/**
 * `GET /sub/<clientKey>`: an event `features` with all flags at once, where the reader does not have them (`Last-Event-ID`), and whenever they
 * change, at most one a second. A reader that is slow has the latest when it has taken what came before, and nothing waits for it; one that
 * takes nothing for two looks is closed.
 */
export function createFeatureStreams({ watchViewer, lookEveryMs = ordinaryLookMs, ...context }: StreamDeps): FeatureStreams {
  const groups = new Map<string, Group>();
  const countOf = new Map<string, number>();
  let count = 0;

  async function bring(workspaceId: string, { streams }: Pick<Group, 'streams'>): Promise<void> {
    const book = await bookOf(context, workspaceId);
    for (const stream of streams) give(stream, book);
  }

  function look({ streams }: Pick<Group, 'streams'>): void {
    for (const stream of streams) {
      const { response } = stream;
      if (!response.writableNeedDrain) response.write(':\n\n');
      else if (stream.isStuck) response.destroy();
      stream.isStuck = response.writableNeedDrain;
    }
  }

  /** Not in the scope of the request that came first. A store that does not answer is asked again at the next look. */
  const groupOf = (workspaceId: string): Group =>
    outsideWorkspaces(() => {
      const known = groups.get(workspaceId);
      if (known !== undefined) return known;
      const streams = new Set<Stream>();
      const changes = coalesced(context.live, 'experiments.changed', workspaceId, { everyMs });
      const follow = async (): Promise<void> => {
        for await (const _change of changes) await bring(workspaceId, { streams }).catch(() => {});
      };
      void follow();
      const timer = setInterval(() => {
        look({ streams });
        bring(workspaceId, { streams }).catch(() => {});
      }, lookEveryMs).unref();
      const group = {
        streams,
        stop: () => {
          clearInterval(timer);
          void changes.return?.();
        },
      };
      groups.set(workspaceId, group);
      return group;
    });

  function assertRoom(name: string): void {
    const ofViewer = countOf.get(name) ?? 0;
    if (count < maxSocketCount && ofViewer < maxSocketCountOfViewer) return;
    throw codedError('SERVER_BUSY', `${Math.max(ofViewer, count)} streams are open, which is the most that this server takes.`, {
      httpStatus: 503,
      headers: { 'retry-after': '30' },
    });
  }

  return {
    open(viewer, request, response) {
      const name = nameOf(viewer);
      assertRoom(name);
      const { workspaceId } = viewer;
      const group = groupOf(workspaceId);
      const stream: Stream = { response, sent: lastSeen(request), isStuck: false };
      count += 1;
      countOf.set(name, (countOf.get(name) ?? 0) + 1);
      group.streams.add(stream);
      const unwatch = watchViewer(viewer, () => response.destroy());
      response.once('close', () => {
        unwatch();
        count -= 1;
        const left = (countOf.get(name) ?? 1) - 1;
        if (left === 0) countOf.delete(name);
        else countOf.set(name, left);
        group.streams.delete(stream);
        if (group.streams.size > 0 || groups.get(workspaceId) !== group) return;
        groups.delete(workspaceId);
        group.stop();
      });
      response.on('drain', () => void bring(workspaceId, { streams: new Set([stream]) }).catch(() => {}));
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        // So that a server that stops does not wait for it.
        connection: 'close',
      });
      // Not all at one moment after a restart.
      response.write(`retry: ${2_000 + Math.floor(Math.random() * 3_000)}\n\n`);
      bring(workspaceId, { streams: new Set([stream]) }).catch(() => response.destroy());
    },
    close() {
      for (const { streams, stop } of groups.values()) {
        stop();
        for (const { response } of streams) response.end();
      }
    },
  };
}

/** What a reader has that connects again. */
const lastSeen = ({ headers }: IncomingMessage): string | null => {
  const seen = headers['last-event-id'];
  return typeof seen === 'string' && seen !== '' ? seen : null;
};

function give(stream: Stream, book: Book): void {
  const { response } = stream;
  if (stream.sent === book.fingerprint || response.writableNeedDrain || response.writableEnded) return;
  stream.sent = book.fingerprint;
  response.write(`id: ${book.fingerprint}\nevent: features\ndata: ${featuresText(book)}\n\n`);
}
