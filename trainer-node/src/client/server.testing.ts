import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SentPoint {
  readonly metric: string;
  readonly step: number;
  readonly value: number | string;
  readonly attempt: number;
}

interface StoredJob {
  readonly id: string;
  status: string;
  attempt: number;
  currentStep: number | null;
  fields: Record<string, unknown>;
}

type Variables = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any -- what a test server reads of requests

/** A small server that takes a trainer's operations, keeps what came in its order, and fails as it is asked to. */
export class TestServer {
  readonly jobs: StoredJob[] = [];
  readonly points: SentPoint[] = [];
  readonly system: Variables[] = [];
  readonly predictions: Variables[] = [];
  readonly reports: Variables[] = [];
  readonly answers: Variables[] = [];
  readonly updates: { id: string; parameters: Record<string, unknown> }[] = [];
  /** Of the dataset version v1. */
  rows: Variables[] = [];
  declared: Variables[] = [];
  shouldStop = false;
  saveCheckpoint = false;
  /** For each operation: null (answer), `busy` (503), or `cut` (carry out, then end the connection without an answer). */
  fault: (operation: string) => 'busy' | 'cut' | null = () => null;
  /** Called for each operation before it is carried out. */
  onOperation: (operation: string, variables: Variables) => void = () => {};
  #server: Server | null = null;
  #port = 0;

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<this> {
    const server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      const { query, variables } = JSON.parse(Buffer.concat(parts).toString()) as { query: string; variables: Variables };
      const operation = /\{\s*(\w+)/.exec(query)?.[1] as string;
      const fault = this.fault(operation);
      if (fault === 'busy') {
        response.writeHead(503).end(JSON.stringify({ errors: [{ message: 'busy', extensions: { code: 'SERVER_BUSY' } }] }));
        return;
      }
      this.onOperation(operation, variables);
      const value = this.#carryOut(operation, variables);
      if (fault === 'cut') return void request.socket.destroy();
      const notFound = { data: null, errors: [{ message: 'no such job', extensions: { code: 'NOT_FOUND' } }] };
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(value === null ? notFound : { data: { [operation]: value ?? null } }));
    });
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
    return this;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    if (server === null) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  /** Values of a metric by step, in one attempt. */
  series(metric: string, attempt = 1): Map<number, number | string> {
    return new Map(
      this.points.filter((point) => point.metric === metric && point.attempt === attempt).map(({ step, value }) => [step, value]),
    );
  }

  #job(id: unknown): StoredJob | null {
    return this.jobs.find((job) => job.id === id) ?? null;
  }

  #carryOut(operation: string, variables: Variables): unknown {
    const input = (variables['input'] ?? {}) as Variables;
    if (operation === 'createTrainingJob') return this.#create(input);
    if (operation === 'acknowledgeParameterUpdate') {
      this.answers.push(input);
      return input;
    }
    if (operation === 'datasetVersion')
      return variables['id'] === 'v1' ? { rowsAt: this.rows.slice(variables['from'], variables['from'] + variables['count']) } : undefined;
    const job = this.#job(variables['jobId'] ?? input['jobId'] ?? variables['id'] ?? input['id']);
    if (job === null) return null;
    switch (operation) {
      case 'trainingJob':
        return job;
      case 'editTrainingJob':
        Object.assign(job.fields, input);
        return job;
      case 'startTrainingAttempt':
        job.attempt += 1;
        return job;
      case 'logTrainingSteps':
        for (const point of variables['points']) {
          this.points.push({ attempt: job.attempt, ...point });
          job.currentStep = Math.max(job.currentStep ?? 0, point.step);
        }
        return { rejected: [] };
      case 'logSystemMetrics':
        this.system.push(...variables['points']);
        return { rejected: [] };
      case 'logPredictions':
        this.predictions.push(...variables['predictions']);
        return { rejected: [] };
      case 'reportTrainingStatus':
        job.status = input['status'];
        this.reports.push(input);
        return job;
      case 'declareTrainingParameters':
        this.declared = input['parameters'];
        return job;
      case 'trainingControl': {
        const ended = new Set(this.answers.filter(({ status }) => status !== 'DELIVERED').map(({ id }) => id));
        return {
          shouldStop: this.shouldStop,
          saveCheckpoint: this.saveCheckpoint,
          updates: this.updates.filter(({ id }) => !ended.has(id)),
        };
      }
      default:
        throw new Error(`${operation} is no operation of this server`);
    }
  }

  #create(input: Variables): StoredJob {
    const known = this.jobs.find(({ fields }) => fields['externalId'] === input['externalId']);
    if (known !== undefined) {
      Object.assign(known.fields, input);
      return known;
    }
    const made: StoredJob = { id: `job-${this.jobs.length + 1}`, status: 'RUNNING', attempt: 1, currentStep: null, fields: { ...input } };
    this.jobs.push(made);
    return made;
  }
}
