/** Shows something that is shown only once, with a way to copy it. */

import { CopyOutlined } from '@ant-design/icons-svg';
import { useTranslation } from '../i18n';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { Input } from './Input';
import { toast } from './toasts';

type Props = { title: string; about: string; secret: string; onClose: () => void };

export default function SecretDialog({ title, about, secret, onClose }: Props) {
  const { t } = useTranslation();
  async function copy() {
    // Without a secure context there is no clipboard: the field is selected so that the keyboard can copy it.
    await navigator.clipboard?.writeText(secret).then(() => toast(t('parts.copied')));
  }
  return (
    <Dialog title={title} stays onClose={onClose} foot={<Button onClick={onClose}>{t('parts.close')}</Button>}>
      <div className="stack">
        <p>{about}</p>
        <div className="row tight">
          <Input
            readOnly
            aria-label={title}
            className="mono grow"
            value={secret}
            onFocus={({ target }) => target.select()}
          />
          <Button icon={CopyOutlined} onClick={() => void copy()}>
            {t('parts.copy')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
