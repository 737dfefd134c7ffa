import { readFileSync } from 'node:fs';
import { AutoETS, initSync } from '@bsull/augurs/ets';
import { initSync as initMstl, MSTL } from '@bsull/augurs/mstl';
import type { Model } from './models.ts';

/*
 * Exponential smoothing and MSTL of @bsull/augurs, as WebAssembly. A panic in it leaves its memory unusable, and may end the thread: it is
 * used in a worker only (`load/forecaster.ts`). Its own seasonal smoothing isn't there: specifications end in N.
 */

const bytesOf = (name: string): Uint8Array => {
  const script = import.meta.resolve(`@bsull/augurs/${name}`);
  return readFileSync(new URL(script.replace(/\.js$/, '_bg.wasm')));
};

let isReady = false;
function ready(): void {
  if (isReady) return;
  initSync({ module: bytesOf('ets') as BufferSource });
  initMstl({ module: bytesOf('mstl') as BufferSource });
  isReady = true;
}

/** Error, trend and damping of exponential smoothing by AICc (Hyndman et al. 2002), without a season. */
export const exponentialSmoothing: Model = (values, _period, horizon) => {
  if (values.length < 10) return null;
  ready();
  const model = new AutoETS(1, 'ZZN');
  try {
    model.fit(Float64Array.from(values));
    return model.predict(horizon).point;
  } finally {
    model.free();
  }
};

/** Season and trend by loess (MSTL), and exponential smoothing of what is left. */
export const decomposition: Model = (values, period, horizon) => {
  if (period < 2 || values.length < 3 * period) return null;
  ready();
  const model = MSTL.ets([period]);
  try {
    model.fit(Float64Array.from(values));
    return model.predict(horizon).point;
  } finally {
    model.free();
  }
};
