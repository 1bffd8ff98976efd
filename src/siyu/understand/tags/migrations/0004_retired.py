from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('understand_tags', '0003_doubts_of_models'),
    ]

    operations = [
        migrations.AddField(
            model_name='tag',
            name='retired_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='tag',
            name='retired_by',
            field=models.CharField(blank=True, max_length=254),
        ),
    ]
