"""What must be true of a page at every moment, after any race and any kill: the one checker of them all.

The rules of Wagtail's engine hold for every page; a governed page has the rules of our own rows and log, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from wagtail.models import PageLogEntry, TaskState, WorkflowState

from workflows.bundles import bundle_fingerprint
from workflows.document import canonical_bytes, document_of, fingerprint
from workflows.models import Consultation, FormKey, GovernedMixin, Resolution, Snapshot, Submission
from workflows.remembering import remembering
from workflows.standing import standing_of

OPEN = ("in_progress", "needs_changes")
DECISIONS = ("wagtail.workflow.approve", "wagtail.workflow.reject")


def violations(page: Any) -> list[str]:
    """Return a sentence for each rule that does not hold."""
    with remembering():
        found = [*broken_engine(page)]
        if isinstance(page, GovernedMixin):
            found += [
                *broken_log(page),
                *broken_versions(page),
                *broken_publication(page),
                *broken_intake(page),
            ]
    return found


def broken_engine(page: Any) -> Iterator[str]:
    """Run, task states, revision and page tell the same story."""
    runs = list(WorkflowState.objects.for_instance(page).order_by("pk"))
    if sum(run.status in OPEN for run in runs) > 1:
        yield "More than one run is open."
    for run in runs:
        yield from broken_run(run)
    newest = page.revisions.order_by("-created_at", "-pk").first()
    if newest and page.latest_revision_id != newest.pk:
        yield "The page does not know its newest revision."
    if page.live and not page.live_revision_id:
        yield "The page is live without a published revision."


def broken_run(run: WorkflowState) -> Iterator[str]:
    """One state is current while the run is open, none when it has ended, and each was passed once."""
    states = list(run.task_states.order_by("pk"))
    current = [state for state in states if state.status == TaskState.STATUS_IN_PROGRESS]
    if run.status == WorkflowState.STATUS_IN_PROGRESS:
        if [state.pk for state in current] != [run.current_task_state_id]:
            yield f"An open run has {len(current)} current states, or names another."
    elif current:
        yield f"A run that is {run.status} still has a current state."
    if run.status == WorkflowState.STATUS_APPROVED and any(
        state.status != TaskState.STATUS_APPROVED for state in last_of_each_task(states)
    ):
        yield "A run was approved although a state was not."
    if run.status == WorkflowState.STATUS_NEEDS_CHANGES and (
        not states or states[-1].status != TaskState.STATUS_REJECTED
    ):
        yield "A run waits for changes that nobody asked for."
    yield from broken_decisions(run, states)


def last_of_each_task(states: list[TaskState]) -> list[TaskState]:
    """Return what became of each task in the end; a governed run may have gone back past a later one."""
    last = {state.task_id: state for state in states}
    return [last[states[-1].task_id]] if states else []


def broken_decisions(run: WorkflowState, states: list[TaskState]) -> Iterator[str]:
    """Wagtail's log names the state that was decided; each is decided once, and the last one is final."""
    mine = {state.pk for state in states}
    told = PageLogEntry.objects.filter(page_id=run.object_id, action__in=DECISIONS)
    entries = [entry for entry in told if entry.data["workflow"]["task_state_id"] in mine]
    for number in Counter(entry.data["workflow"]["task_state_id"] for entry in entries).values():
        if number > 1:
            yield f"One state was decided {number} times."
    finished = any(
        entry.action == "wagtail.workflow.approve" and not entry.data["workflow"]["next"] for entry in entries
    )
    if finished and run.status != WorkflowState.STATUS_APPROVED:
        yield f"The last state was approved, and the run is {run.status}."


# A governed page


def broken_log(page: Any) -> Iterator[str]:
    """Told from the first entry on, the log leads from state to state and ends where the page stands."""
    entries = PageLogEntry.objects.filter(page_id=page.pk, action="kpss_workflows.transition").order_by("pk")
    here = standing_of(page).definition.initial.key
    told: Counter[str] = Counter()
    for entry in entries:
        if entry.data["from"] != here:
            yield f"The log leads from “{entry.data['from']}” while the page was in “{here}”."
        here = entry.data["to"]
        told[entry.data["transition"]] += 1
    if here != standing_of(page).state.key:
        yield f"The log ends in “{here}”, the page stands in “{standing_of(page).state.key}”."
    yield from unlike(told["open"], Consultation.objects.of_page(page).count(), "consultations")
    withdrawn = Consultation.objects.of_page(page).exclude(withdrawn_at=None).count()
    yield from unlike(told["withdraw"], withdrawn, "withdrawals")
    recorded = told["record"] + told["record_later"]
    yield from unlike(recorded, Resolution.objects.filter(page_id=page.pk).count(), "resolutions")
    frozen = told["open"] + told["submit_to_assembly"] + told["publish_adopted"]
    yield from unlike(frozen, Snapshot.objects.of_page(page).count(), "frozen versions")


def unlike(told: int, stored: int, what: str) -> Iterator[str]:
    """Compare what the log tells with what is stored."""
    if told != stored:
        yield f"The log tells of {told} {what}, {stored} are stored."


def broken_versions(page: Any) -> Iterator[str]:
    """Versions are numbered without a gap, and every fingerprint is over the bytes beside it."""
    versions = list(Snapshot.objects.of_page(page).order_by("number"))
    if [version.number for version in versions] != list(range(1, len(versions) + 1)):
        yield "The versions are not numbered one after another."
    for version in versions:
        if version.sha256 != fingerprint(version.document_bytes()) or any(
            item.sha256 != fingerprint(item.text.encode()) for item in version.ordered_items
        ):
            yield f"The fingerprint of version {version.number} is not its text's."


def broken_publication(page: Any) -> Iterator[str]:
    """What is live is what was decided, from the pinned revision; what was not decided is not live."""
    decided = Snapshot.objects.of_page(page).exclude(published_at=None).order_by("published_at").last()
    if page.live != (decided is not None):
        yield "The page is live without a decision, or decided and not live."
    if not page.live or decided is None:
        return
    item = next(one for one in decided.ordered_items if one.page_id == page.pk)
    if page.live_revision_id != item.revision_id:
        yield "Another revision is live than the one that was decided."
    if canonical_bytes(document_of(page)) != item.text.encode():
        yield "The live text is not the text that was decided."
    if standing_of(page).run is None and bundle_fingerprint(page) != decided.sha256:
        yield "No run is open, and the newest text is not the one in force."


def broken_intake(page: Any) -> Iterator[str]:
    """Letters are numbered without a gap and whole; none came when the consultation was not open."""
    for consultation in Consultation.objects.of_page(page):
        letters = list(Submission.objects.filter(consultation=consultation).order_by("number"))
        if [one.number for one in letters] != list(range(1, consultation.last_submission_number + 1)):
            yield "The letters are not numbered one after another."
        if any(not one.comments.exists() or not hasattr(one, "identity") for one in letters):
            yield "A letter was stored in part."
        ended = consultation.withdrawn_at
        if ended and any(one.received_at > ended for one in letters):
            yield "A letter was taken after the withdrawal."


def unfinished_keys() -> list[str]:
    """One-time keys that were used and lead nowhere."""
    return [f"A form was taken without a result: {key}." for key in FormKey.objects.filter(result="")]
