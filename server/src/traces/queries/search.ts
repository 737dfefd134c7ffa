import type { ClickHouse } from '../../store/clickhouse/client.ts';
import type { Sql } from '../../store/sql.ts';
import type { TracePlace, TraceStretch } from './list.ts';
import { listPlaces } from './list.ts';

export async function searchPlaces(clickhouse: ClickHouse, stretch: TraceStretch, where: Sql, search: string): Promise<TracePlace[]> {
  void search;
  return listPlaces(clickhouse, stretch, where);
}
