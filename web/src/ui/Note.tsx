/** Something to know before going on, or what went wrong, with at most one act beside it. */

import { CloseCircleFilled, InfoCircleFilled } from '@ant-design/icons-svg';
import type { ReactNode } from 'react';
import { Icon } from './Icon';

type Props = { tone: 'info' | 'bad'; title: ReactNode; children?: ReactNode; act?: ReactNode };

export function Note({ tone, title, children, act }: Props) {
  return (
    <div className={`note ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon of={tone === 'bad' ? CloseCircleFilled : InfoCircleFilled} />
      <div className="note-words">
        <div>{title}</div>
        {children && <div className="note-more">{children}</div>}
      </div>
      {act}
    </div>
  );
}
