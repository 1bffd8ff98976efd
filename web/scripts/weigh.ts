/** Weighs every page of the built console and fails when one is above its budget: `npm run weigh`. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Manifest, told, tooHeavy, weights } from './weights.ts';

const site = join(import.meta.dirname, '../../src/siyu/console/static');
const manifest: Manifest = JSON.parse(readFileSync(join(site, 'manifest.json'), 'utf8'));
const weighed = weights(manifest, (file) => gzipSync(readFileSync(join(site, file))).length);

console.log(['Weight of the pages (gzip, words included):', ...told(weighed)].join('\n'));
if (weighed.length === 0) throw new Error('the build has no pages: run python hatch_build.py');
if (tooHeavy(weighed).length > 0) process.exit(1);
