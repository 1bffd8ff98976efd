/** Code that sends a first event to this server with a key, ready to be copied. */

export type Snippet = { key: string; code: string };

/** Stands where a key belongs that is not known any more. */
export const PLACEHOLDER = 'WRITE_KEY';

export function snippets(origin: string, key: string): Snippet[] {
  return [
    { key: 'curl', code: curl(origin, key) },
    { key: 'node', code: node(origin, key) },
    { key: 'python', code: python(origin, key) },
    { key: 'rudder', code: rudder(origin, key) },
    { key: 'sensors', code: sensors(origin, key) },
  ];
}

const curl = (origin: string, key: string) => `curl -u '${key}:' ${origin}/v1/track \\
  -H 'Content-Type: application/json' \\
  -d '{"userId": "u1", "event": "Product Viewed", "properties": {"product_id": "42"}}'`;

const node = (origin: string, key: string) => `// npm install @segment/analytics-node
import { Analytics } from '@segment/analytics-node';

const analytics = new Analytics({ writeKey: '${key}', host: '${origin}' });
analytics.track({ userId: 'u1', event: 'Product Viewed', properties: { product_id: '42' } });
await analytics.closeAndFlush();`;

const python = (origin: string, key: string) => `# pip install segment-analytics-python
from segment.analytics.client import Client

client = Client("${key}", host="${origin}")
client.track("u1", "Product Viewed", {"product_id": "42"})
client.shutdown()`;

const rudder = (origin: string, key: string) => `# pip install rudder-sdk-python
from rudderstack.analytics.client import Client

client = Client("${key}", host="${origin}")
client.track(user_id="u1", event="Product Viewed", properties={"product_id": "42"})
client.flush()
client.join()`;

const sensors = (origin: string, key: string) => `# pip install SensorsAnalyticsSDK
from sensorsanalytics.sdk import BatchConsumer, SensorsAnalytics

sdk = SensorsAnalytics(BatchConsumer("${origin}/sa?token=${key}"))
sdk.track("u1", "ViewProduct", {"product_id": "42"})
sdk.close()`;
