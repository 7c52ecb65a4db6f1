"""Logging in, one's own password, language and theme."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haidang.agencies import operations
from haidang.agencies.enums import Language, Theme
from haidang.agencies.forms.accounts import LogInForm, NewPasswordForm

ONE_YEAR_SECONDS = 365 * 24 * 60 * 60


class LogInView(LoginView):
    template_name = "agencies/log_in.html"
    authentication_form = LogInForm
    redirect_authenticated_user = True


def locked_out(request: HttpRequest, response: Any = None, credentials: Any = None) -> HttpResponse:
    """This function will answer a log-in that is refused because too many went wrong before it."""
    return render(request, "agencies/locked_out.html", {"minutes": settings.LOCKOUT_MINUTES}, status=429)


@require_safe
def own_account(request: HttpRequest) -> HttpResponse:
    shown = {"languages": Language, "themes": Theme}
    return render(request, "agencies/own_account.html", shown)


def change_password(request: HttpRequest) -> HttpResponse:
    form = NewPasswordForm(request.POST or None, account=request.user)
    if request.method == "POST" and form.is_valid():
        operations.change_own_password(account=request.user, password=form.cleaned_data["password"])
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your password is changed."))
        return redirect("desk:home")
    return render(request, "agencies/change_password.html", {"form": form})


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    language = request.POST.get("language")
    if language not in Language.values:
        return HttpResponseBadRequest(_("There is no such language."))
    if request.user.is_authenticated:
        operations.choose_language(account=request.user, language=language)
    answer = redirect(_page_before(request))
    answer.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=ONE_YEAR_SECONDS,
        samesite="Lax",
        httponly=True,
        secure=settings.HTTPS,
    )
    return answer


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    theme = request.POST.get("theme")
    if theme not in Theme.values:
        return HttpResponseBadRequest(_("There is no such theme."))
    operations.choose_theme(account=request.user, theme=theme)
    return redirect(_page_before(request))


def _page_before(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours and wanted.startswith("/") else reverse("desk:home")
