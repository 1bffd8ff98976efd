import django.db.models.deletion
from django.db import migrations, models


def keep_first_versions(apps, schema_editor):
    """Every webhook there is has had one document so far."""
    version = apps.get_model("connect_webhooks", "WebhookVersion")
    for webhook in apps.get_model("connect_webhooks", "Webhook").objects.iterator():
        version.objects.create(
            webhook=webhook, version=1, document=webhook.document, at=webhook.changed_at, by="siyu"
        )


class Migration(migrations.Migration):

    dependencies = [
        ('connect_webhooks', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='webhook',
            name='version',
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.CreateModel(
            name='WebhookVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('document', models.JSONField()),
                ('at', models.DateTimeField()),
                ('by', models.CharField(max_length=254)),
                ('webhook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='connect_webhooks.webhook')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('webhook', 'version'), name='one_document_a_webhook_version')],
            },
        ),
        migrations.RunPython(keep_first_versions, migrations.RunPython.noop),
    ]
