import { z } from 'zod';
import { defineQuery } from '../../../platform/store/query.ts';
import { sql, uuid } from '../../../platform/store/sql.ts';
import type { ContentPlace } from './span.ts';
import { traceOfUuid, traceSet } from './uuid.ts';

const places = z.array(z.tuple([z.string(), z.string()]).transform(([at, hash]): ContentPlace => ({ at, hash })));

/**
 * Model calls of these traces with a message that holds more than text: pictures, files, citations. Such a text is the JSON of one message
 * with a member `parts`; texts that only look like it are read in vain.
 */
export const callsWithParts = defineQuery({
  name: 'traces.callsWithParts',
  timeoutMs: 10_000,
  row: z
    .object({ trace_id: z.string(), span_id: z.string(), input: places, output: places })
    .transform(({ trace_id, span_id, ...row }) => ({ traceId: traceOfUuid(trace_id), spanId: span_id, ...row })),
  sql: ({ workspaceId, traceIds }: { workspaceId: string; traceIds: readonly string[] }) => sql`
    WITH calls AS (
      SELECT trace_id, span_id, if(input_form = 'CHAT', input, []) AS input, if(output_form = 'CHAT', output, []) AS output FROM spans FINAL
      WHERE workspace_id = ${uuid(workspaceId)} AND trace_id IN ${traceSet(traceIds)} AND kind = 'LLM'
    ), held AS (
      SELECT groupArray((at, hash)) AS found FROM contents
      WHERE workspace_id = ${uuid(workspaceId)} AND (at, hash) IN (SELECT arrayJoin(arrayConcat(input, output)) AS place FROM calls)
        AND position(text, '"parts":[') > 0
    )
    SELECT toString(trace_id) AS trace_id, span_id,
      if(hasAny(calls.input, (SELECT found FROM held)), calls.input, []) AS input, if(hasAny(calls.output, (SELECT found FROM held)), calls.output, []) AS output
    FROM calls WHERE notEmpty(input) OR notEmpty(output)`,
});
