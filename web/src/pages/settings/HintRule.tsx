/** When a wish becomes a hint: in how many of how many visits. */

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { get, put } from '../../api/client';
import type { HintRule as Rule } from '../../api/types';
import { useAccess } from '../../app/session';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { NumberInput } from '../../ui/NumberInput';
import { Panel } from '../../ui/PageFrame';
import { ProblemView } from '../../ui/ProblemView';
import { toast } from '../../ui/toasts';
import { useForm } from '../../ui/useForm';

export function HintRule() {
  const { t } = useTranslation();
  const { api } = useAccess();
  const path = api('/hint-settings');
  const query = useQuery({ queryKey: [path], queryFn: ({ signal }) => get<Rule>(path, undefined, signal) });
  return (
    <Panel title={t('settings.hints')}>
      <p className="muted lead-in">{t('settings.hintsAbout')}</p>
      <Loaded query={query} rows={1}>
        {(rule) => <RuleForm rule={rule} path={path} />}
      </Loaded>
    </Panel>
  );
}

function RuleForm({ rule, path }: { rule: Rule; path: string }) {
  const { t } = useTranslation();
  const { can } = useAccess();
  const queries = useQueryClient();
  const form = useForm<Rule>(
    rule,
    () => ({}),
    async (typed) => {
      await put<Rule>(path, typed);
      toast(t('parts.saved'));
      await queries.invalidateQueries({ queryKey: [path] });
    },
  );
  const { typed, set } = form;
  return (
    <form className="settings" {...form.props}>
      <fieldset className="stack plain" disabled={!can('settings.edit')}>
        <div className="row hint-rule">
          <NumberInput
            label={t('settings.hintVisits')}
            value={typed.visits}
            min={1}
            whole
            className="short"
            unit={t('settings.hintVisits')}
            onChange={(visits) => set({ visits })}
          />
          <NumberInput
            label={t('settings.hintOften')}
            value={typed.often}
            min={1}
            whole
            className="short"
            unit={t('settings.hintOften')}
            onChange={(often) => set({ often })}
          />
        </div>
        {form.refusal != null && <ProblemView error={form.refusal} />}
        {can('settings.edit') && (
          <Button type="submit" className="start" busy={form.busy}>
            {t('parts.save')}
          </Button>
        )}
      </fieldset>
    </form>
  );
}
