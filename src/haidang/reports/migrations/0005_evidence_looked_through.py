"""How far a file of evidence was looked through for secret marks."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0004_words_of_answers'),
    ]

    operations = [
        migrations.AddField(
            model_name='evidence',
            name='check_note',
            field=models.CharField(blank=True, default='', max_length=500, verbose_name='why it could not be checked'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='evidence',
            name='looked_at',
            field=models.PositiveIntegerField(default=0, verbose_name='pictures looked at'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='tries',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='tries that failed'),
        ),
        migrations.AlterField(
            model_name='evidence',
            name='check_state',
            field=models.CharField(choices=[('waiting', 'being checked'), ('clear', 'checked'), ('refused', 'file refused'), ('unreadable', 'could not be checked')], default='clear', max_length=10, verbose_name='check for secret marks'),
        ),
    ]
