import './schema/mutations.ts';
import './schema/queries.ts';
import './schema/links-back.ts';
