/** A stopped import can go on where it was. */

import { CaretRightOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { post } from '../../api/client';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
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
        <Button type="primary" icon={<CaretRightOutlined />} loading={resume.isPending} onClick={() => resume.mutate()}>
          {t('imports.resume')}
        </Button>
      </div>
      {resume.error && <ProblemView error={resume.error} />}
    </Panel>
  );
}
