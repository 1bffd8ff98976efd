/** What a type of event means, in the brand's own words. */

import { useState } from 'react';
import type { EventTypeDetail } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { Input } from '../../ui/Input';
import { Panel } from '../../ui/PageFrame';
import { ProblemView } from '../../ui/ProblemView';
import { useTypeChange } from './useTypeChange';

const MOST = 500;

export function AboutType({ type, path }: { type: EventTypeDetail; path: string }) {
  const { t } = useTranslation();
  const { can } = useAccess();
  const [typed, setTyped] = useState(type.about);
  const change = useTypeChange(path);
  if (!can('events.edit')) return type.about ? <Panel>{type.about}</Panel> : null;
  return (
    <Panel>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ about: typed.trim() });
        }}
      >
        <Field label={t('events.about')} hint={t('events.aboutHint')}>
          {(wired) => (
            <span className="row">
              <Input
                {...wired}
                className="grow"
                maxLength={MOST}
                value={typed}
                onChange={({ target }) => setTyped(target.value)}
              />
              <Button type="submit" disabled={typed.trim() === type.about} busy={change.isPending}>
                {t('parts.save')}
              </Button>
            </span>
          )}
        </Field>
        {change.error && <ProblemView error={change.error} />}
      </form>
    </Panel>
  );
}
