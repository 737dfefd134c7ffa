import type { LoaderContext } from '../../controls/page/route.ts';
import { AlertRulesDocument, OneAlertRuleDocument } from '../../graphql/generated/graphql.ts';

export const askAlerts = ({ ask }: LoaderContext): void => ask(AlertRulesDocument, {});
export const askRule = ({ ask }: LoaderContext, id: string): void => ask(OneAlertRuleDocument, { id });
