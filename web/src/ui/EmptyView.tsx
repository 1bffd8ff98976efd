/** Nothing here yet: what this place is for and the one act that fills it. */

import type { ReactNode } from 'react';
import { useTranslation } from '../i18n';
import { Mark } from './Mark';

type Props = { title: string; about?: ReactNode; act?: ReactNode; home?: boolean };

export function EmptyView({ title, about, act, home }: Props) {
  const { t } = useTranslation();
  return (
    <div className="empty">
      <Mark />
      <strong>{title}</strong>
      {about && <p>{about}</p>}
      {act}
      {home && <a href="/">{t('shell.home')}</a>}
    </div>
  );
}
