/** The one error pages see: what the API's error envelope said, or that nothing answered. */

import type { Problem, Text } from './types';

const UNREACHABLE: Text = { 'zh-CN': '连接不到服务。', en: 'The server cannot be reached.' };
const UNREACHABLE_MEND: Text = {
  'zh-CN': '请检查网络，或确认 siyu 正在运行，然后重试。',
  en: 'Check the network, or that siyu is running, and try again.',
};
const UNREADABLE: Text = { 'zh-CN': '服务回应了看不懂的内容。', en: 'The server answered something unreadable.' };

export class ApiProblem extends Error {
  readonly status: number;
  readonly problem: Problem;

  constructor(status: number, problem: Problem) {
    super(problem.message.en);
    this.status = status;
    this.problem = problem;
  }
}

export function unreachable(): ApiProblem {
  return new ApiProblem(0, { code: 'network.unreachable', message: UNREACHABLE, where: null, mend: UNREACHABLE_MEND });
}

/** Read the body of a refused answer; a body that is no envelope still becomes a problem with its status. */
export function problemOf(status: number, body: unknown): ApiProblem {
  const error = (body as { error?: Problem } | undefined)?.error;
  if (error && typeof error.code === 'string' && error.message) return new ApiProblem(status, error);
  const message = { 'zh-CN': `${UNREADABLE['zh-CN']}（${status}）`, en: `${UNREADABLE.en} (${status})` };
  return new ApiProblem(status, { code: `http.${status}`, message, where: null, mend: null });
}

export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  const detail = error instanceof Error ? error.message : String(error);
  const message = { 'zh-CN': `页面出错：${detail}`, en: `The page failed: ${detail}` };
  return new ApiProblem(-1, { code: 'page.failed', message, where: null, mend: null });
}
