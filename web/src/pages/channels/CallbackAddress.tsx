/** Where the platform calls back, to be copied into its console; only for who may change the channel. */

import { CopyOutlined } from '@ant-design/icons-svg';
import type { ChannelDetail } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { formatInstant } from '../../ui/format';
import { Input } from '../../ui/Input';
import { Panel } from '../../ui/PageFrame';
import { toast } from '../../ui/toasts';

export function CallbackAddress({ channel, about }: { channel: ChannelDetail; about: string }) {
  const { t } = useTranslation();
  const { workspace } = useAccess();
  const address = channel.callback_address && `${window.location.origin}${channel.callback_address}`;
  const verified = channel.callback_verified_at ? (
    <span className="chip good">
      {t('platforms.verifiedAt', { at: formatInstant(channel.callback_verified_at, workspace.zone) })}
    </span>
  ) : (
    <span className="chip warn">{t('platforms.notVerified')}</span>
  );
  return (
    <Panel title={t('platforms.callback')} extra={verified}>
      <p className="muted">{about}</p>
      {address ? (
        <div className="row tight">
          <Input
            readOnly
            aria-label={t('platforms.callback')}
            className="mono grow"
            value={address}
            onFocus={({ target }) => target.select()}
          />
          {navigator.clipboard && (
            <Button
              icon={CopyOutlined}
              onClick={() => void navigator.clipboard.writeText(address).then(() => toast(t('parts.copied')))}
            >
              {t('parts.copy')}
            </Button>
          )}
        </div>
      ) : (
        <p>{t('platforms.callbackForOwners')}</p>
      )}
    </Panel>
  );
}
