import type { LoaderContext } from '../../controls/page/route.ts';
import { ExperimentPageDocument, ExperimentsDocument } from '../../graphql/generated/graphql.ts';
import type { ExperimentKind } from '../../graphql/generated/graphql.ts';

export const askExperiments = ({ ask }: LoaderContext, kind: ExperimentKind): void => ask(ExperimentsDocument, { kind });

export const askExperiment = ({ ask }: LoaderContext, key: string): void => ask(ExperimentPageDocument, { key });
