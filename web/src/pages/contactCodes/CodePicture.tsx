/** The printed code with its address, and the ways to take it along. */

import type { ContactCode } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Panel } from '../../ui/PageFrame';
import { toast } from '../../ui/toasts';

export function CodePicture({ code, path }: { code: ContactCode; path: string }) {
  const { t } = useTranslation();
  const { api } = useAccess();
  const picture = (form: string) => `/api/v1${path}/pictures/${form}`;
  async function copy() {
    await navigator.clipboard.writeText(code.address);
    toast(t('contactCodes.copied'));
  }
  return (
    <Panel title={t('contactCodes.printed')}>
      <div className="stack code-picture">
        <img src={picture('svg')} alt={t('contactCodes.pictureOf', { name: code.name })} width={200} height={200} />
        <span className="mono small">{code.address}</span>
        <span className="row">
          <Button small onClick={() => void copy()}>
            {t('contactCodes.copy')}
          </Button>
          <a className="button small" href={picture('svg')} download={`${code.name}.svg`}>
            SVG
          </a>
          <a className="button small" href={picture('png')} download={`${code.name}.png`}>
            PNG
          </a>
          <a
            className="button small"
            href={`/api/v1${api('/contact-code-sheets')}?names=${code.name}`}
            download={`${code.name}.pdf`}
          >
            PDF
          </a>
        </span>
        <p className="muted small">{t('contactCodes.printedAbout')}</p>
        {code.qr_code && (
          <a href={code.qr_code} target="_blank" rel="noreferrer">
            {t('contactCodes.original')}
          </a>
        )}
      </div>
    </Panel>
  );
}
