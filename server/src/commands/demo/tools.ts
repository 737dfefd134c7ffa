import type { ToolCallInput } from '../../domains/messages/types.ts';
import type { Slots } from './scripts/slots.ts';
import type { Random } from './random.ts';

interface Tool {
  readonly medianMs: number;
  /** How far durations scatter: the standard deviation of their logarithm. */
  readonly sigma: number;
  readonly failureShare: number;
  /** Whether it asks the reservation system, which the incident hits. */
  readonly asksReservations: boolean;
  readonly arguments: (slots: Slots) => Record<string, unknown>;
  readonly result: (slots: Slots) => Record<string, unknown>;
}

const booking = (slots: Slots) => ({ reservation_id: slots['code'] });

export const tools = {
  get_reservation: {
    medianMs: 140,
    sigma: 0.45,
    failureShare: 0.008,
    asksReservations: true,
    arguments: booking,
    result: (slots) => ({
      reservation_id: slots['code'],
      passenger: slots['name'],
      flight: slots['flight'],
      from: slots['from'],
      to: slots['to'],
      date: slots['date'],
      fare: 'economy_flex',
      status: 'confirmed',
    }),
  },
  search_flights: {
    medianMs: 420,
    sigma: 0.5,
    failureShare: 0.014,
    asksReservations: true,
    arguments: (slots) => ({ from: slots['from'], to: slots['to'], date: slots['newDate'], nonstop: true }),
    result: (slots) => ({
      flights: [{ flight: slots['newFlight'], departure: '11:40', price_difference_eur: Number(slots['fee']) }],
      count: 3,
    }),
  },
  book_flight: {
    medianMs: 610,
    sigma: 0.4,
    failureShare: 0.018,
    asksReservations: true,
    arguments: (slots) => ({ reservation_id: slots['code'], flight: slots['newFlight'], date: slots['newDate'] }),
    result: (slots) => ({ status: 'rebooked', flight: slots['newFlight'], charged_eur: Number(slots['fee']) }),
  },
  get_flight_status: {
    medianMs: 110,
    sigma: 0.4,
    failureShare: 0.006,
    asksReservations: false,
    arguments: (slots) => ({ flight: slots['flight'] }),
    result: (slots) => ({ flight: slots['flight'], status: 'scheduled', gate: `B${slots['seatRow']}` }),
  },
  assign_seat: {
    medianMs: 240,
    sigma: 0.4,
    failureShare: 0.02,
    asksReservations: true,
    arguments: (slots) => ({ ...booking(slots), row: Number(slots['seatRow']) }),
    result: (slots) => ({ row: Number(slots['seatRow']), status: 'assigned' }),
  },
  update_passenger: {
    medianMs: 260,
    sigma: 0.4,
    failureShare: 0.012,
    asksReservations: true,
    arguments: (slots) => ({ ...booking(slots), passenger: slots['name'] }),
    result: () => ({ status: 'updated' }),
  },
  refund: {
    medianMs: 380,
    sigma: 0.5,
    failureShare: 0.015,
    asksReservations: false,
    arguments: (slots) => ({ ...booking(slots), amount_eur: Number(slots['amount']), card: slots['card'] }),
    result: (slots) => ({ refund_id: slots['caseId'], amount_eur: Number(slots['amount']), status: 'initiated' }),
  },
  get_payment: {
    medianMs: 170,
    sigma: 0.4,
    failureShare: 0.01,
    asksReservations: false,
    arguments: booking,
    result: (slots) => ({
      payments: [
        { amount_eur: Number(slots['amount']), card: slots['card'] },
        { amount_eur: Number(slots['amount']), card: slots['card'] },
      ],
    }),
  },
  lookup_policy: {
    medianMs: 75,
    sigma: 0.35,
    failureShare: 0.002,
    asksReservations: false,
    arguments: () => ({ question: 'fare rules' }),
    result: () => ({ document: 'conditions-of-carriage', section: '4.2' }),
  },
  track_baggage: {
    medianMs: 520,
    sigma: 0.6,
    failureShare: 0.025,
    asksReservations: false,
    arguments: (slots) => ({ flight: slots['flight'], tag: slots['card'] }),
    result: (slots) => ({ last_scan: slots['via'], status: 'rerouted' }),
  },
  file_baggage_report: {
    medianMs: 340,
    sigma: 0.4,
    failureShare: 0.01,
    asksReservations: false,
    arguments: (slots) => ({ flight: slots['flight'], deliver_to: slots['to'] }),
    result: (slots) => ({ report: slots['caseId'] }),
  },
  send_document: {
    medianMs: 190,
    sigma: 0.4,
    failureShare: 0.006,
    asksReservations: false,
    arguments: (slots) => ({ ...booking(slots), by: 'email' }),
    result: () => ({ status: 'sent' }),
  },
  get_loyalty_account: {
    medianMs: 150,
    sigma: 0.4,
    failureShare: 0.007,
    asksReservations: false,
    arguments: (slots) => ({ passenger: slots['name'] }),
    result: (slots) => ({ status: 'silver', missing_miles: Number(slots['miles']) }),
  },
  credit_miles: {
    medianMs: 210,
    sigma: 0.4,
    failureShare: 0.008,
    asksReservations: false,
    arguments: (slots) => ({ passenger: slots['name'], miles: Number(slots['miles']) }),
    result: (slots) => ({ credited: Number(slots['miles']) }),
  },
  get_customer: {
    medianMs: 95,
    sigma: 0.35,
    failureShare: 0.004,
    asksReservations: false,
    arguments: (slots) => ({ passenger: slots['name'] }),
    result: () => ({ locked: true, second_factor: 'sms' }),
  },
} as const satisfies Record<string, Tool>;

export type ToolName = keyof typeof tools;

/** What the reservation system does to the tools that ask it; null: all is well. */
export interface Trouble {
  readonly failureShare: number;
  readonly durationFactor: number;
}

const failures = ['upstream timed out after 5000 ms', 'HTTP 503 from the reservation system', 'connection reset'] as const;
const otherFailures = ['HTTP 500', 'record is locked, try again', 'HTTP 429: too many requests'] as const;

/** One call of a tool, and a second one where the first failed. `isAnswered` says whether one of them succeeded. */
export function callTool(
  random: Random,
  name: ToolName,
  slots: Slots,
  trouble: Trouble | null,
): { calls: ToolCallInput[]; isAnswered: boolean } {
  const tool: Tool = tools[name];
  const isHit = trouble !== null && tool.asksReservations;
  const calls: ToolCallInput[] = [];
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const isFailed = random.happens(isHit ? trouble.failureShare : tool.failureShare);
    const durationMs = Math.max(1, Math.round(random.logNormal(tool.medianMs, tool.sigma) * (isHit ? trouble.durationFactor : 1)));
    const call = { id: `call_${Math.floor(random.uniform() * 2 ** 40).toString(36)}`, name, durationMs, arguments: tool.arguments(slots) };
    if (!isFailed) {
      calls.push({ ...call, success: true, result: tool.result(slots) });
      return { calls, isAnswered: true };
    }
    calls.push({ ...call, success: false, error: random.pick(isHit ? failures : otherFailures) });
  }
  return { calls, isAnswered: false };
}
