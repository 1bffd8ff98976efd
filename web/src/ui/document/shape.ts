/** Whether a document has the parts a form draws; what they say is for the server to judge. */

import { ApiProblem } from '../../api/problem';

const MISSHAPEN = { 'zh-CN': '缺少这一项，或写法不对', en: 'this is missing, or not of the form it needs' };

/** Return the document; throws when a list or map of `like` is missing in it or of another form. */
export function shaped<Document>(typed: Document, like: object | undefined): Document {
  const where = like ? misfit(typed, like) : null;
  if (where === null) return typed;
  throw new ApiProblem(422, { code: 'document.misshapen', message: MISSHAPEN, where: where || null, mend: null });
}

/** Return the path of the first list or map of `like` that `typed` does not have as such, null when it has all. */
export function misfit(typed: unknown, like: unknown, path = ''): string | null {
  if (Array.isArray(like)) {
    if (!Array.isArray(typed)) return path;
    return first(typed.map((part, at) => misfit(part, like[0], `${path}[${at}]`)));
  }
  if (!isMap(like)) return null;
  if (!isMap(typed)) return path;
  return first(Object.keys(like).map((key) => misfit(typed[key], like[key], path ? `${path}.${key}` : key)));
}

const first = (found: (string | null)[]): string | null => found.find((each) => each !== null) ?? null;

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
