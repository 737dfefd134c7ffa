import type { LoaderContext } from '../../controls/page/route.ts';
import { EvolutionDocument, ReleaseDocument } from '../../graphql/generated/graphql.ts';

export const askEvolution = ({ ask }: LoaderContext, named: string | undefined): void => ask(EvolutionDocument, { model: named ?? null });

export const askRelease = ({ ask }: LoaderContext, versionId: string, against: string | undefined): void =>
  ask(ReleaseDocument, { versionId, againstId: against ?? null });
