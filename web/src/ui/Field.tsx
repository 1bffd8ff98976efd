/** A control of a form under its name, with a hint or with what is wrong about it. */

import { type ReactNode, useId } from 'react';

type Wired = { id: string; 'aria-invalid'?: true; 'aria-describedby'?: string };
type Props = { label: string; hint?: ReactNode; error?: string | false; children: (wired: Wired) => ReactNode };

export function Field({ label, hint, error, children }: Props) {
  const id = useId();
  const more = error || hint;
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        ...(error ? { 'aria-invalid': true as const } : {}),
        ...(more ? { 'aria-describedby': `${id}-more` } : {}),
      })}
      {more && (
        <div id={`${id}-more`} className={error ? 'field-error' : 'field-hint'}>
          {more}
        </div>
      )}
    </div>
  );
}
