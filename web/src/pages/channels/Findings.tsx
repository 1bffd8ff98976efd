/** What a check of the setup found: how each thing stands, and where on the platform it is mended. */

import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled } from '@ant-design/icons-svg';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '../../api/client';
import type { ChannelCheck, ChannelDetail, FindingState } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { EmptyView } from '../../ui/EmptyView';
import { formatInstant } from '../../ui/format';
import { Icon } from '../../ui/Icon';
import { Panel } from '../../ui/PageFrame';
import { ProblemView } from '../../ui/ProblemView';

const SIGNS = { good: CheckCircleFilled, doubtful: ExclamationCircleFilled, bad: CloseCircleFilled };
const WORST_FIRST: FindingState[] = ['bad', 'doubtful', 'good'];

export function Findings({ channel, path }: { channel: ChannelDetail; path: string }) {
  const { t } = useTranslation();
  const { can } = useAccess();
  const queries = useQueryClient();
  const check = useMutation({
    mutationFn: () => post<ChannelCheck>(`${path}/checks`),
    onSettled: async () => {
      await queries.invalidateQueries({ queryKey: [path] });
      await queries.invalidateQueries({ queryKey: [`${path}/calls`] });
    },
  });
  const act = can('channels.edit') && !channel.disabled_at && (
    <Button kind={channel.check ? undefined : 'primary'} busy={check.isPending} onClick={() => check.mutate()}>
      {t(channel.check ? 'platforms.checkAgain' : 'platforms.checkNow')}
    </Button>
  );
  return (
    <>
      {check.error && <ProblemView error={check.error} onRetry={() => check.mutate()} />}
      {channel.check ? (
        <Found check={channel.check} act={act} />
      ) : (
        <Panel>
          <EmptyView title={t('platforms.unchecked')} about={t('platforms.checkAbout')} act={act} />
        </Panel>
      )}
    </>
  );
}

function Found({ check, act }: { check: ChannelCheck; act: React.ReactNode }) {
  const { t } = useTranslation();
  const text = useText();
  const { workspace } = useAccess();
  const sorted = WORST_FIRST.flatMap((state) => check.findings.filter((finding) => finding.state === state));
  return (
    <Panel title={t('platforms.found')} extra={act}>
      <p className="muted">{t('platforms.checkedAt', { at: formatInstant(check.at, workspace.zone), by: check.by })}</p>
      <ul className="findings">
        {sorted.map((finding) => (
          <li key={finding.code} className={finding.state}>
            <Icon of={SIGNS[finding.state]} label={t(`platforms.is.${finding.state}`)} />
            <div>
              <div>{text(finding.text)}</div>
              {finding.mend && finding.state !== 'good' && <div className="muted">{text(finding.mend)}</div>}
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
