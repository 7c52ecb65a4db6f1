"""Entry for the web server: `granian --interface wsgi haidang.project.wsgi:application`."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidang.project.settings")
application = get_wsgi_application()

# What is loaded stays for good: the collector need not walk 170,000 objects in the middle of a page, which took
# 110 ms of one page in ten.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
