"""A condition of the host's own, brought by a hook."""

from wagtail import hooks

from workflows.guards import Guard, Moment


def is_tuesday(moment: Moment) -> bool:
    """The town hall sends its notices out on Tuesdays."""
    return moment.now.isoweekday() == 2


@hooks.register("register_kpss_guards")
def guards_of_the_town() -> list[Guard]:
    """Bring it."""
    return [Guard("testapp_is_tuesday", "Notices go out on Tuesdays.", is_tuesday)]
