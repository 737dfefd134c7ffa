import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { useInstallation } from './domains/access/load/installation.ts';
import { admission } from './domains/access/commands/admission.ts';
import { createAttempts } from './domains/people/commands/attempts.ts';
import { createLibraries } from './domains/people/commands/library.ts';
import type { SignInConfig } from './platform/config-sign-in.ts';
import type { Viewer } from './platform/graphql/context.ts';
import type { DomainError, Result } from './platform/graphql/errors.ts';
import type { RequestMemory } from './platform/graphql/limits/request-memory.ts';
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
  readonly secret: () => Promise<string>;
  readonly originOf: (request: IncomingMessage) => string;
}

/** The answers to `/api/auth` of one server. */
export interface SignIn {
  answer(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void>;
  refuse(response: ServerResponse, refusal: unknown): void;
  close(): Promise<void>;
}

export function createSignIn({ stores, live, config, logger, mask, requestMemory, viewerOf, secret, originOf }: SignInServerDeps): SignIn {
  const mailer = createMailer(config.mail, logger);
  const attempts = createAttempts(config.redisUrl);
  useInstallation(stores, { mailer, ...(config.publicUrl !== null && { origin: config.publicUrl }) });
  const { admit, welcome } = admission({ stores, live }, config);
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
    originOf,
    library: createLibraries({ stores, config, logger, admit }),
  });
  return {
    answer: (request, response, pathname) => outsideWorkspaces(() => handle(request, response, pathname)),
    refuse: (response, refusal) => refuse(response, refusal, mask),
    async close() {
      await mailer.close();
      await attempts.close();
    },
  };
}
