import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ROOT } from '../../e2e/server.ts';
import { findPackages } from '../python.ts';

const exporter = ['opentelemetry-sdk==1.45.2', 'opentelemetry-exporter-otlp-proto-http==1.45.2'] as const;

const nodeExporter = [
  '@opentelemetry/api@1.9.1',
  '@opentelemetry/resources@2.10.0',
  '@opentelemetry/sdk-trace-node@2.10.0',
  '@opentelemetry/exporter-trace-otlp-proto@0.221.0',
] as const;

/**
 * Packages, each pinned, of the environments that the clients run in: two of them in one environment would disagree about a third.
 * Those with `modules` are Python's, by which it is seen whether they are there.
 */
export const environments = {
  'otel-genai': {
    packages: [
      ...exporter,
      'openai==3.57.0',
      'anthropic==2.14.0',
      'opentelemetry-util-genai==1.3b0',
      'opentelemetry-instrumentation-genai-openai==1.3b0',
      'opentelemetry-instrumentation-genai-anthropic==1.3b0',
    ],
    modules: ['opentelemetry.instrumentation.genai.openai', 'opentelemetry.instrumentation.genai.anthropic'],
  },
  'openai-v2': {
    // It does not import beside a newer opentelemetry-util-genai.
    packages: [
      'opentelemetry-sdk==1.42.1',
      'opentelemetry-exporter-otlp-proto-http==1.42.1',
      'openai==2.41.1',
      'opentelemetry-util-genai==0.4b0',
      'opentelemetry-instrumentation-openai-v2==2.4b0',
    ],
    modules: ['opentelemetry.instrumentation.openai_v2'],
  },
  'google-genai': {
    // It instruments google-genai before version 3.
    packages: [...exporter, 'google-genai==2.34.0', 'opentelemetry-util-genai==1.3b0', 'opentelemetry-instrumentation-google-genai==1.3b0'],
    modules: ['opentelemetry.instrumentation.google_genai', 'google.genai'],
  },
  openinference: {
    packages: [
      ...exporter,
      'openai==3.57.0',
      'anthropic==2.14.0',
      'openinference-instrumentation-openai==0.1.66',
      'openinference-instrumentation-anthropic==3.1.0',
    ],
    modules: ['openinference.instrumentation.openai', 'openinference.instrumentation.anthropic'],
  },
  langchain: {
    packages: [...exporter, 'langchain==1.5.2', 'langchain-openai==1.7.4', 'openinference-instrumentation-langchain==0.1.80'],
    modules: ['openinference.instrumentation.langchain', 'langchain.agents'],
  },
  'llama-index': {
    packages: [
      ...exporter,
      'llama-index-core==0.14.25',
      'llama-index-llms-openai==0.8.3',
      'openinference-instrumentation-llama-index==4.6.1',
    ],
    modules: ['openinference.instrumentation.llama_index', 'llama_index.llms.openai'],
  },
  crewai: {
    packages: [
      ...exporter,
      'crewai==1.15.30',
      'openinference-instrumentation-crewai==1.1.21',
      'openinference-instrumentation-openai==0.1.66',
    ],
    modules: ['openinference.instrumentation.crewai', 'crewai'],
  },
  smolagents: {
    packages: [...exporter, 'smolagents[openai]==1.26.0', 'openinference-instrumentation-smolagents==0.1.43'],
    modules: ['openinference.instrumentation.smolagents', 'smolagents'],
  },
  'pydantic-ai': {
    packages: [...exporter, 'pydantic-ai-slim[openai]==2.68.0', 'logfire==5.4.0', 'openinference-instrumentation-pydantic-ai==0.1.30'],
    modules: ['openinference.instrumentation.pydantic_ai', 'logfire', 'pydantic_ai'],
  },
  'openai-agents': {
    packages: [
      ...exporter,
      'openai-agents==0.24.0',
      'openinference-instrumentation-openai-agents==2.6.0',
      'opentelemetry-util-genai==1.3b0',
      'opentelemetry-instrumentation-openai-agents-v2==0.1.0',
    ],
    modules: ['openinference.instrumentation.openai_agents', 'opentelemetry.instrumentation.openai_agents', 'agents'],
  },
  dspy: {
    packages: [...exporter, 'dspy==3.4.1', 'openinference-instrumentation-dspy==0.1.48'],
    modules: ['openinference.instrumentation.dspy', 'dspy'],
  },
  litellm: {
    packages: [...exporter, 'litellm==1.110.2', 'openinference-instrumentation-litellm==0.1.51'],
    modules: ['openinference.instrumentation.litellm', 'litellm'],
  },
  langfuse: { packages: ['langfuse==5.0.4', 'openai==3.57.0'], modules: ['langfuse', 'openai'] },
  traceloop: {
    // It imports httpx without naming it.
    packages: ['traceloop-sdk==0.62.4', 'openai==3.57.0', 'anthropic==2.14.0', 'httpx==0.28.1'],
    modules: ['traceloop.sdk', 'opentelemetry.instrumentation.anthropic'],
  },
  'google-adk': {
    packages: ['google-adk==2.13.0', 'opentelemetry-sdk==1.44.0', 'opentelemetry-exporter-otlp-proto-http==1.44.0'],
    modules: ['google.adk.agents', 'opentelemetry.exporter.otlp.proto.http'],
  },
  strands: {
    packages: ['strands-agents[otel,openai]==1.62.0', 'opentelemetry-sdk==1.45.1', 'opentelemetry-exporter-otlp-proto-http==1.45.1'],
    modules: ['strands', 'opentelemetry.exporter.otlp.proto.http'],
  },
  'ai-5': { packages: ['ai@5.0.277', '@ai-sdk/openai@2.0.130', 'zod@3.25.76', ...nodeExporter] },
  'ai-6': { packages: ['ai@6.0.325', '@ai-sdk/openai@3.0.141', 'zod@4.6.7', ...nodeExporter] },
  mastra: {
    packages: [
      '@mastra/core@1.71.0',
      '@mastra/observability@1.17.9',
      '@mastra/otel-exporter@1.4.0',
      '@ai-sdk/openai@3.0.141',
      '@opentelemetry/exporter-trace-otlp-proto@0.221.0',
      'zod@4.6.7',
    ],
  },
} as const satisfies Record<string, Environment>;

