"""What stands before every door of Wagtail's admin: a page hidden from a person is a page that does not exist.

Wagtail's own views ask for permission one by one, and now and then one of them forgets to, or names the page in the
refusal. So the addresses themselves are asked first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .answering import answer
from .hidden_drafts import hidden_among, hidden_from

IN_ADDRESS = ("page_id", "parent_page_id", "page_to_move_id", "destination_id", "page_pk")
IN_FORM = ("new_parent_page", "parent_page", "chooser")
NAMING = "wagtailadmin_choose_page_chosen_multiple"

View = Callable[..., HttpResponse]


def stand_before_doors() -> None:
    """Take place at every address of the admin, while Wagtail is collecting them."""
    from wagtail.admin.urls import urlpatterns

    if not any(getattr(one.callback, "asks_first", False) for one in urlpatterns):
        decorate_urlpatterns(urlpatterns, ask_first)


def ask_first(view: View) -> View:
    """Answer for a hidden page before the view is asked."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if (named := set(_named(request, kwargs))) and hidden_among(request.user, named):
            raise Http404
        if request.resolver_match.url_name == NAMING:
            _forget_hidden(request)
        return answer(view, request, *args, **kwargs)

    asked.asks_first = True
    return asked


def _named(request: HttpRequest, kwargs: dict[str, Any]) -> Iterator[int]:
    """The numbers of the pages that an address and a form of the page tree name."""
    yield from (kwargs[name] for name in IN_ADDRESS if name in kwargs)
    match = request.resolver_match
    is_tree = "wagtailadmin_pages" in match.namespaces
    if is_tree and "pk" in kwargs:
        yield int(kwargs["pk"])
    if request.method == "POST" and (is_tree or match.url_name == "wagtail_bulk_action"):
        sent = (request.POST.get(name, "") for name in IN_FORM)
        yield from (int(number[:18]) for number in sent if number.isdecimal())


def _forget_hidden(request: HttpRequest) -> None:
    """Name no hidden page to whoever sends its number."""
    hidden = {str(pk) for pk in hidden_from(request.user)}
    request.GET = request.GET.copy()
    request.GET.setlist("id", [pk for pk in request.GET.getlist("id") if pk.strip() not in hidden])
