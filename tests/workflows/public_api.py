"""The addresses of a site that mounts Wagtail's API v2 as our notes on integration say."""

from django.urls import include, path
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet

from kpss_site.urls import urlpatterns as site_urls
from workflows.api import PublicDocumentsAPIViewSet, PublicImagesAPIViewSet

api = WagtailAPIRouter("wagtailapi")
api.register_endpoint("pages", PagesAPIViewSet)
api.register_endpoint("images", PublicImagesAPIViewSet)
api.register_endpoint("documents", PublicDocumentsAPIViewSet)

urlpatterns = [path("api/v2/", api.urls), path("", include(site_urls))]
