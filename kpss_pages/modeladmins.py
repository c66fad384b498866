"""Registers in the administration: entries that stand beside the pages and are mostly read."""

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.options import IncorrectLookupParameters
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail_modeladmin.helpers import PermissionHelper
from wagtail_modeladmin.options import ModelAdmin, ModelAdminGroup
from wagtail_modeladmin.views import IndexView

from workflows.models import Resolution
from workflows.remembering import remembered

from .models.organisations import Organisation, Provider
from .models.people import Person
from .portals import portals_for, portals_of_records


class PortalPermissionHelper(PermissionHelper):
    """Whoever may edit a whole portal keeps its registers too; they have no permissions of their own."""

    def user_can_list(self, user: Any) -> bool:
        """Some portal is theirs."""
        return remembered(("keeps a portal", user.pk), portals_for(user).exists)

    def user_can_create(self, user: Any) -> bool:
        """Some portal is theirs to add to."""
        return self.user_can_list(user)

    def user_can_inspect_obj(self, user: Any, obj: Model) -> bool:
        """The entry's portal is theirs."""
        return self.inspect_view_enabled and self.user_can_edit_obj(user, obj)

    def user_can_edit_obj(self, user: Any, obj: Model) -> bool:
        """The entry's portal is theirs."""
        return portals_for(user).filter(pk=obj.portal_id).exists()

    def user_can_delete_obj(self, user: Any, obj: Model) -> bool:
        """The entry's portal is theirs."""
        return self.user_can_edit_obj(user, obj)


class PortalFilter(SimpleListFilter):
    """Narrows a register to one portal; shown only to those who keep several."""

    title = _("portal")
    parameter_name = "portal"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[int, str]]:
        """The portals of this person."""
        portals = list(portals_for(request.user).values_list("pk", "title"))
        return portals if len(portals) > 1 else []

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Only the chosen portal; nonsense chooses none."""
        value = self.value()
        return queryset.filter(portal=value) if value and value.isdecimal() else queryset


class RegisterIndexView(IndexView):
    """A list that answers an unknown address parameter with a sentence; the library's own fails."""

    def get_filters(self, request: HttpRequest) -> Any:
        """Take the filters the register declares and no other.

        The library would follow any path of relations, so that whoever may read a list could ask for the first
        letters of somebody's password hash.
        """
        found = super().get_filters(request)
        if undeclared := found[2]:
            raise IncorrectLookupParameters(", ".join(undeclared))
        return found

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the whole list where the parameters make no sense."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except IncorrectLookupParameters:
            messages.warning(
                request, _("The address held a filter this list does not know. You see the whole list.")
            )
            return redirect(self.index_url)


class RegisterAdmin(ModelAdmin):
    """What all our registers share: rows of one's own portals only, and forgiving lists."""

    index_view_class = RegisterIndexView
    permission_helper_class = PortalPermissionHelper
    portal_lookup = "portal"
    list_filter: tuple[Any, ...] = (PortalFilter,)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Leave out what belongs to other people's portals."""
        portals = portals_for(request.user)
        return super().get_queryset(request).filter(**{f"{self.portal_lookup}__in": portals.values("pk")})


class ProviderAdmin(RegisterAdmin):
    """The register of providers."""

    model = Provider
    menu_icon = "home"
    list_display = ("name", "ico", "role", "portal")
    list_select_related = ("portal",)
    list_export = ("name", "short_name", "ico", "role")
    search_fields = ("name", "short_name", "ico")


class OrganisationAdmin(RegisterAdmin):
    """All organisations that take part, providers among them."""

    model = Organisation
    menu_icon = "group"
    list_display = ("name", "ico", "role", "is_provider", "portal")
    list_filter = (PortalFilter, "is_provider")
    list_select_related = ("portal",)
    search_fields = ("name", "short_name", "ico")


class PersonAdmin(RegisterAdmin):
    """People, with the mark that lets their names be published. Not for export: names may be private."""

    model = Person
    menu_icon = "user"
    list_display = ("name", "role", "organisation_name", "name_is_public", "portal")
    list_filter = (PortalFilter, "name_is_public")
    list_select_related = ("portal", "organisation")
    search_fields = ("name", "role")


class ReadOnlyPermissionHelper(PermissionHelper):
    """Rows that actions write: read here, changed where the workflow says."""

    def user_can_list(self, user: Any) -> bool:
        """Some portal is theirs to keep, or they record its resolutions."""
        return remembered(("reads records", user.pk), portals_of_records(user).exists)

    def user_can_create(self, user: Any) -> bool:
        """Never here."""
        return False

    def user_can_edit_obj(self, user: Any, obj: Model) -> bool:
        """Never here."""
        return False

    def user_can_delete_obj(self, user: Any, obj: Model) -> bool:
        """Never here."""
        return False

    def user_can_inspect_obj(self, user: Any, obj: Model) -> bool:
        """The portal of the page is theirs."""
        return portals_of_records(user).ancestor_of(obj.page, inclusive=True).exists()


class ResolutionAdmin(ModelAdmin):
    """The register of resolutions. They are recorded on the page they speak of."""

    model = Resolution
    menu_icon = "clipboard-list"
    index_view_class = RegisterIndexView
    permission_helper_class = ReadOnlyPermissionHelper
    inspect_view_enabled = True
    inspect_view_fields_exclude = ("recorded_by", "state")
    list_display = ("page", "body_label", "outcome", "number", "date", "date_text")
    list_filter = ("outcome", "body")
    list_select_related = ("page",)
    # The library cannot read the ordering of the model, which puts missing dates last.
    ordering = ("date", "pk")
    list_export = ("page", "body_label", "outcome", "number", "date", "date_text", "wording")
    search_fields = ("number", "wording", "page__title")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Leave out resolutions about pages of other people's portals."""
        mine = Q(pk__in=[])
        for path in portals_of_records(request.user).values_list("path", flat=True):
            mine |= Q(page__path__startswith=path)
        return super().get_queryset(request).filter(mine)


class KpssAdminGroup(ModelAdminGroup):
    """The menu item under which all registers stand."""

    menu_label = "KPSS"
    menu_icon = "clipboard-list"
    menu_order = 250
    items = (ResolutionAdmin, ProviderAdmin, OrganisationAdmin, PersonAdmin)
