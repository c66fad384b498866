"""Projects that pay for planning."""

from __future__ import annotations

from ..models import ProjectPage
from .kinds import Facts
from .publishing import publish_below
from .town import Town
from .words import years


def load_projects(town: Town) -> None:
    """Publish the projects below the portal's list of projects."""

    def make(facts: Facts) -> ProjectPage:
        page = ProjectPage(
            title=facts["name"],
            programme=facts["programme"],
            number=facts["number"],
            duration=years(facts["duration_years"]),
            start_date=facts["start"],
            start_text=facts["start_text"],
            end_date=facts["end"],
            end_text=facts["end_text"],
        )
        return publish_below(town.listings["projects"], page, facts["id"])

    town.load_each("projects", ProjectPage, make)
