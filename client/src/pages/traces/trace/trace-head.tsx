import { Link } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { format, useLocale } from 'ui-kit/format';
import { keepView } from '../../../controls/use-view.ts';
import { NoPrice } from '../../../panels/messages/no-price.tsx';
import { visible } from 'ui-kit/visible';
import type { TraceHeadFragment } from '../../../graphql/generated/graphql.ts';
import { IconButton } from '../../../primitives/button.tsx';
import { Fact } from '../../../primitives/fact.tsx';
import { Moment } from '../../../primitives/moment.tsx';
import { notify } from '../../../primitives/toast.ts';
import { isOtherCost, reportedWords } from '../reported-cost.ts';
import { costOf, leftOutWords } from '../trace-cost.ts';
import type { TraceListView } from '../list/trace-view.ts';
import styles from './trace.module.css';

/** The id behind the name, shortened, with a way to copy it. */
export function TraceId({ id }: { readonly id: string }) {
  const copy = () =>
    void navigator.clipboard.writeText(id).then(
      () => notify({ title: 'Trace id copied.' }),
      () => notify({ title: id, says: 'It could not be copied: select it here.' }),
    );
  return (
    <span className={styles.id}>
      <span className="mono" title={id}>
        {id.length > 16 ? `${id.slice(0, 8)}…${id.slice(-7)}` : id}
      </span>
      <IconButton icon="copy" label="Copy the trace id" onClick={copy} />
    </span>
  );
}

/**
 * What the whole trace came to, in one line: in the page's head where there is room for it, else below. Of the two indexes one is in sight.
 */
export function Totals({ head, position }: { readonly head: TraceHeadFragment; readonly position: 'head' | 'below' }) {
  const locale = useLocale();
  const tokens = Number(head.inputTokens) + Number(head.outputTokens);
  const figures = [
    `${format(head.durationMs, 'ms', locale)}${head.isRunning ? ' so far' : ''}`,
    tokens > 0 ? format(tokens, 'tokens', locale) : null,
    costOf(head, locale),
    `${format(head.spanCount, 'count', locale)} ${head.spanCount === 1 ? 'span' : 'spans'}`,
  ].filter((text) => text !== null);
  return (
    <span className={styles.totals} data-position={position}>
      {head.isRunning && (
        <span className={styles.running}>
          <i aria-hidden="true" />
          running
        </span>
      )}
      {head.errorCount > 0 && (
        <Badge tone="bad">
          {format(head.errorCount, 'count', locale)} {head.errorCount === 1 ? 'error' : 'errors'}
        </Badge>
      )}
      <span className="mono" title={leftOutWords(head, locale)}>
        {figures.join(' · ')}
      </span>
      {isOtherCost(head.reportedCostUsd, head.costUsd) && (
        <span className={styles.reported} title={reportedWords(head.reportedCostUsd, head.costUsd, locale)}>
          reported <span className="mono">{format(head.reportedCostUsd, 'usd', locale)}</span>
        </span>
      )}
    </span>
  );
}

/** Whose trace it is and where it came from; each leads to the traces that share it. */
export function TraceFacts({ head, unpriced }: { readonly head: TraceHeadFragment; readonly unpriced: readonly string[] }) {
  const by =
    (narrowed: TraceListView) =>
    (held: object): TraceListView => ({ ...keepView(held), ...narrowed });
  return (
    <dl className={styles.headFacts} aria-label="About this trace">
      <Fact label="started">
        <Moment at={head.startedAt} precision="second" />
      </Fact>
      {head.sessionId != null && (
        <Fact label="session">
          <Link
            to="/sessions/$sessionId"
            params={{ sessionId: head.sessionId }}
            search={keepView}
            title="All traces of the session on one axis of time"
          >
            {visible(head.sessionId)}
          </Link>
        </Fact>
      )}
      {head.userId != null && (
        <Fact label="user">
          <Link to="/traces" search={by({ user: [head.userId] })}>
            {visible(head.userId)}
          </Link>
        </Fact>
      )}
      {head.environment != null && (
        <Fact label="environment">
          <Link to="/traces" search={by({ environment: [head.environment] })}>
            {visible(head.environment)}
          </Link>
        </Fact>
      )}
      {head.services.length > 0 && (
        <Fact label={head.services.length === 1 ? 'service' : 'services'}>
          {head.services.map((service) => (
            <Link key={service} to="/traces" search={by({ service: [service] })}>
              {visible(service)}
            </Link>
          ))}
        </Fact>
      )}
      {head.tags.length > 0 && (
        <Fact label={head.tags.length === 1 ? 'tag' : 'tags'}>
          {head.tags.map((tag) => (
            <Link key={tag} to="/traces" search={by({ tag: [tag] })}>
              {visible(tag)}
            </Link>
          ))}
        </Fact>
      )}
      {unpriced.length > 0 && (
        <Fact label="cost">
          {unpriced.map((model) => (
            <NoPrice key={model} model={model} />
          ))}
        </Fact>
      )}
      {head.release != null && <Fact label="release">{head.release}</Fact>}
      {head.version != null && <Fact label="version">{head.version}</Fact>}
    </dl>
  );
}
