/** Who the socket acts as: ids, role and permissions as the query `viewer` names them, null as there. */
export interface SocketViewer {
  readonly person: string | null;
  readonly workspace: string | null;
  readonly role: string | null;
  readonly permissions: readonly string[];
}

/** The same of an answer to the query. */
interface AnsweredViewer {
  readonly person: { readonly id: string } | null;
  readonly workspace: { readonly id: string } | null;
  readonly role: string | null;
  readonly permissions: readonly string[];
}

let newest: SocketViewer | null = null;
const listeners = new Set<() => void>();

/** What the server sent of the viewer when it last took the socket of this page; a new object each time. */
export const socketViewer = {
  /** `payload`: that of `connection_ack`. A server of an earlier version sends none. */
  take: (payload: unknown): void => {
    newest = (payload as { viewer?: SocketViewer } | null | undefined)?.viewer ?? null;
    for (const listener of listeners) listener();
  },
  read: (): SocketViewer | null => newest,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/** Whether the socket and the page act as the same: if not, a role, a membership or a session has changed in between. */
export function isSameViewer(socket: SocketViewer, answered: AnsweredViewer): boolean {
  return (
    socket.person === (answered.person?.id ?? null) &&
    socket.workspace === (answered.workspace?.id ?? null) &&
    socket.role === answered.role &&
    socket.permissions.join() === answered.permissions.join()
  );
}
