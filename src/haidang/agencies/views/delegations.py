"""Acting for another, and leaving a post."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from haidang.agencies import operations, queries, rules
from haidang.agencies.errors import AgenciesError
from haidang.agencies.forms.people import DelegationForm, LeavingForm
from haidang.agencies.models import Delegation, Post
from haidang.agencies.registry import ACTING_AS


@require_safe
def delegations(request: HttpRequest) -> HttpResponse:
    """Who acts for me, and for whom I may act."""
    return _delegations_page(request, _delegation_form(request))


@require_POST
def give_delegation(request: HttpRequest) -> HttpResponse:
    if not rules.posts_to_delegate(request.user):
        raise Http404
    form = _delegation_form(request)
    if form.is_valid() and _is_given(request, form):
        messages.success(request, _("The delegation is given; you keep your post as well."))
        return redirect("agencies:delegations")
    return _delegations_page(request, form)


def _delegations_page(request: HttpRequest, form: DelegationForm) -> HttpResponse:
    shown = {
        "form": form if rules.posts_to_delegate(request.user) else None,
        "given": queries.delegations_given(request.user),
        "posts": rules.posts_open_today(request.user),
        "acting_as": request.user.acting_as,
        "today": timezone.localdate(),
    }
    return render(request, "agencies/delegations.html", shown)


@require_POST
def revoke_delegation(request: HttpRequest, pk: int) -> HttpResponse:
    """The one who gave it may revoke it, and an administrator."""
    delegation = get_object_or_404(
        Delegation.objects.select_related("post__account", "post__agency", "delegate"), pk=pk
    )
    is_own = delegation.post.account_id == request.user.pk
    if not is_own and not rules.may_administer(request.user):
        raise Http404
    operations.revoke_delegation(delegation=delegation, on=timezone.localdate(), revoked_by=request.user)
    messages.success(request, _("The delegation is revoked; it gives no right any more."))
    if is_own:
        return redirect("agencies:delegations")
    return redirect("agencies:edit_account", pk=delegation.post.account_id)


@require_POST
def act_for(request: HttpRequest) -> HttpResponse:
    """Choose the post to act for; nothing chosen means the own work."""
    wanted = request.POST.get("post", "")
    if not wanted:
        request.session.pop(ACTING_AS, None)
        messages.success(request, _("You do your own work again."))
        return redirect("desk:home")
    open_posts = {str(post.pk): post for post in rules.posts_open_today(request.user)}
    if wanted not in open_posts:
        raise Http404
    post = open_posts[wanted]
    request.session[ACTING_AS] = post.pk
    if post.account_id == request.user.pk:
        # For another's post every page says so above its heading.
        told = _("From now on you work in this post alone: %(name)s.")
        messages.success(request, told % {"name": f"{post.get_role_display()}, {post.agency}"})
    return redirect("desk:home")


@require_safe
def leaving(request: HttpRequest, pk: int) -> HttpResponse:
    """What the holder of a post holds open there, for those who hand it over."""
    if not rules.may_see_leaving(request.user):
        raise Http404
    return _leaving_page(request, _post(pk), LeavingForm(initial={"on": timezone.localdate()}))


@require_POST
def leave_post(request: HttpRequest, pk: int) -> HttpResponse:
    if not rules.may_administer(request.user):
        raise Http404
    post, form = _post(pk), LeavingForm(request.POST)
    if _is_open(post) and form.is_valid() and _is_ended(request, post, form):
        messages.success(request, _("The post ends on that day: from then on nothing opens by it."))
        return redirect("agencies:leaving", pk=pk)
    return _leaving_page(request, post, form)


def _post(pk: int) -> Post:
    return get_object_or_404(Post.objects.select_related("account", "agency"), pk=pk)


def _is_open(post: Post) -> bool:
    return post.valid_to is None or post.valid_to > timezone.localdate()


def _leaving_page(request: HttpRequest, post: Post, form: LeavingForm) -> HttpResponse:
    may_administer = rules.may_administer(request.user)
    shown = {
        "section": "agencies",
        "leaving": queries.leaving_of(post, on=timezone.localdate()),
        "post": post,
        "form": form if may_administer and _is_open(post) else None,
        "may_administer": may_administer,
        "today": timezone.localdate(),
    }
    return render(request, "agencies/leaving.html", shown)


def _delegation_form(request: HttpRequest) -> DelegationForm:
    today = timezone.localdate()
    own = [post.pk for post in rules.posts_to_delegate(request.user)]
    return DelegationForm(
        request.POST or None,
        posts=Post.objects.filter(pk__in=own).select_related("agency").order_by("valid_from", "id"),
        today=today,
        initial={"valid_from": today},
    )


def _is_given(request: HttpRequest, form: DelegationForm) -> bool:
    given = form.given()
    try:
        operations.give_delegation(given_by=request.user, on=timezone.localdate(), **given)
    except AgenciesError as refused:
        form.add_error(None, refused.message)
        return False
    return True


def _is_ended(request: HttpRequest, post: Any, form: LeavingForm) -> bool:
    try:
        operations.end_post(post=post, on=form.cleaned_data["on"], ended_by=request.user)
    except AgenciesError as refused:
        form.add_error("on", refused.message)
        return False
    return True
