/** What a browser must fetch before a page can be used, in gzip bytes, from the manifest of the build. */

export type Chunk = { file: string; css?: string[]; imports?: string[]; dynamicImports?: string[] };
export type Manifest = Record<string, Chunk>;
export type Weight = { page: string; bytes: number; budget: number };

const ENTRY = 'index.html';
const PAGE = /^src\/pages\/(.+)Page\.tsx$/;
const WORDS = /^src\/i18n\/[\w-]+\.ts$/;
/** A part that waits for a click. Whatever else is loaded late still belongs to the first use of its page. */
const WAITS = /Dialog\.tsx$/;

export const PLAIN_BUDGET = 250_000;
export const CHART_BUDGET = 450_000;
/** Pages that draw charts; every other one must do without them. */
export const WITH_CHARTS = [
  'overview/Overview',
  'value/Value',
  'matrix/Matrix',
  'quadrant/Quadrant',
  'digitisation/Digitisation',
  'tags/Tag',
  'behaviour/Behaviour',
  'portraits/Portraits',
  'segments/Segment',
  'features/Feature',
  'stages/Stages',
  'connections/Connections',
  'recommendations/Recommendations',
];

/** Weigh every page: the entry, the words of the longer language, the page and what it loads by itself. */
export function weights(manifest: Manifest, sizeOf: (file: string) => number): Weight[] {
  const weigh = (files: Set<string>) => [...files].reduce((sum, file) => sum + sizeOf(file), 0);
  const languages = Object.keys(manifest).filter((key) => WORDS.test(key));
  const longest = languages.sort((one, other) => sizeOf(fileOf(manifest, other)) - sizeOf(fileOf(manifest, one)))[0];
  const always = [...fetched(manifest, ENTRY, false), ...(longest ? [fileOf(manifest, longest)] : [])];
  return Object.keys(manifest).flatMap((key) => {
    const page = PAGE.exec(key)?.[1];
    if (!page) return [];
    const bytes = weigh(new Set([...always, ...fetched(manifest, key, true)]));
    return [{ page, bytes, budget: WITH_CHARTS.includes(page) ? CHART_BUDGET : PLAIN_BUDGET }];
  });
}

/** The files behind a part; with `late` also of parts that load by themselves once it is there. */
function fetched(manifest: Manifest, key: string, late: boolean): Set<string> {
  const files = new Set<string>();
  const seen = new Set<string>();
  const visit = (each: string) => {
    if (seen.has(each)) return;
    seen.add(each);
    const { file, css = [], imports = [], dynamicImports = [] } = chunkOf(manifest, each);
    for (const one of [file, ...css]) files.add(one);
    imports.forEach(visit);
    if (late) dynamicImports.filter((one) => !WAITS.test(one) && !PAGE.test(one) && !WORDS.test(one)).forEach(visit);
  };
  visit(key);
  return files;
}

function chunkOf(manifest: Manifest, key: string): Chunk {
  const chunk = manifest[key];
  if (!chunk) throw new Error(`the manifest has no ${key}`);
  return chunk;
}

const fileOf = (manifest: Manifest, key: string): string => chunkOf(manifest, key).file;

export function tooHeavy(weighed: Weight[]): Weight[] {
  return weighed.filter(({ bytes, budget }) => bytes > budget);
}

/** The weighed pages as lines, the heaviest first, in kB of 1,000 bytes. */
export function told(weighed: Weight[]): string[] {
  const kB = (bytes: number) => (bytes / 1000).toFixed(1).padStart(7);
  return [...weighed]
    .sort((one, other) => other.bytes - one.bytes)
    .map(
      ({ page, bytes, budget }) => `${kB(bytes)} of ${kB(budget)} kB  ${bytes > budget ? 'TOO HEAVY  ' : ''}${page}`,
    );
}
