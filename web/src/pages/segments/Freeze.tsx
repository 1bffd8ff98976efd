/** Keeps whom a rule holds for now as a segment that never changes, in one click, and shows it. */

import { LockOutlined } from '@ant-design/icons-svg';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { post } from '../../api/client';
import { asProblem } from '../../api/problem';
import type { Rule, Segment, Text } from '../../api/types';
import { useAccess } from '../../app/session';
import { useText, useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { toast } from '../../ui/toasts';

/** Without a label it is named by the segment the rule asks for. */
export function Freeze({ rule, label }: { rule: Rule; label?: Text }) {
  const { t } = useTranslation();
  const text = useText();
  const { api, page } = useAccess();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const freeze = useMutation({
    mutationFn: () => post<Segment>(api('/frozen-segments'), { rule, label }),
    onSuccess: (made) => {
      toast(t('segments.frozen', { label: text(made.document.label) }));
      void queries.invalidateQueries({ queryKey: [api('/segments')] });
      void queries.invalidateQueries({ queryKey: [api('/rule-vocabulary')] });
      navigate(page(`/segments/${made.document.name}`));
    },
    onError: (problem) => toast(text(asProblem(problem).problem.message)),
  });
  return (
    <Button
      icon={LockOutlined}
      busy={freeze.isPending}
      data-tip={t('segments.freezeAbout')}
      onClick={() => freeze.mutate()}
    >
      {t('segments.freeze')}
    </Button>
  );
}
