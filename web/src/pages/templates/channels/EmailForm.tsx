/** A mail: its subject, its text, and HTML if wanted. */

import type { ContentOf } from '../../../api/types';
import { useTranslation } from '../../../i18n';
import { FieldText } from '../FieldText';

type Props = { content: ContentOf<'email'>; onChange: (content: ContentOf<'email'>) => void };

export function EmailForm({ content, onChange }: Props) {
  const { t } = useTranslation();
  const set = (part: Partial<ContentOf<'email'>>) => onChange({ ...content, ...part });
  return (
    <div className="stack">
      <FieldText label={t('templates.subject')} value={content.subject} onChange={(subject) => set({ subject })} />
      <FieldText
        rows={6}
        label={t('templates.plainText')}
        hint={t('templates.plainTextAbout')}
        value={content.text}
        onChange={(text) => set({ text })}
      />
      <FieldText
        mono
        rows={6}
        label={t('templates.html')}
        hint={t('templates.htmlAbout')}
        value={content.html}
        onChange={(html) => set({ html })}
      />
    </div>
  );
}
