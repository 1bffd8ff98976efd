/** A filled content as its reader sees it, near enough to judge its words. */

import { FileImageOutlined, LinkOutlined } from '@ant-design/icons-svg';
import type { AccountMessage, CardPart, ContentOf, TemplateChannel } from '../../api/types';
import { useTranslation } from '../../i18n';
import { Icon } from '../../ui/Icon';

type Props = { channel: TemplateChannel; content: Record<string, unknown> };

export function Shown({ channel, content }: Props) {
  if (channel === 'sms') return <Sms content={content as ContentOf<'sms'>} />;
  if (channel === 'email') return <Email content={content as ContentOf<'email'>} />;
  if (channel === 'wecom') return <Wecom content={content as ContentOf<'wecom'>} />;
  if (channel === 'official_account') return <Account {...(content as ContentOf<'official_account'>)} />;
  return <pre className="bubble mono">{JSON.stringify((content as ContentOf<'webhook'>).body, null, 2)}</pre>;
}

function Sms({ content }: { content: ContentOf<'sms'> }) {
  return (
    <>
      <p className="bubble">{content.text}</p>
      {content.parameters.length > 0 && <Named rows={content.parameters} />}
    </>
  );
}

function Email({ content }: { content: ContentOf<'email'> }) {
  const { t } = useTranslation();
  return (
    <div className="bubble stack">
      <strong>{content.subject}</strong>
      <p className="words">{content.text}</p>
      {/* Without scripts, forms and an origin: what is typed runs nowhere. */}
      {content.html && <iframe className="mail-frame" title={t('templates.html')} sandbox="" srcDoc={content.html} />}
      {content.html && <span className="muted small">{t('templates.htmlPreview')}</span>}
    </div>
  );
}

function Wecom({ content }: { content: ContentOf<'wecom'> }) {
  return (
    <>
      {content.text && <p className="bubble">{content.text}</p>}
      {content.attachments.map((card, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an attachment is its place
        <Card key={place} card={card} />
      ))}
    </>
  );
}

function Account({ message }: { message: AccountMessage }) {
  if (message.type === 'text') return <p className="bubble">{message.text}</p>;
  if (message.type !== 'notice') return <Card card={message} />;
  return (
    <div className="bubble">
      <Named rows={message.data} />
      {message.url && <div className="muted small">{message.url}</div>}
    </div>
  );
}

function Card({ card }: { card: CardPart }) {
  const { t } = useTranslation();
  const kind = t(`templates.cardIs.${card.type}`);
  if (card.type === 'image')
    return (
      <div className="bubble">
        <Icon of={FileImageOutlined} /> {kind} <span className="muted small">{card.picture}</span>
      </div>
    );
  return (
    <div className="bubble stack">
      <strong>{card.title}</strong>
      {card.type === 'link' && card.description && <span className="muted">{card.description}</span>}
      <span className="muted small">
        <Icon of={LinkOutlined} /> {kind} {card.type === 'link' ? card.url : `${card.appid} ${card.page}`}
      </span>
    </div>
  );
}

function Named({ rows }: { rows: { name: string; text: string }[] }) {
  return (
    <dl className="named">
      {rows.map((row) => (
        <div key={row.name}>
          <dt className="mono">{row.name}</dt>
          <dd>{row.text}</dd>
        </div>
      ))}
    </dl>
  );
}