interface Environment {
  readonly packages: readonly string[];
  readonly modules?: readonly string[];
}

export type EnvironmentName = keyof typeof environments;

/** Large packages come by a slow line, too. */
const PATIENCE_MS = 5 * 60_000;

export type Runnable = { readonly program: string; readonly path: string } | { readonly missing: string };

/** How a file of `clients/field` runs with the packages of an environment, which the first run of these versions installs into `.cache`. */
export async function prepare(name: EnvironmentName, file: string): Promise<Runnable> {
  const { packages, modules }: Environment = environments[name];
  const versions = createHash('sha256').update(packages.join()).digest('hex').slice(0, 8);
  const path = fileURLToPath(new URL(`../clients/field/${file}`, import.meta.url));
  if (modules !== undefined) {
    const python = await findPackages({ name: `${name}-${versions}`, packages, modules, patienceMs: PATIENCE_MS });
    return 'missing' in python ? python : { ...python, path };
  }
  const folder = join(ROOT, `.cache/conformance-${name}-${versions}`);
  try {
    // Node looks for packages from where a file is.
    await installWithNpm(folder, packages);
    await copyFile(path, join(folder, file));
    return { program: process.execPath, path: join(folder, file) };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    return { missing: (error as Error).message };
  }
}

async function installWithNpm(folder: string, packages: readonly string[]): Promise<void> {
  // npm writes it last.
  const isThere = await access(join(folder, 'node_modules/.package-lock.json')).then(
    () => true,
    () => false,
  );
  if (isThere) return;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  const options = ['--legacy-peer-deps', '--no-audit', '--no-fund', '--loglevel=error'];
  await promisify(execFile)('npm', ['install', ...options, ...packages], { cwd: folder, timeout: PATIENCE_MS });
}
