import type { LoaderContext } from '../../controls/page/route.ts';
import { EvolutionDocument } from '../../graphql/generated/graphql.ts';

export const askEvolution = ({ ask }: LoaderContext, named: string | undefined): void => ask(EvolutionDocument, { model: named ?? null });
