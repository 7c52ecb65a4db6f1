"""Accounts and posts, for administrators."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haidang.agencies import operations, queries, rules
from haidang.agencies.errors import AgenciesError
from haidang.agencies.forms.accounts import AccountForm, NewAccountForm, PostForm
from haidang.agencies.forms.register import SearchForm
from haidang.agencies.models import Account, Post
from haidang.foundation.views import page_of_rows, page_or_part

View = Callable[..., HttpResponse]


def for_administrators(view: View) -> View:
    """This function will make a page that does not exist for anybody but administrators."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not rules.may_administer(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@require_safe
@for_administrators
def account_list(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET or None)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    shown = {
        "section": "accounts",
        "form": SearchForm(initial={"q": words}),
        "page": page_of_rows(request, queries.accounts_matching(words)),
        "today": timezone.localdate(),
    }
    return render(request, page_or_part(request, "agencies/account_list.html", "rows"), shown)


@for_administrators
def create_account(request: HttpRequest) -> HttpResponse:
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account, password = operations.create_account(created_by=request.user, **form.cleaned_data)
        except AgenciesError as refused:
            form.add_error("username", refused.message)
        else:
            return _given_password(request, account, password)
    return render(request, "agencies/account_new.html", {"section": "accounts", "form": form})


@for_administrators
def edit_account(request: HttpRequest, pk: int) -> HttpResponse:
    account = get_object_or_404(Account, pk=pk)
    form = AccountForm(request.POST or None, initial=_details(account))
    if request.method == "POST" and form.is_valid():
        operations.change_account(account=account, changed_by=request.user, **form.cleaned_data)
        messages.success(request, _("The account is changed."))
        return redirect("agencies:edit_account", pk=pk)
    return _account_page(request, account, form=form)


@for_administrators
@require_POST
def give_post(request: HttpRequest, pk: int) -> HttpResponse:
    account = get_object_or_404(Account, pk=pk)
    form = _post_form(request.POST)
    if not form.is_valid():
        return _account_page(request, account, post_form=form)
    operations.give_post(account=account, given_by=request.user, **form.cleaned_data)
    messages.success(request, _("The post is given."))
    return redirect("agencies:edit_account", pk=pk)


@for_administrators
@require_POST
def end_post(request: HttpRequest, pk: int) -> HttpResponse:
    post = get_object_or_404(Post.objects.select_related("account", "agency"), pk=pk)
    return _answered(
        request,
        post.account,
        lambda: operations.end_post(post=post, on=timezone.localdate(), ended_by=request.user),
        _("The post is ended."),
    )


@for_administrators
@require_POST
def reset_password(request: HttpRequest, pk: int) -> HttpResponse:
    account = get_object_or_404(Account, pk=pk)
    seen = request.POST.get("seen", "")
    try:
        password = operations.reset_password(account=account, seen=seen, reset_by=request.user)
    except AgenciesError as refused:
        messages.error(request, refused.message)
        return redirect("agencies:edit_account", pk=pk)
    return _given_password(request, account, password)


@for_administrators
@require_POST
def deactivate_account(request: HttpRequest, pk: int) -> HttpResponse:
    account = get_object_or_404(Account, pk=pk)
    return _answered(
        request,
        account,
        lambda: operations.deactivate_account(
            account=account, on=timezone.localdate(), deactivated_by=request.user
        ),
        _("The account is shut."),
    )


@for_administrators
@require_POST
def reactivate_account(request: HttpRequest, pk: int) -> HttpResponse:
    account = get_object_or_404(Account, pk=pk)
    return _answered(
        request,
        account,
        lambda: operations.reactivate_account(account=account, reactivated_by=request.user),
        _("The account is open again."),
    )


@for_administrators
@require_POST
def unlock_account(request: HttpRequest, pk: int) -> HttpResponse:
    account = get_object_or_404(Account, pk=pk)
    return _answered(
        request,
        account,
        lambda: operations.unlock_account(account=account, unlocked_by=request.user),
        _("The log-in is unlocked."),
    )


def _answered(request: HttpRequest, account: Account, act: Callable[[], object], done: str) -> HttpResponse:
    try:
        act()
    except AgenciesError as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, done)
    return redirect("agencies:edit_account", pk=account.pk)


def _given_password(request: HttpRequest, account: Account, password: str) -> HttpResponse:
    shown = {"section": "accounts", "account": account, "password": password}
    return render(request, "agencies/given_password.html", shown)


def _post_form(given: QueryDict | None = None) -> PostForm:
    today = timezone.localdate()
    agencies = queries.agencies_open_to_posts(on=today)
    return PostForm(given, agencies=agencies, initial={"valid_from": today})


def _account_page(
    request: HttpRequest, account: Account, form: AccountForm | None = None, post_form: PostForm | None = None
) -> HttpResponse:
    shown = {
        "section": "accounts",
        "account": account,
        "form": form or AccountForm(initial=_details(account)),
        "post_form": post_form or _post_form(),
        "posts": queries.posts_of(account),
        "given": queries.delegations_given(account),
        "today": timezone.localdate(),
        "password_seen": rules.mark_of_password(account),
        "is_locked_out": queries.is_locked_out(account, at=timezone.now()),
    }
    return render(request, "agencies/account_edit.html", shown)


def _details(account: Account) -> dict[str, str]:
    return {"full_name": account.full_name, "email": account.email}
