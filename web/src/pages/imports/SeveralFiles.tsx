/** Several files in a compact table: what each is, by which mapping, what is wrong with it; one start for all. */

import { useMutation } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { post } from '../../api/client';
import type { Batch, ImportKind } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { Panel } from '../../ui/PageFrame';
import { ProblemView } from '../../ui/ProblemView';
import { isReady } from './choosing';
import { FileRow } from './FileRow';
import { useKinds } from './useKinds';
import { type OneFile, useSeveral } from './useSeveral';

type Props = { files: File[]; encoding: string; batch: string | null; onOther: () => void };

export function SeveralFiles(props: Props) {
  return <Loaded query={useKinds()}>{(kinds) => <Table {...props} kinds={kinds} />}</Loaded>;
}

function Table({ files, encoding, batch, onOther, kinds }: Props & { kinds: ImportKind[] }) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const [, setParams] = useSearchParams();
  const several = useSeveral(files, encoding);
  const kindOf = (row: OneFile) => kinds.find((kind) => kind.name === row.mapping?.imports);
  const ready = several.rows.filter((row) => !row.problem && isReady(kindOf(row), row.mapping));
  const reading = several.rows.some((row) => !row.upload && !row.problem);
  const start = useMutation({
    mutationFn: () => {
      const items = ready.map(({ upload, mapping }) => ({ upload: upload?.id, kind: mapping?.imports, mapping }));
      return post<Batch>(api('/import-batches'), { items });
    },
    onSuccess: (made) => {
      several.settle(made);
      if (made.items.some((item) => item.started)) setParams({ batch: String(made.id) });
    },
  });
  const left = several.rows.length - ready.length;
  if (several.rows.length === 0) return null;
  return (
    <Panel flush title={t(batch ? 'imports.notStarted' : 'imports.files', { count: several.rows.length })}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="scroll-x" tabIndex={0} aria-label={t('imports.files', { count: several.rows.length })}>
        <table className="plain-table files-table">
          <thead>
            <tr>
              {['file', 'kind', 'mappedBy', 'previewed', 'problems', 'state', 'acts'].map((key) => (
                <th key={key}>{t(`imports.${key}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {several.rows.map((row) => (
              <FileRow
                key={row.key}
                row={row}
                kinds={kinds}
                onChange={(part) => several.change(row.key, part)}
                onDrop={() => several.drop(row.key)}
              />
            ))}
          </tbody>
        </table>
      </section>
      <div className="files-foot">
        {start.error && <ProblemView error={start.error} />}
        <div className="row">
          <span className="muted">{t('imports.orderAbout')}</span>
          <span className="spring" />
          <span aria-live="polite">{!reading && left > 0 && t('imports.leftOut', { count: left })}</span>
          <Button onClick={onOther}>{t('imports.otherFiles')}</Button>
          <Button
            kind="primary"
            disabled={reading || ready.length === 0}
            busy={start.isPending}
            onClick={() => start.mutate()}
          >
            {t('imports.loadThem', { count: ready.length })}
          </Button>
        </div>
      </div>
    </Panel>
  );
}
