import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { homeOf } from '../../domains/access/load/home.ts';
import type { ToolContext } from '../../domains/assistant-tools/types.ts';
import { signedConnection, slackViewer } from '../../domains/slack/load.ts';
import { escaped, slackMessage, type SlackMessage } from '../../domains/slack/pure/answer.ts';
import { commandIn, slackOrigins } from '../../domains/slack/pure/command.ts';
import type { SlackCommand, SlackProof } from '../../domains/slack/types.ts';
import type { Context, Viewer } from '../../platform/graphql/context.ts';
import { codedError, unwrap, type DomainError, type Result } from '../../platform/graphql/errors.ts';
import type { RequestMemory } from '../../platform/graphql/limits/request-memory.ts';
import { answerJson } from '../../platform/http/answer.ts';
import { readBody } from '../../platform/http/body.ts';
import { outgoingFetch } from '../../platform/http/outgoing.ts';
import { inWorkspace } from '../../platform/store/scope.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { askedBySlack } from './asked.ts';
import { answerAboutLink, linkCommandIn } from './link.ts';

export interface SlackDeps {
  readonly stores: Stores;
  readonly schema: GraphQLSchema;
  readonly logger: Logger;
  readonly mask: (error: unknown) => GraphQLError;
  readonly requestMemory: RequestMemory;
  /** Counts a request for its viewer, as every other one, or for its address where it has none. */
  readonly counted: (request: IncomingMessage, found: Result<Viewer, DomainError>) => Promise<Result<Viewer, DomainError>>;
  readonly contextOf: (viewer: Viewer, request: IncomingMessage) => Context;
  readonly originOf: (request: IncomingMessage) => string;
  /** Origins that answers are sent to later; absent: Slack's own. */
  readonly answerOrigins?: readonly string[] | undefined;
  /** How long an answer is waited for, before it is sent later; absent: 2.2 s of the 3 that Slack waits. */
  readonly patienceMs?: number | undefined;
}

export const slackPath = '/api/slack/command';
const maxBodyBytes = 64 * 1024;
const patienceMs = 2_200;
const sendingMs = 10_000;
const help = (command: string): SlackMessage =>
  slackMessage(
    `Ask about the workspace, or name a tool: \`${escaped(command)} how many errors yesterday\`, \`${escaped(command)} training list_jobs\`. Answers are seen by you alone. \`${escaped(command)} link\` has them read as your own account.`,
  );

/**
 * `POST /api/slack/command`: a slash command of Slack asks the assistant (docs/slack.md). Whom it asks for is known by the signature of the
 * request alone. What takes longer than Slack waits is sent to the address that Slack gave for it.
 */
export function createSlackHandler(deps: SlackDeps) {
  const { stores, requestMemory, originOf, answerOrigins = slackOrigins } = deps;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method !== 'POST') {
      response.setHeader('allow', 'POST');
      return answerJson(response, 405, { error: 'Slack posts its commands.' });
    }
    const hold = requestMemory.hold('slack');
    try {
      const body = await readBody(request, { maxBytes: maxBodyBytes, hold });
      const command = commandIn(body, answerOrigins);
      if (command === null)
        throw codedError('BAD_REQUEST', 'This is no slash command of Slack: team_id or command is missing.', { httpStatus: 400 });
      const proof = { timestamp: headerOf(request, 'x-slack-request-timestamp'), signature: headerOf(request, 'x-slack-signature'), body };
      const asker = await askerOf(request, command, proof);
      if (!('viewer' in asker)) return answerJson(response, 200, asker);
      const { viewer } = asker;
      if (command.text === '' || command.text === 'help') return answerJson(response, 200, help(command.command));
      const context: ToolContext = { ...deps.contextOf(viewer, request), schema: deps.schema };
      await inWorkspace(viewer.workspaceId, async () =>
        answerInTime(response, context, command, await homeOf(stores, viewer.workspaceId, originOf(request))),
      );
    } finally {
      hold.release();
    }
  }

  /** As whom a command reads; or what its sender is answered, where it is about the link to an account, or can't be answered. */
  async function askerOf(
    request: IncomingMessage,
    command: SlackCommand,
    proof: SlackProof,
  ): Promise<{ readonly viewer: Viewer } | SlackMessage> {
    const now = new Date();
    const signed = await signedConnection(stores, command.teamId, proof, now);
    const about = linkCommandIn(command.text);
    if (signed.ok && about !== null) {
      const { workspaceId } = signed.value;
      return inWorkspace(workspaceId, async () =>
        answerAboutLink(stores, about, signed.value, command, await homeOf(stores, workspaceId, originOf(request)), now),
      );
    }
    const asker = signed.ok ? await slackViewer(stores, signed.value, command) : signed;
    if (!asker.ok && asker.failure.code === 'SLACK_UNANSWERED') return slackMessage(escaped(asker.failure.message));
    return { viewer: unwrap(await deps.counted(request, asker)) };
  }

  /** Slack shows an error of its own after 3 s: by then it has the answer, or knows that it comes. */
  async function answerInTime(response: ServerResponse, context: ToolContext, command: SlackCommand, home: string): Promise<void> {
    const asked = askedBySlack(context, command, home);
    const late = new Promise<null>((resolve) => setTimeout(resolve, deps.patienceMs ?? patienceMs, null).unref());
    const inTime = await Promise.race([asked, late]);
    if (inTime !== null) return answerJson(response, 200, inTime);
    const { responseUrl } = command;
    answerJson(
      response,
      200,
      slackMessage(responseUrl === null ? `It takes longer: the answer is on <${home}/assistant|the page Assistant>.` : 'Working on it …'),
    );
    if (responseUrl !== null) void sendLater(asked, responseUrl);
  }

  async function sendLater(asked: Promise<SlackMessage>, address: string): Promise<void> {
    try {
      const message = await asked;
      const sent = await outgoingFetch('any')(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(message),
        signal: AbortSignal.timeout(sendingMs),
      });
      if (!sent.ok) deps.logger.warn({ status: sent.status }, 'Slack did not take an answer');
    } catch (error) {
      deps.logger.warn({ err: error }, 'An answer could not be sent to Slack');
    }
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      await answer(request, response);
    } catch (error) {
      if (response.headersSent) return void response.destroy();
      const { message, extensions } = deps.mask(error);
      const { code, http } = extensions as { code?: string; http?: { status?: number; headers?: Record<string, string> } };
      answerJson(response, http?.status ?? 400, { error: message, code }, http?.headers);
    }
  };
}

const headerOf = ({ headers }: IncomingMessage, name: string): string => {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
};
