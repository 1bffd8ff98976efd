// Opens sealed messages and seals one with the platform's own package: JSON in on stdin, JSON out.
import { readFileSync } from 'node:fs'
import crypto from '@wecom/crypto'

const { token, key, sealed, message, whom } = JSON.parse(readFileSync(0, 'utf8'))
const opened = sealed.map(({ encrypt, timestamp, nonce }) => ({
  signature: crypto.getSignature(token, timestamp, nonce, encrypt),
  ...crypto.decrypt(key, encrypt),
}))
process.stdout.write(JSON.stringify({ opened, ours: crypto.encrypt(key, message, whom) }, (name, value) => (name === 'random' ? undefined : value)))
