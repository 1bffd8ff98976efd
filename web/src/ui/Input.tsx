/** A line to type in, with room before and after it for a sign, a unit or a button. */

import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons-svg';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { useTranslation } from '../i18n';
import { Button } from './Button';

type Props = ComponentProps<'input'> & { before?: ReactNode; after?: ReactNode };

export function Input({ before, after, className = '', ...input }: Props) {
  if (!before && !after) return <input className={`input ${className}`} {...input} />;
  return (
    <span className={`input around ${className}`}>
      {before}
      <input {...input} />
      {after}
    </span>
  );
}

/** What is typed is hidden until its owner wants to see it. */
export function PasswordInput(props: ComponentProps<'input'>) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  const eye = (
    <Button
      kind="text"
      small
      icon={shown ? EyeOutlined : EyeInvisibleOutlined}
      aria-label={t('parts.showPassword')}
      aria-pressed={shown}
      onClick={() => setShown(!shown)}
    />
  );
  return <Input {...props} type={shown ? 'text' : 'password'} after={eye} />;
}
