/** Talks to the API: session cookie, CSRF header, refusals as `ApiProblem`. */

import createClient from 'openapi-fetch';
import { problemOf, unreachable } from './problem';

type Options = { query?: Record<string, unknown>; body?: unknown; signal?: AbortSignal };
type Answer = { data?: unknown; error?: unknown; response: Response };
type Call = (path: string, init: Record<string, unknown>) => Promise<Answer>;
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

const client = createClient({
  baseUrl: `${window.location.origin}/api/v1`,
  credentials: 'same-origin',
  fetch: (request: Request) => globalThis.fetch(request),
});

client.use({
  onRequest({ request }) {
    const token = csrfToken();
    if (token && request.method !== 'GET') request.headers.set('X-CSRFToken', token);
    return request;
  },
});

function csrfToken(): string | null {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? null;
}

/** Send one request and return its body; throws `ApiProblem` for every refusal and when nothing answers. */
export async function send<T>(method: Method, path: string, { query, body, signal }: Options = {}): Promise<T> {
  const call = client[method] as unknown as Call;
  let answer: Answer;
  try {
    answer = await call(path, {
      params: { query: withoutBlanks(query) },
      ...(body === undefined ? {} : { body }),
      ...(body instanceof FormData ? { bodySerializer: (form: unknown) => form } : {}),
      signal,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw unreachable();
  }
  if (!answer.response.ok) throw problemOf(answer.response.status, answer.error);
  return answer.data as T;
}

function withoutBlanks(query: Record<string, unknown> | undefined): Record<string, unknown> | undefined {
  if (!query) return undefined;
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined && value !== ''));
}

export const get = <T>(path: string, query?: Record<string, unknown>, signal?: AbortSignal) =>
  send<T>('GET', path, { query, signal });
export const post = <T>(path: string, body: unknown = {}, signal?: AbortSignal) =>
  send<T>('POST', path, { body, signal });
export const put = <T>(path: string, body: unknown) => send<T>('PUT', path, { body });
export const patch = <T>(path: string, body: unknown) => send<T>('PATCH', path, { body });
export const remove = <T>(path: string) => send<T>('DELETE', path);
