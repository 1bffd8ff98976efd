// Sends numbered events through the unmodified SDK: `node send.mjs HOST KEY PREFIX COUNT PAUSE_MS`.
import { Analytics } from '@segment/analytics-node'

const [host, writeKey, prefix, count, pause] = process.argv.slice(2)
const analytics = new Analytics({ writeKey, host, maxRetries: 60, flushAt: 5, flushInterval: 200 })
const failures = []
analytics.on('error', (error) => failures.push(String(error.reason?.message ?? error)))
for (let number = 0; number < Number(count); number++) {
  analytics.track({ userId: `node-${number % 7}`, event: 'Node Event', properties: { tag: `${prefix}-${number}` } })
  await new Promise((wake) => setTimeout(wake, Number(pause)))
}
await analytics.closeAndFlush({ timeout: 120_000 })
process.stdout.write(JSON.stringify(failures))
