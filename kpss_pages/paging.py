"""Long lists, one page at a time."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

PAGE_SIZE = 20


def page_of(request: HttpRequest, listed: QuerySet) -> Page:
    """Cut the page named by ``?page=`` out of a list; nonsense gives the first page, too much the last."""
    return Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page"))
