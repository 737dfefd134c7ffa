import type { LoaderContext } from '../../controls/page/route.ts';
import { BenchmarksDocument, BenchmarkSuitePageDocument } from '../../graphql/generated/graphql.ts';

export const askBenchmarks = ({ ask }: LoaderContext): void => ask(BenchmarksDocument, {});

export const askSuite = ({ ask }: LoaderContext, id: string): void => ask(BenchmarkSuitePageDocument, { id });
