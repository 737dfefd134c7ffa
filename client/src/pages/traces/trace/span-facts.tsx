import { Link } from '@tanstack/react-router';
import { format, useLocale } from 'ui-kit/format';
import { CostButton } from '../../../panels/messages/cost-button.tsx';
import { NoPrice } from '../../../panels/messages/no-price.tsx';
import { keepView } from '../../../controls/use-view.ts';
import type { SpanDetailFragment } from '../../../graphql/generated/graphql.ts';
import { Fact } from '../../../primitives/fact.tsx';
import { Moment } from '../../../primitives/moment.tsx';
import { differenceOf, isOtherCost } from '../reported-cost.ts';
import { visible } from 'ui-kit/visible';
import styles from './trace.module.css';

/** What is counted and known of one span, a line each; what is not known is left out. */
export function SpanFacts({ span, traceId: ownTraceId }: { readonly span: SpanDetailFragment; readonly traceId: string }) {
  const locale = useLocale();
  const count = (value: number | null | undefined) => format(value, 'count', locale);
  const hasTokens = span.inputTokens != null || span.outputTokens != null;
  const isCall = span.kind === 'LLM' || span.kind === 'EMBEDDING';
  const parameters = Object.entries((span.modelParameters ?? {}) as Record<string, unknown>);
  const toolCount = Array.isArray(span.tools) ? span.tools.length : 0;
  const { subtree } = span;
  return (
    <div>
      <dl className={styles.facts}>
        <Fact label={isCall ? 'latency' : 'duration'} isFigure>
          {span.durationMs == null ? 'not ended' : format(span.durationMs, 'ms', locale)}
        </Fact>
        {span.timeToFirstTokenMs != null && (
          <Fact label="first token" isFigure>
            {format(span.timeToFirstTokenMs, 'ms', locale)}
          </Fact>
        )}
        {hasTokens && (
          <Fact label="input / cached / output" isFigure note={span.usageReading.name === 'AS_REPORTED' ? '' : span.usageReading.reason}>
            {count(span.inputTokens)} / {count(span.cacheReadTokens)} / {count(span.outputTokens)}
          </Fact>
        )}
        {span.cacheWriteTokens != null && span.cacheWriteTokens > 0 && (
          <Fact label="written to the cache" isFigure>
            {count(span.cacheWriteTokens)}
          </Fact>
        )}
        {span.reasoningTokens != null && span.reasoningTokens > 0 && (
          <Fact label="of it reasoning" isFigure>
            {count(span.reasoningTokens)}
          </Fact>
        )}
        {(isCall || span.costUsd != null) && (
          <Fact label="cost" isFigure note={span.costNote}>
            {span.costGap === 'NO_PRICE' ? (
              <NoPrice model={span.model ?? null} />
            ) : span.message == null ? (
              format(span.costUsd, 'usd', locale)
            ) : (
              <CostButton externalId={span.message.externalId} costUsd={span.costUsd ?? null} />
            )}
          </Fact>
        )}
        {isOtherCost(span.reportedCostUsd, span.costUsd) && (
          <Fact label="cost, as the sender says" isFigure note={differenceOf(span.reportedCostUsd, span.costUsd)}>
            {format(span.reportedCostUsd, 'usd', locale)}
          </Fact>
        )}
        {subtree != null && subtree.spanCount > 1 && (
          <Fact label="all under it" isFigure>
            {[
              `${count(subtree.spanCount)} spans`,
              Number(subtree.inputTokens) + Number(subtree.outputTokens) > 0
                ? format(Number(subtree.inputTokens) + Number(subtree.outputTokens), 'tokens', locale)
                : null,
              subtree.costUsd == null ? null : format(subtree.costUsd, 'usd', locale),
            ]
              .filter((text) => text !== null)
              .join(' · ')}
          </Fact>
        )}
      </dl>
      <dl className={styles.about}>
        {span.model != null && (
          <Fact label="model">
            <Link to="/models/$modelName" params={{ modelName: span.model }} search={keepView}>
              {visible(span.model)}
            </Link>
            {span.provider != null && <span className={styles.aside}> {span.provider}</span>}
          </Fact>
        )}
        {parameters.length > 0 && (
          <Fact label="parameters">
            {parameters.map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`).join(', ')}
          </Fact>
        )}
        {span.toolName != null && <Fact label="tool">{visible(span.toolName)}</Fact>}
        {span.promptName != null && (
          <Fact label="prompt">
            {span.promptName}
            {span.promptVersion != null && <span className={styles.aside}> version {span.promptVersion}</span>}
          </Fact>
        )}
        {toolCount > 0 && <Fact label="could call">{toolCount === 1 ? '1 tool' : `${count(toolCount)} tools`}</Fact>}
        {span.links.map(({ traceId, spanId }, index) => (
          <Fact key={index} label="linked to">
            <Link to="/traces/$traceId" params={{ traceId }} search={(held) => ({ ...keepView(held), span: spanId })} className="mono">
              {traceId === ownTraceId ? `span ${spanId}` : `${traceId.slice(0, 8)}… / ${spanId}`}
            </Link>
          </Fact>
        ))}
        {span.finishReason != null && <Fact label="finished by">{span.finishReason}</Fact>}
        {span.service != null && <Fact label="service">{span.service}</Fact>}
        <Fact label="started">
          <Moment at={span.startedAt} precision="second" />
        </Fact>
        {span.message != null && (
          <Fact label="message">
            <Link
              to="/conversations/$conversationId"
              params={{ conversationId: span.message.conversation.externalId }}
              search={(held) => ({ ...keepView(held), message: span.message?.externalId })}
            >
              in its conversation
            </Link>
          </Fact>
        )}
      </dl>
    </div>
  );
}
