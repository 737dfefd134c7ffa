import { join } from 'node:path';
import type { Stores } from '../../../platform/store/stores.ts';

const programs = new WeakMap<Stores['postgres'], string>();

/** The built dashboard has the program that draws reports. */
export function useReportProgram({ postgres }: Pick<Stores, 'postgres'>, dashboardFolder: string): void {
  programs.set(postgres, join(dashboardFolder, '.report/report.mjs'));
}

/** Path of the program; null: this server has no built dashboard. */
export const reportProgramOf = ({ postgres }: Pick<Stores, 'postgres'>): string | null => programs.get(postgres) ?? null;
