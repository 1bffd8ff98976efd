/** Brings quarantined rows again from the downloaded file, once they are mended there. */

import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import { post } from '../../api/client';
import type { Import, OneImport } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatNumber } from '../../ui/format';
import { ProblemView } from '../../ui/ProblemView';

export function MendButton({ path }: { path: string }) {
  const { t } = useTranslation();
  const { page } = useAccess();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const send = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.append('file', file);
      return post<Import>(`${path}/mendings`, form);
    },
    onSuccess: (made) => navigate(page(`/imports/${made.id}`)),
  });
  return (
    <>
      <Button busy={send.isPending} onClick={() => input.current?.click()}>
        {t('imports.mend')}
      </Button>
      <input
        ref={input}
        type="file"
        className="unseen"
        tabIndex={-1}
        accept=".csv,.txt,.xlsx"
        aria-label={t('imports.mend')}
        onChange={({ target }) => {
          const chosen = target.files?.[0];
          if (chosen) send.mutate(chosen);
          target.value = '';
        }}
      />
      {send.error && <ProblemView error={send.error} />}
    </>
  );
}

/** What became of the rows that were brought again so far. */
export function Mended({ mended }: { mended: NonNullable<OneImport['mended']> }) {
  const { t } = useTranslation();
  const words = {
    read: formatNumber(mended.rows_read),
    loaded: formatNumber(mended.loaded),
    repeated: formatNumber(mended.repeated),
    quarantined: formatNumber(mended.quarantined),
  };
  return <p className="answer">{t('imports.mended', words)}</p>;
}
