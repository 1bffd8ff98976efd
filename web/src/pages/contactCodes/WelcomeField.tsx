/** The welcome of a code, with its fields to put in and what is over the platform's limit. */

import { useQuery } from '@tanstack/react-query';
import { get } from '../../api/client';
import type { WelcomeSummary } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Panel } from '../../ui/PageFrame';
import type { PartProps } from './Editor';

const MOST_BYTES = 4000;
const CERTAIN = ['code', 'brand'];

export function WelcomeField({ document, readOnly, onChange }: PartProps) {
  const { t } = useTranslation();
  const text = useText();
  const { api } = useAccess();
  const path = api('/welcome-summary');
  const known = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<WelcomeSummary>(path, undefined, signal) });
  const written = document.welcome ?? '';
  const bytes = new TextEncoder().encode(written).length;
  return (
    <Panel title={t('contactCodes.welcome')}>
      <Field
        label={t('contactCodes.welcomeText')}
        hint={t('contactCodes.welcomeHint', { bytes, most: MOST_BYTES })}
        error={bytes > MOST_BYTES && t('contactCodes.welcomeLong', { most: MOST_BYTES })}
      >
        {(wired) => (
          <textarea
            {...wired}
            className="input"
            rows={4}
            maxLength={4000}
            value={written}
            onChange={({ target }) => onChange({ welcome: target.value })}
          />
        )}
      </Field>
      {!readOnly && (
        <span className="row">
          <span className="muted small">{t('contactCodes.putIn')}</span>
          {(known.data?.fields ?? []).map(({ name, label }) => (
            <Button key={name} small onClick={() => onChange({ welcome: written + fieldOf(name) })}>
              {text(label)}
            </Button>
          ))}
        </span>
      )}
    </Panel>
  );
}

function fieldOf(name: string): string {
  return CERTAIN.includes(name) ? `{{ ${name} }}` : `{{ ${name} | default: "您" }}`;
}
