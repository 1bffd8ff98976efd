/** The address of a survey and its code to scan. */

import { CopyOutlined, ExportOutlined } from '@ant-design/icons-svg';
import type { Survey } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Button, ButtonLink } from '../../ui/Button';
import { Input } from '../../ui/Input';
import { Panel } from '../../ui/PageFrame';
import { toast } from '../../ui/toasts';

export function Share({ survey, path }: { survey: Survey; path: string }) {
  const { t } = useTranslation();
  const address = `${window.location.origin}/f/${survey.token}`;
  const code = `/api/v1${path}/code.svg`;
  return (
    <Panel>
      <div className="share">
        <img className="share-code" src={code} alt={t('surveys.codeOf', { address })} width={220} height={220} />
        <div className="stack">
          <p>{t('surveys.shareAbout')}</p>
          <div className="row">
            <Input
              readOnly
              aria-label={t('surveys.address')}
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
          <div className="row">
            <ButtonLink icon={ExportOutlined} href={`/f/${survey.token}`}>
              {t('surveys.seePage')}
            </ButtonLink>
            <a className="button plain" href={code} download={`survey-${survey.token}.svg`}>
              {t('surveys.saveCode')}
            </a>
          </div>
        </div>
      </div>
    </Panel>
  );
}
