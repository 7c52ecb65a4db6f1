"""Entry for the web server: `granian --interface wsgi haidang.project.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "haidang.project.settings")
application = get_wsgi_application()
