/** The code for each SDK under a tab, with a button that copies it. */

import { CopyOutlined } from '@ant-design/icons-svg';
import { useState } from 'react';
import { useTranslation } from '../../i18n';
import { Button } from '../../ui/Button';
import { Tabs } from '../../ui/Tabs';
import { toast } from '../../ui/toasts';
import { type Snippet, snippets } from './snippets';
import './keys.css';

export function SnippetTabs({ secret }: { secret: string }) {
  const { t } = useTranslation();
  const all = snippets(window.location.origin, secret);
  const [open, setOpen] = useState('curl');
  const tabs = all.map((snippet) => ({
    key: snippet.key,
    label: t(`keys.sdk.${snippet.key}`),
    draw: () => <Code snippet={snippet} />,
  }));
  return <Tabs label={t('keys.snippets')} tabs={tabs} open={open} onOpen={setOpen} />;
}

function Code({ snippet }: { snippet: Snippet }) {
  const { t } = useTranslation();
  return (
    <div className="snippet">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="snippet-code" tabIndex={0} aria-label={t(`keys.sdk.${snippet.key}`)}>
        <pre>{snippet.code}</pre>
      </section>
      {navigator.clipboard && (
        <Button
          small
          icon={CopyOutlined}
          onClick={() => void navigator.clipboard.writeText(snippet.code).then(() => toast(t('parts.copied')))}
        >
          {t('parts.copy')}
        </Button>
      )}
    </div>
  );
}
