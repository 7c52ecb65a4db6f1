"""Pages of accounts and agencies."""

from django.conf import settings
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class LogInView(LoginView):
    template_name = "agencies/log_in.html"
    redirect_authenticated_user = True


def locked_out(request: HttpRequest, response=None, credentials=None) -> HttpResponse:
    """This function will answer a log-in that is refused because too many went wrong before it."""
    return render(request, "agencies/locked_out.html", {"minutes": settings.LOCKOUT_MINUTES}, status=429)


def own_account(request: HttpRequest) -> HttpResponse:
    return render(request, "agencies/own_account.html", {"section": "account"})
