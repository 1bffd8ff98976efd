/** How programs send events with a write key; the key itself is shown only when it was just made. */

import { CopyOutlined } from '@ant-design/icons-svg';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Input } from '../../ui/Input';
import { toast } from '../../ui/toasts';
import { SnippetTabs } from './SnippetTabs';
import { PLACEHOLDER } from './snippets';

type Props = { secret?: string; onClose: () => void };

export default function SnippetsDialog({ secret, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog
      wide
      stays={!!secret}
      title={t(secret ? 'keys.secretTitle' : 'keys.snippets')}
      onClose={onClose}
      foot={<Button onClick={onClose}>{t('parts.close')}</Button>}
    >
      <div className="stack">
        <p>{secret ? t('keys.secretAbout') : t('keys.snippetsAbout', { placeholder: PLACEHOLDER })}</p>
        {secret && <Secret secret={secret} />}
        <SnippetTabs secret={secret ?? PLACEHOLDER} />
        <p className="muted">{t('keys.answers')}</p>
      </div>
    </Dialog>
  );
}

function Secret({ secret }: { secret: string }) {
  const { t } = useTranslation();
  return (
    <div className="row tight">
      <Input
        readOnly
        aria-label={t('keys.secret')}
        className="mono grow"
        value={secret}
        onFocus={({ target }) => target.select()}
      />
      {navigator.clipboard && (
        <Button
          icon={CopyOutlined}
          onClick={() => void navigator.clipboard.writeText(secret).then(() => toast(t('parts.copied')))}
        >
          {t('parts.copy')}
        </Button>
      )}
    </div>
  );
}
