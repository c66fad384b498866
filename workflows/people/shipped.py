"""The places of this layer, and what the record of processing tells of each."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..intake.kept_uploads import drop_kept
from ..table.sweeping import drop_tables
from . import followers, letters, mailed, mentions, readers
from .places import Place, register_place

TASK = _("a task in the public interest, Art. 6(1)(e) GDPR")
CONSENT = _("consent, Art. 6(1)(a) GDPR, for the publication of a name; else a task in the public interest")
DUTY = _("a legal duty to keep records, Art. 6(1)(c) GDPR")
DESK = _("whoever settles comments on the plan")
NAMED = _("administrators and roles with “originals”")
KEPT = _("until KPSS_PEOPLE_KEPT_DAYS after the settlement was published")


def register() -> None:
    """Register them, in the order the record tells them."""
    for place in (*_of_letters(), *_of_readers(), *_of_followers(), *_of_the_clock(), *_of_the_record()):
        register_place(place)


def _of_letters() -> list[Place]:
    return [
        Place(
            name="identities",
            title=_("Who commented: name, organisation, e-mail, side"),
            models=("kpss_workflows.SubmitterIdentity",),
            purpose=_("to answer, and to name those who wish to be named"),
            basis=CONSENT,
            kept=KEPT,
            seen_by=DESK,
            find=letters.identities_of,
            tell=letters.tell_identity,
            erase=letters.erase_identities,
        ),
        Place(
            name="links",
            title=_("Submissions: number, day, channel, private link"),
            models=("kpss_workflows.Submission",),
            purpose=_("to keep the register; the link lets the author correct, withdraw and follow"),
            basis=TASK,
            kept=_("the link as long as the name; number, day and channel for ever"),
            seen_by=DESK,
            find=letters.letters_of,
            tell=letters.tell_letter,
            erase=letters.erase_links,
            stays=_("Number, day and channel stay, because the settlement names them."),
        ),
        Place(
            name="comments",
            title=_("Comments and their settlement"),
            models=(
                "kpss_workflows.Comment",
                "kpss_workflows.Settlement",
                "kpss_workflows.SettlementWording",
            ),
            purpose=_("to settle comments; the settlement is an annex of the approved plan"),
            basis=TASK,
            kept=_("for ever, without the person"),
            seen_by=_("everybody, once an official released them"),
            find=letters.comments_of,
            tell=letters.tell_comment,
            erase=letters.erase_words,
            stays=_(
                "Comment and settlement stay; the author’s address and whole name are blacked out in them."
            ),
        ),
        Place(
            name="wordings",
            title=_("How comments read before a correction or a redaction"),
            models=("kpss_workflows.CommentWording",),
            purpose=_("to prove what was received"),
            basis=TASK,
            kept=KEPT,
            seen_by=NAMED,
            find=letters.wordings_of,
            tell=letters.tell_wording,
            erase=letters.erase_wordings,
            stays=_("That a comment read otherwise, since when and why stays."),
        ),
        Place(
            name="files",
            title=_("Files and scans of submissions"),
            models=("kpss_workflows.SubmissionFile",),
            purpose=_("to settle comments that lean on them"),
            basis=TASK,
            kept=KEPT,
            seen_by=DESK,
            find=letters.files_of,
            tell=letters.tell_file,
            files=letters.open_file,
            erase=letters.erase_files,
            drop=letters.drop_files,
        ),
        Place(
            name="imports",
            title=_("Files of letters brought by staff, and who brought them"),
            models=("kpss_workflows.SubmissionImport",),
            purpose=_("to enter many letters at once, and no file twice"),
            basis=TASK,
            kept=_("the file until it is entered, at most a day; its name and the account with the register"),
            seen_by=_("whoever brought it"),
        ),
        Place(
            name="tables",
            title=_("Files of settlement tables, and who asked for a working one"),
            models=("kpss_workflows.TableMaking", "kpss_workflows.TableFile"),
            purpose=_("to give the settlement as a file"),
            basis=CONSENT,
            kept=_("until the table reads otherwise, for example without a name; working ones a day"),
            seen_by=_("everybody; working ones whoever settles comments on the plan"),
            drop=drop_tables,
        ),
        Place(
            name="sheets",
            title=_("Spreadsheets of settlements that were uploaded"),
            models=(),
            purpose=_("to take in exactly what was previewed"),
            basis=TASK,
            kept=_("until it is confirmed, at most a day"),
            seen_by=_("whoever uploaded it"),
            drop=drop_kept,
        ),
        Place(
            name="mail",
            title=_("Outgoing mail: address, subject, text"),
            models=("kpss_workflows.OutgoingMail",),
            purpose=_("to deliver it"),
            basis=TASK,
            kept=_("the text until it is sent, the address for KPSS_MAIL_KEPT_DAYS"),
            seen_by=_("administrators, if it cannot be delivered"),
            find=mailed.mails_of,
            tell=mailed.tell_mail,
            erase=mailed.erase_mails,
        ),
    ]


def _of_readers() -> list[Place]:
    return [
        Place(
            name="invitations",
            title=_("Readers of drafts: name, e-mail, when the link was opened"),
            models=("kpss_workflows.ReadingInvitation",),
            purpose=_("to let people read a draft before it is public"),
            basis=TASK,
            kept=_("until KPSS_READERS_KEPT_DAYS after the link expired"),
            seen_by=_("whoever invites them"),
            find=readers.invitations_of,
            tell=readers.tell_invitation,
            erase=readers.erase_invitations,
        ),
        Place(
            name="opinions",
            title=_("Opinions of readers"),
            models=("kpss_workflows.Opinion",),
            purpose=_("to know what was said of a draft"),
            basis=TASK,
            kept=_("with the draft, from then on without the person"),
            seen_by=_("whoever may read the draft"),
            find=readers.opinions_of,
            tell=readers.tell_opinion,
            erase=readers.erase_opinions,
            stays=_("What was said stays, as the words of a reader without a name."),
        ),
    ]


def _of_followers() -> list[Place]:
    return [
        Place(
            name="subscriptions",
            title=_("Subscribers to news: e-mail, page, when it was confirmed"),
            models=("kpss_workflows.Subscription",),
            purpose=_("to tell them what they asked to be told"),
            basis=_("consent, Art. 6(1)(a) GDPR"),
            kept=_("until they end it; unconfirmed ones for KPSS_UNCONFIRMED_DAYS"),
            seen_by=_("nobody; the process page tells how many there are"),
            find=followers.subscriptions_of,
            tell=followers.tell_subscription,
            erase=followers.erase_subscriptions,
        ),
    ]


def _of_the_clock() -> list[Place]:
    return [
        Place(
            name="tallies",
            title=_(
                "Counts of letters: a salted fingerprint of a part of the network, another one every day"
            ),
            models=("kpss_workflows.IntakeTally",),
            purpose=_("to stop floods of letters"),
            basis=_("the security of the site, Art. 6(1)(e) and Art. 32 GDPR"),
            kept=_("less than an hour"),
            seen_by=_("nobody"),
        ),
        Place(
            name="form_keys",
            title=_("Keys of forms: a fingerprint of what was sent"),
            models=("kpss_workflows.FormKey",),
            purpose=_("to do nothing twice when a button is pressed twice"),
            basis=TASK,
            kept=_("30 days"),
            seen_by=_("nobody"),
        ),
    ]


def _of_the_record() -> list[Place]:
    return [
        Place(
            name="versions",
            title=_("People named in frozen versions and in comments of others"),
            models=(
                "kpss_workflows.Snapshot",
                "kpss_workflows.SnapshotItem",
                "kpss_workflows.InternalVersion",
                "kpss_workflows.VersionErasure",
            ),
            purpose=_("to keep what was shown and decided"),
            basis=DUTY,
            kept=_("for ever; a personal detail is erased by an act of its own"),
            seen_by=_("everybody, once the version is public"),
            find=mentions.mentions_of,
            tell=mentions.tell_mention,
            stays=_("The words are erased one by one and with a reason, where they stand."),
        ),
        Place(
            name="log",
            title=_("Accounts of officials: who wrote, decided, recorded, settled"),
            models=(
                "kpss_workflows.LogSeal",
                "kpss_workflows.Edit",
                "kpss_workflows.Resolution",
                "kpss_workflows.ResolutionCorrection",
                "kpss_workflows.Consultation",
                "kpss_workflows.ConsultationExtension",
                "kpss_workflows.SettlementAcceptance",
            ),
            purpose=_("to know who did what in the name of the town"),
            basis=DUTY,
            kept=_("for ever"),
            seen_by=_("whoever may read the draft; never the public"),
        ),
    ]
