from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0003_reminders_of_all_kinds'),
    ]

    operations = [
        migrations.AddField(
            model_name='submission',
            name='folded_text',
            field=models.TextField(blank=True, default='', editable=False, verbose_name='folded text for search'),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name='submission',
            index=models.Index(fields=['progress', 'obligation'], name='submission_by_progress'),
        ),
    ]
