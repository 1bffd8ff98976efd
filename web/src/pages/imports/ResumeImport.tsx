/** A stopped import can go on where it was. */

import { CaretRightOutlined } from '@ant-design/icons-svg';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/client';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Panel } from '../../ui/PageFrame';
import { ProblemView } from '../../ui/ProblemView';

export function ResumeImport({ path }: { path: string }) {
  const { t } = useTranslation();
  const { can } = useAccess();
  const queries = useQueryClient();
  const resume = useMutation({
    mutationFn: () => post(`${path}/resumptions`),
    onSettled: () => queries.invalidateQueries({ queryKey: [path] }),
  });
  if (!can('imports.run')) return null;
  return (
    <Panel>
      <div className="row">
        <span className="muted">{t('imports.resumeAbout')}</span>
        <span className="spring" />
        <Button kind="primary" icon={CaretRightOutlined} busy={resume.isPending} onClick={() => resume.mutate()}>
          {t('imports.resume')}
        </Button>
      </div>
      {resume.error && <ProblemView error={resume.error} />}
    </Panel>
  );
}
