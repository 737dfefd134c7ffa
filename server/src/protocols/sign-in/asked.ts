import type { IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import type { Attempts } from '../../domains/people/commands/attempts.ts';
import type { Library } from '../../domains/people/commands/library.ts';
import type { SignInConfig } from '../../platform/config-sign-in.ts';
import type { Viewer, ViewerPerson } from '../../platform/graphql/context.ts';
import type { DomainError, Result } from '../../platform/graphql/errors.ts';
import type { Fields } from '../../platform/ingest/values.ts';
import type { Mailer } from '../../platform/mail/mail.ts';
import type { Stores } from '../../platform/store/stores.ts';

export interface SignInDeps {
  readonly stores: Stores;
  readonly config: SignInConfig;
  readonly logger: Logger;
  readonly mailer: Mailer;
  readonly attempts: Attempts;
  readonly viewerOf: (request: IncomingMessage) => Promise<Result<Viewer, DomainError>>;
  readonly secret: () => Promise<string>;
  readonly library: (origin: string) => Promise<Library>;
  /** Under which the browser knows this server. */
  readonly originOf: (request: IncomingMessage) => string;
}

/** One request to `/api/auth`. */
export interface Asked extends SignInDeps {
  readonly request: IncomingMessage;
  readonly fields: Fields;
  /** What stands after the question mark. */
  readonly query: string;
  readonly origin: string;
  readonly address: string | null;
}

/** The person who is signed in, and by which session. */
export interface SignedIn {
  readonly person: ViewerPerson;
  readonly sessionId: string;
}

export interface Answer {
  readonly status?: number;
  readonly body?: unknown;
  /** Headers `set-cookie`. */
  readonly cookies?: readonly string[];
  /** Where the browser goes; with it there is no body. */
  readonly redirect?: string;
}

export interface Route {
  readonly method: 'GET' | 'POST';
  /** Below `/api/auth`. */
  readonly path: string;
  readonly answer: (asked: Asked) => Promise<Answer>;
}
