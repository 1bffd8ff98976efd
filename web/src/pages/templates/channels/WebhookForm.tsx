/** The object another system is called with, written as JSON. */

import { useState } from 'react';
import type { ContentOf } from '../../../api/types';
import { useTranslation } from '../../../i18n';
import { Field } from '../../../ui/Field';

type Props = { content: ContentOf<'webhook'>; onChange: (content: ContentOf<'webhook'>) => void };

export function WebhookForm({ content, onChange }: Props) {
  const { t } = useTranslation();
  const kept = JSON.stringify(content.body, null, 2);
  const [typed, setTyped] = useState<string | null>(null);
  // What is no JSON yet is only typed; anything else, from YAML or a version, replaces it.
  const wrong = typed !== null && read(typed) === null;
  function type(text: string) {
    setTyped(text);
    const body = read(text);
    if (body) onChange({ body });
  }
  return (
    <Field label={t('templates.body')} hint={t('templates.bodyAbout')} error={wrong && t('templates.notJson')}>
      {(wired) => (
        <textarea
          {...wired}
          className="input mono field-text"
          rows={6}
          maxLength={20_000}
          spellCheck={false}
          value={typed ?? kept}
          onChange={({ target }) => type(target.value)}
          onBlur={() => !wrong && setTyped(null)}
        />
      )}
    </Field>
  );
}

function read(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return value && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
