import { csvTests } from './tests/csv.testing.ts';
import { failureTests } from './tests/failures.testing.ts';
import { openImporting } from './tests/importing.testing.ts';
import { jsonTests } from './tests/json.testing.ts';
import { realDataTests } from './tests/real-data.testing.ts';
import { spanTests } from './tests/spans.testing.ts';

const importing = openImporting();

jsonTests(importing);
csvTests(importing);
spanTests(importing);
failureTests(importing);
realDataTests(importing);
