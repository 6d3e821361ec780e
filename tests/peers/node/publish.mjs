#!/usr/bin/env node
// Publishes feature uses with @grpc/grpc-js and prints one line of JSON; see ../README.md.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';

const { values: args } = parseArgs({
  options: {
    address: { type: 'string' },
    key: { type: 'string' },
    account: { type: 'string' },
    events: { type: 'string' },
    mode: { type: 'string' },
    batches: { type: 'string', default: '1' },
    instance: { type: 'string' },
    'deadline-ms': { type: 'string', default: '20000' },
    'tls-ca': { type: 'string' },
  },
});
for (const name of ['address', 'key', 'account', 'events', 'mode']) {
  if (args[name] === undefined) throw new Error(`--${name} is missing`);
}
if (!['unary', 'stream', 'gzip'].includes(args.mode)) throw new Error(`--mode ${args.mode} is none of unary, stream, gzip`);

const definitions = loader.loadSync(
  ['cstelemetry/v1/telemetry.proto', 'google/rpc/status.proto', 'google/rpc/error_details.proto'],
  { includeDirs: [fileURLToPath(new URL('../../../proto', import.meta.url))], longs: String, defaults: true },
);
const { TelemetryCollector } = grpc.loadPackageDefinition(definitions).cstelemetry.v1;
const GZIP = 2;

function* makeBatches() {
  const instance = args.instance ?? (randomBytes(8).readBigUInt64BE() | 1n).toString();
  const events = Number(args.events);
  for (let batch = 0; batch < Number(args.batches); batch++) {
    const now = Date.now();
    yield {
      clientInstanceId: instance,
      batchSequence: batch + 1,
      sentAtUnixMs: now,
      resource: { sdk: 'grpc-js', application: 'peer' },
      events: Array.from({ length: events }, (_, i) => ({
        kind: 'EVENT_KIND_FEATURE_USE',
        sequence: batch * events + i + 1,
        occurredAtUnixMs: now,
        accountId: args.account,
        userId: `user-${i % 10}`,
        feature: `peer.feature-${i % 5}`,
        platform: 'PLATFORM_WEB',
        properties: [{ key: 'mode', stringValue: args.mode }],
      })),
    };
  }
}

function retryDelayMs(error) {
  for (const bytes of error.metadata?.get('grpc-status-details-bin') ?? []) {
    for (const packed of definitions['google.rpc.Status'].deserialize(bytes).details) {
      const value = packed.value ?? packed;
      if (packed['type_url'] === 'type.googleapis.com/google.rpc.RetryInfo' || packed.typeUrl === 'type.googleapis.com/google.rpc.RetryInfo') {
        const { retryDelay } = definitions['google.rpc.RetryInfo'].deserialize(value);
        return Number(retryDelay.seconds) * 1000 + retryDelay.nanos / 1e6;
      }
    }
  }
  return null;
}

const credentials = args['tls-ca'] ? grpc.credentials.createSsl(readFileSync(args['tls-ca'])) : grpc.credentials.createInsecure();
const client = new TelemetryCollector(args.address, credentials, args.mode === 'gzip' ? { 'grpc.default_compression_algorithm': GZIP } : {});
const metadata = new grpc.Metadata({ waitForReady: true });
metadata.set('authorization', `Bearer ${args.key}`);
const options = () => ({ deadline: Date.now() + Number(args['deadline-ms']) });

const result = { accepted: 0, rejected: 0, duplicates: 0, code: 'OK', retry_delay_ms: null };
function count(response) {
  result.accepted += response.acceptedCount;
  result.rejected += response.rejected.length;
  result.duplicates += response.duplicate ? 1 : 0;
}

async function publishUnary() {
  for (const request of makeBatches()) {
    count(await new Promise((resolve, reject) =>
      client.publish(request, metadata, options(), (error, response) => (error ? reject(error) : resolve(response)))));
  }
}

async function publishStream() {
  const call = client.publishStream(metadata, options());
  const ended = new Promise((resolve, reject) => call.on('data', count).on('end', resolve).on('error', reject));
  for (const request of makeBatches()) call.write(request);
  call.end();
  await ended;
}

try {
  await (args.mode === 'stream' ? publishStream() : publishUnary());
} catch (error) {
  if (typeof error.code !== 'number') throw error;
  result.code = grpc.status[error.code];
  result.retry_delay_ms = retryDelayMs(error);
}
client.close();
console.log(JSON.stringify(result));
