import type { LoaderContext } from '../../controls/page/route.ts';
import type { ViewQuery } from '../../controls/window.ts';
import { ModelPageDocument, ModelsDocument, ModelsUseDocument } from '../../graphql/generated/graphql.ts';
import { ofModel } from './model-query.ts';

export function askModels({ ask }: LoaderContext): void {
  ask(ModelsDocument, {});
  ask(ModelsUseDocument, { filter: {} });
}

export const askModel = ({ ask }: LoaderContext, name: string, query: ViewQuery): void => ask(ModelPageDocument, ofModel(name, query));
