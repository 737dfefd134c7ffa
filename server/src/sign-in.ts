import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { useInstallation } from './domains/access/load/installation.ts';
import { admission } from './domains/access/commands/admission.ts';
import type { Credentials } from './domains/access/viewer.ts';
import { createAttempts } from './domains/people/commands/attempts.ts';
import { createLibraries } from './domains/people/commands/library.ts';
import { cookieSecret } from './domains/people/load/secret.ts';
import type { SignInConfig } from './platform/config-sign-in.ts';
import type { Viewer } from './platform/graphql/context.ts';
import type { DomainError, Result } from './platform/graphql/errors.ts';
import type { RequestMemory } from './platform/graphql/limits/request-memory.ts';
import { isCrossSite, originOf } from './platform/http/gate.ts';
import type { LiveBus } from './platform/live/bus.ts';
import { createMailer } from './platform/mail/mail.ts';
import { outsideWorkspaces } from './platform/store/scope.ts';
import type { Stores } from './platform/store/stores.ts';
import { createSignInHandler, refuse } from './protocols/sign-in/http.ts';

interface SignInServerDeps {
  readonly stores: Stores;
  readonly live: LiveBus;
  readonly config: SignInConfig;
  readonly logger: Logger;
  readonly mask: (error: unknown) => GraphQLError;
  readonly requestMemory: RequestMemory;
  readonly viewerOf: (request: IncomingMessage) => Promise<Result<Viewer, DomainError>>;
}

/** Sign-in of one server: what a request shows of a session, and the answers to `/api/auth`. */
export interface SignIn {
  sessionIn(request: IncomingMessage): Credentials['session'];
  /** Notes by which answer a new cookie of a request can go out. */
  answers(request: IncomingMessage, response: ServerResponse): void;
  answer(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void>;
  refuse(response: ServerResponse, refusal: unknown): void;
  close(): Promise<void>;
}

export function createSignIn({ stores, live, config, logger, mask, requestMemory, viewerOf }: SignInServerDeps): SignIn {
  const secret = (): Promise<string> => cookieSecret(stores, config.secret);
  const originOfRequest = (request: IncomingMessage): string => originOf(request, config.publicUrl);
  const mailer = createMailer(config.mail, logger);
  const attempts = createAttempts(config.redisUrl);
  const responses = new WeakMap<IncomingMessage, ServerResponse>();
  useInstallation(stores, { mailer, ...(config.publicUrl !== null && { origin: config.publicUrl }) });
  const { admit, welcome } = admission(stores, config);
  const handle = createSignInHandler({
    stores,
    live,
    config,
    logger,
    mailer,
    attempts,
    secret,
    mask,
    requestMemory,
    viewerOf,
    welcome,
    originOf: originOfRequest,
    library: createLibraries({ stores, config, logger, admit }),
  });
  return {
    // Pages of other sites make browsers send cookies along: there they count for nothing.
    sessionIn(request) {
      const { cookie: cookies } = request.headers;
      if (cookies === undefined || isCrossSite(request)) return null;
      const response = responses.get(request);
      return {
        cookies,
        origin: originOfRequest(request),
        secret,
        ...(response && { answerCookie: (header) => void response.appendHeader('set-cookie', header) }),
      };
    },
    answers: (request, response) => void responses.set(request, response),
    answer: (request, response, pathname) => outsideWorkspaces(() => handle(request, response, pathname)),
    refuse: (response, refusal) => refuse(response, refusal, mask),
    async close() {
      await mailer.close();
      await attempts.close();
    },
  };
}
