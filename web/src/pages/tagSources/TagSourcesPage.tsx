/** The source table: which source gives tags of which groups, and how far each has filled them. */

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { get, put } from '../../api/client';
import type { SourceMatrix, TagSource } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { PageFrame, Panel } from '../../ui/PageFrame';
import { ProblemView } from '../../ui/ProblemView';
import { toast } from '../../ui/toasts';
import { Matrix } from './Matrix';
import '../tags/tags.css';

export default function TagSourcesPage() {
  const { t } = useTranslation();
  const { api } = useAccess();
  const path = api('/tag-sources');
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<SourceMatrix>(path, undefined, signal) });
  return (
    <PageFrame title={t('tagSources.title')} lead={t('tagSources.lead')}>
      <Loaded query={query} rows={8}>
        {(matrix) => <Table key={matrix.version} matrix={matrix} path={path} />}
      </Loaded>
    </PageFrame>
  );
}

function Table({ matrix, path }: { matrix: SourceMatrix; path: string }) {
  const { t } = useTranslation();
  const { can } = useAccess();
  const queries = useQueryClient();
  const [typed, setTyped] = useState<TagSource[] | null>(null);
  const sources = typed ?? matrix.document.sources;
  const save = useMutation({
    mutationFn: () => put<SourceMatrix>(path, { document: { ...matrix.document, sources }, version: matrix.version }),
    onSuccess: (saved) => {
      queries.setQueryData([path], saved);
      setTyped(null);
      toast(t('parts.saved'));
    },
  });
  const acts = can('tags.edit') && (
    <span className="row">
      {typed ? (
        <>
          <Button
            small
            onClick={() => {
              setTyped(null);
              save.reset();
            }}
          >
            {t('parts.cancel')}
          </Button>
          <Button small kind="primary" busy={save.isPending} onClick={() => save.mutate()}>
            {t('parts.save')}
          </Button>
        </>
      ) : (
        <Button small onClick={() => setTyped(matrix.document.sources)}>
          {t('tagSources.change')}
        </Button>
      )}
    </span>
  );
  return (
    <div className="stack">
      <Panel flush title={t('tagSources.table')} extra={acts}>
        {save.error && <ProblemView error={save.error} />}
        <Matrix matrix={matrix} sources={sources} onChange={typed ? setTyped : undefined} />
      </Panel>
      <p className="muted">{t('tagSources.how')}</p>
    </div>
  );
}
