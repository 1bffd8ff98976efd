/** A refusal says what, where and how to mend it, in the language of the page. */

import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { get } from '../src/api/client';
import { ApiProblem, problemOf } from '../src/api/problem';
import { speak } from '../src/i18n';
import { ProblemView } from '../src/ui/ProblemView';

const REFUSAL = {
  error: {
    code: 'rule.unknown_feature',
    message: { 'zh-CN': '没有特征“orders_36d”', en: 'there is no feature “orders_36d”' },
    where: 'all[0].feature',
    mend: { 'zh-CN': '是否指 orders_365d？', en: 'Did you mean orders_365d?' },
  },
};

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('a refusal', () => {
  test('is shown with its place and its mending', () => {
    render(<ProblemView error={problemOf(422, REFUSAL)} />);
    const shown = screen.getByRole('alert').textContent;
    expect(shown).toContain('没有特征“orders_36d”');
    expect(shown).toContain('all[0].feature');
    expect(shown).toContain('是否指 orders_365d？');
  });

  test('is shown in English on an English page', async () => {
    await speak('en');
    render(<ProblemView error={problemOf(422, REFUSAL)} />);
    expect(screen.getByRole('alert').textContent).toContain('Did you mean orders_365d?');
    await speak('zh-CN');
  });

  test('without an envelope still says its status', () => {
    expect(problemOf(502, '<html>').problem.code).toBe('http.502');
  });

  test('of anything else is a failed page', () => {
    render(<ProblemView error={new Error('boom')} />);
    expect(screen.getByRole('alert').textContent).toContain('boom');
  });
});

describe('asking the API', () => {
  test('throws the refusal it gets', async () => {
    vi.stubGlobal('fetch', async () => new Response(JSON.stringify(REFUSAL), { status: 422 }));
    await expect(get('/x')).rejects.toMatchObject({ status: 422, problem: { code: 'rule.unknown_feature' } });
  });

  test('says so when nothing answers', async () => {
    vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('failed to fetch')));
    await expect(get('/x')).rejects.toBeInstanceOf(ApiProblem);
    await expect(get('/x')).rejects.toMatchObject({ problem: { code: 'network.unreachable' } });
  });
});
