/** Several chosen files: handed over one after the other, each with the mapping that is proposed for it. */

import { useEffect, useState } from 'react';
import { post } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { Batch, Problem, Upload } from '../../api/types';
import { useAccess } from '../../app/session';
import { type Choice, firstChoice } from './choosing';

export type OneFile = Choice & { key: string; file: File; upload?: Upload; problem?: Problem };

export function useSeveral(files: File[], encoding: string) {
  const { api, workspace } = useAccess();
  const [rows, setRows] = useState<OneFile[]>(() =>
    files.map((file, at) => ({ key: String(at), file, source: '', mapping: null })),
  );
  const path = api('/uploads');
  const { zone, currency } = workspace;

  useEffect(() => {
    const stop = new AbortController();
    const change = (at: number, part: Partial<OneFile>) =>
      setRows((before) => before.map((row) => (row.key === String(at) ? { ...row, ...part } : row)));
    async function handOver() {
      for (const [at, file] of files.entries()) {
        if (stop.signal.aborted) return;
        try {
          const upload = await post<Upload>(path, formOf(file, encoding), stop.signal);
          change(at, { upload, ...firstChoice(upload, { zone, currency }) });
        } catch (refused) {
          if (!stop.signal.aborted) change(at, { problem: asProblem(refused).problem });
        }
      }
    }
    void handOver();
    return () => stop.abort();
  }, [files, encoding, path, zone, currency]);

  return {
    rows,
    change: (key: string, part: Partial<OneFile>) =>
      setRows((before) => before.map((row) => (row.key === key ? { ...row, ...part } : row))),
    drop: (key: string) => setRows((before) => before.filter((row) => row.key !== key)),
    /** What was started leaves the list: it is shown with its import. What was refused stays, with its reason. */
    settle: (batch: Batch) =>
      setRows((before) =>
        before.flatMap((row) => {
          const outcome = batch.items.find((item) => item.upload === row.upload?.id);
          if (!outcome) return [row];
          return outcome.started ? [] : [{ ...row, problem: outcome.error ?? undefined }];
        }),
      ),
  };
}

function formOf(file: File, encoding: string): FormData {
  const form = new FormData();
  form.append('file', file);
  if (encoding) form.append('encoding', encoding);
  return form;
}
