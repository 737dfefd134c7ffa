import type { LossView } from 'ui-kit/loss-plot';
import { oneOf, texts } from '../../../controls/view.ts';
import type { RawSearch } from '../../../controls/view.ts';

const axes = ['relative', 'wall', 'epoch', 'tokens'] as const;
const scales = ['log', 'symlog'] as const;
const kinds = ['gaussian', 'mean', 'trailing'] as const;
const changes = ['changed', 'unchanged', 'better', 'worse'] as const;
export const jobTabs = ['metrics', 'predictions', 'log', 'parameters', 'files', 'attempts'] as const;
export type JobTab = (typeof jobTabs)[number];

/** Smoothing by the exponential mean, where the reader has not chosen. */
const DEFAULT_SMOOTHING = 0.6;

/** How a job is looked at. It lives in the address; what stands at its default is left out of it. */
export interface JobView {
  readonly live?: 'paused' | undefined;
  /** By step when absent. */
  readonly x?: (typeof axes)[number] | undefined;
  /** Linear when absent. */
  readonly y?: (typeof scales)[number] | undefined;
  /** Amount of the smoothing. */
  readonly smooth?: string | undefined;
  /** The exponential mean when absent. */
  readonly kind?: (typeof kinds)[number] | undefined;
  readonly outliers?: 'ignored' | undefined;
  /** `100..300`: the part of the x axis that is shown, in its own numbers. */
  readonly zoom?: string | undefined;
  /** With what an earlier attempt logged and a later one replaced. */
  readonly attempts?: 'all' | undefined;
  /** Pattern of the metrics that are shown. */
  readonly metrics?: string | undefined;
  readonly tab?: Exclude<JobTab, 'metrics'> | undefined;
  /** Epochs whose predictions stand side by side; the first and the last when absent. */
  readonly epochs?: readonly string[] | undefined;
  /** Samples that are shown; all when absent. */
  readonly change?: (typeof changes)[number] | undefined;
  /** Score by which predictions are compared; the server's choice when absent. */
  readonly score?: string | undefined;
  /** What words of predictions are compared with; the first epoch when absent. */
  readonly against?: 'reference' | undefined;
  /** Folder of the job's files that is open; the outermost when absent. */
  readonly folder?: string | undefined;
  /** Text that predictions are searched for. */
  readonly find?: string | undefined;
}

export function readJobView(search: RawSearch): Omit<JobView, 'live'> {
  const tab = oneOf(search['tab'], jobTabs);
  const smooth = texts(search['smooth'])?.[0];
  return {
    x: oneOf(search['x'], axes),
    y: oneOf(search['y'], scales),
    smooth: smooth !== undefined && Number.isFinite(Number(smooth)) && Number(smooth) >= 0 ? smooth : undefined,
    kind: oneOf(search['kind'], kinds),
    outliers: oneOf(search['outliers'], ['ignored'] as const),
    zoom: zoomText(readZoom(texts(search['zoom'])?.[0])),
    attempts: oneOf(search['attempts'], ['all'] as const),
    metrics: texts(search['metrics'])?.[0],
    tab: tab === 'metrics' ? undefined : tab,
    epochs: wholes(texts(search['epochs'])),
    change: oneOf(search['change'], changes),
    score: texts(search['score'])?.[0],
    against: oneOf(search['against'], ['reference'] as const),
    find: texts(search['find'])?.[0],
    folder: texts(search['folder'])?.[0],
  };
}

/** Those that are numbers of epochs. */
function wholes(values: readonly string[] | undefined): readonly string[] | undefined {
  const found = values?.filter((value) => /^\d{1,10}$/.test(value)) ?? [];
  return found.length === 0 ? undefined : found;
}

/** How the charts draw it: the kit's words. */
export function lossViewOf({ x, y, smooth, kind, outliers }: JobView): LossView {
  const smoothingKind = kind ?? 'ema';
  const amount = smooth === undefined ? undefined : Number(smooth);
  return {
    xAxis: x ?? 'step',
    scale: y ?? 'linear',
    smoothingKind,
    smoothing: smoothingKind === 'ema' ? Math.min(0.999, amount ?? DEFAULT_SMOOTHING) : (amount ?? 3),
    smoothBy: 'point',
    ignoresOutliers: outliers === 'ignored',
  };
}

export type ZoomRange = readonly [from: number, to: number];

export function readZoom(text: string | undefined): ZoomRange | null {
  const [from, to] = (text ?? '').split('..').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  return from === undefined || to === undefined || !(from < to) || !Number.isFinite(to - from) ? null : [from, to];
}

/** The reverse, with as many digits as the stretch needs. */
export function zoomText(zoom: ZoomRange | null): string | undefined {
  if (zoom === null) return undefined;
  const digits = Math.max(0, Math.min(12, 4 - Math.floor(Math.log10(zoom[1] - zoom[0]))));
  return zoom.map((value) => String(Number(value.toFixed(digits)))).join('..');
}
