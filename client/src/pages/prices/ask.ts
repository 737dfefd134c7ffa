import type { LoaderContext } from '../../controls/page/route.ts';
import { PriceBookDocument, UnpricedDocument } from '../../graphql/generated/graphql.ts';

export function askPrices({ ask }: LoaderContext): void {
  ask(PriceBookDocument, {});
  ask(UnpricedDocument, { filter: {} });
}
