import type { LoaderContext } from '../../controls/page/route.ts';
import { StudiesDocument, StudyPageDocument } from '../../graphql/generated/graphql.ts';

export const askStudies = ({ ask }: LoaderContext): void => ask(StudiesDocument, {});

/** The trials first: what is computed of them is asked for when they are there. */
export const askStudy = ({ ask }: LoaderContext, id: string): void => ask(StudyPageDocument, { id });
