"""The settlement table at the desk: its files, and working versions of it before everybody reads it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from ..actions.ask_for_table import AskForTable
from ..actions.base import Refused
from ..models.consultations import Consultation
from ..models.table_files import TableMaking
from ..public.addresses import TABLE, version_url
from ..table.giving import answer, file_name, made_file, small_file
from ..table.kinds import is_offered, offered
from ..table.links import FileLink, public_links
from ..table.making import MOST_TRIES
from ..table.rows import Table
from ..table.state import State, state_of
from ..table.volumes import volume_name
from .base import ConsultationView

LOOK_AGAIN = 10
"""After how many seconds the page looks again, where somebody wishes so."""


class DeskTable(ConsultationView):
    """What the page of the files and the files share."""

    @cached_property
    def table(self) -> Table:
        """What is released by now."""
        return Table(self.consultation, is_working=True)

    @cached_property
    def state(self) -> State:
        """What it holds now."""
        return state_of(self.table)

    def makings(self) -> dict[str, TableMaking]:
        """What was asked for, by kind."""
        known = TableMaking.objects.filter(consultation=self.consultation, is_working=True)
        return {one.kind: one for one in known.prefetch_related("files")}


class TableView(DeskTable):
    """Every format with its file, how far it is, or a button that asks for it."""

    template_name = "kpss_workflows/admin/table.html"

    def get_page_title(self) -> str:
        """What this is."""
        return _("Settlement table")

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show them."""
        return self.show()

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for a working version."""
        try:
            AskForTable(self.consultation, request.POST.get("kind", ""), user=request.user).execute()
        except Refused as refused:
            messages.error(request, str(refused))
            return self.show(status=refused.status)
        messages.success(request, _("The file will be ready within minutes."))
        return redirect("kpss_workflows_admin:table", pk)

    def show(self, status: int = 200) -> HttpResponse:
        """Render the page; it looks again by itself only where somebody wishes so."""
        follows = "follow" in self.request.GET
        formats = [] if self.consultation.settlements_are_public else self.formats()
        response = self.render_to_response(
            self.get_context_data(
                root=self.root,
                consultation=self.consultation,
                state=self.state,
                public_files=self.public_files(),
                public_url=self.public_address(self.consultation),
                formats=formats,
                waits=any(one["waits"] for one in formats),
                follows=follows,
                seconds=LOOK_AGAIN,
                desk_url=self.desk_url,
            ),
            status=status,
        )
        if follows and any(one["waits"] for one in formats):
            response["Refresh"] = str(LOOK_AGAIN)
        return response

    def formats(self) -> list[dict[str, Any]]:
        """Every format of the working version with what there is of it."""
        makings = self.makings()
        return [self.format_of(kind, makings.get(kind)) for kind in offered()]

    def format_of(self, kind: str, making: TableMaking | None) -> dict[str, Any]:
        """One format: its files, its button or its progress."""
        is_made = bool(making and making.made_at) and not self.state.is_small
        is_old = is_made and making.state != self.state.key
        return {
            "kind": kind,
            "name": kind.upper(),
            "making": making,
            "files": self.files(kind, making) if (is_made and not is_old) or self.state.is_small else [],
            "is_old": is_old,
            "failed": bool(making) and not making.made_at and making.tries >= MOST_TRIES,
            "waits": bool(making)
            and not making.made_at
            and not self.state.is_small
            and making.tries < MOST_TRIES,
        }

    def files(self, kind: str, making: TableMaking | None) -> list[FileLink]:
        """Where the volumes are; a small table is one and is written when it is asked for."""
        address = reverse("kpss_workflows_admin:table_file", args=[self.consultation.pk, kind])
        if self.state.is_small:
            return [FileLink(kind, address)]
        return [
            FileLink(
                kind,
                f"{address}{file.number}/" if file.number > 1 else address,
                file.size,
                volume_name(file.number, file.first, file.last),
            )
            for file in making.files.all()
        ]

    def public_files(self) -> list[FileLink]:
        """What everybody reads."""
        found = public_links([self.consultation], self.public_address)
        return found.get(self.consultation.pk, [])

    def public_address(self, consultation: Consultation, *rest: str) -> str:
        """Where everybody reads it."""
        return version_url(self.root, consultation.snapshot.number, TABLE, *rest, request=self.request)


class TableFileView(DeskTable):
    """A working version as a file: a small one as it stands now, a large one as it was asked for."""

    def get(self, request: HttpRequest, pk: int, kind: str, number: int = 1) -> Any:
        """Give it, or go back to where it may be asked for."""
        if not is_offered(kind) or self.consultation.settlements_are_public:
            raise Http404
        if self.state.is_small and number == 1:
            stream = small_file(self.table, kind)
        else:
            making = self.makings().get(kind)
            # An older one may hold words that were blacked out since, for roles that may not read them.
            stream = made_file(making, number) if making and making.state == self.state.key else None
        if stream is None:
            messages.warning(request, _("This file is not there. Ask for it anew."))
            return redirect("kpss_workflows_admin:table", pk)
        return answer(stream, kind, file_name(self.table, self.root.slug, kind, number))
