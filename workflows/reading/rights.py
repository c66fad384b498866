"""Who asks people to read a draft, who answers, and who sees the answers."""

from __future__ import annotations

from typing import Any

from ..definition import Definition
from ..models.internal_versions import InternalVersion
from ..permissions import may_make, may_record, roles_in_bundle, roles_on
from ..standing import Standing


def asks_for_opinions(standing: Standing | None) -> bool:
    """Tell whether the present state is one in which people read and answer."""
    return bool(standing and standing.task_state and standing.state.comment)


def may_give_opinion(user: Any, root: Any, standing: Standing | None) -> bool:
    """Tell whether this person answers after signing in: by a role that the state names, anywhere in the bundle."""
    if not asks_for_opinions(standing):
        return False
    return bool(set(standing.state.comment) & roles_in_bundle(user, root, standing.definition))


def may_invite(user: Any, root: Any, standing: Standing | None) -> bool:
    """Tell whether this person sends the draft out now: somebody who leads the page out of its state."""
    if not asks_for_opinions(standing):
        return False
    definition, key = standing.definition, standing.state.key
    leaving = [one for one in definition.leaving(key) if not one.automatic]
    return _leads(user, root, definition, key) and any(
        may_make(user, root, one, definition) for one in leaving
    )


def may_manage(user: Any, version: InternalVersion, root: Any, standing: Standing) -> bool:
    """Tell whether this person looks after the links to a version, also once its state has been left."""
    return _leads(user, root, standing.definition, version.state)


def may_see_opinions(user: Any, root: Any, standing: Standing | None) -> bool:
    """Tell whether this person reads who answered what: whoever invites, or records the decision."""
    if standing is None:
        return False
    return may_record(user, root) or _leads(user, root, standing.definition, standing.state.key)


def _leads(user: Any, root: Any, definition: Definition, state_key: str) -> bool:
    return bool(_leading_roles(definition, state_key) & roles_on(user, root, definition))


def _leading_roles(definition: Definition, state_key: str) -> set[str]:
    """The roles that lead out of a state, without those that are asked themselves, unless nobody else is left."""
    known = [state for state in definition.states if state.key == state_key]
    # A state that was renamed since is left by whoever moves the page at all.
    leaving = definition.leaving(state_key) if known else definition.transitions
    leading = {role for one in leaving if not one.automatic for role in one.roles}
    asked = {role for state in known for role in state.comment}
    return (leading - asked) or leading
